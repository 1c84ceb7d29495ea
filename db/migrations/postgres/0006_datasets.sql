CREATE TABLE "dataset_exports" (
	"id" text PRIMARY KEY NOT NULL,
	"project_id" text NOT NULL,
	"snapshot_id" text NOT NULL,
	"format" text NOT NULL,
	"bare" boolean NOT NULL,
	"state" text NOT NULL,
	"requested_by" text NOT NULL,
	"requested_at" bigint NOT NULL,
	"progress" double precision NOT NULL,
	"parts" text NOT NULL,
	"hash" text,
	"bytes" bigint,
	"file_name" text,
	"link_hash" text,
	"link_expires_at" bigint,
	"ended_at" bigint,
	"failure" text,
	"lease_expires_at" bigint NOT NULL,
	"attempts" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "erasures" (
	"item_id" text PRIMARY KEY NOT NULL,
	"project_id" text NOT NULL,
	"key" text NOT NULL,
	"reason" text NOT NULL,
	"erased_by" text NOT NULL,
	"erased_at" bigint NOT NULL,
	"snapshots" text NOT NULL,
	"media" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "snapshots" (
	"id" text PRIMARY KEY NOT NULL,
	"project_id" text NOT NULL,
	"name" text NOT NULL,
	"query" text NOT NULL,
	"parent_id" text,
	"sealed" boolean NOT NULL,
	"licence" text NOT NULL,
	"state" text NOT NULL,
	"requested_by" text NOT NULL,
	"requested_at" bigint NOT NULL,
	"label_seq" bigint NOT NULL,
	"progress" double precision NOT NULL,
	"parts" text NOT NULL,
	"tally" text,
	"hash" text,
	"manifest" text,
	"ended_at" bigint,
	"failure" text,
	"withdrawn" bigint DEFAULT 0 NOT NULL,
	"lease_expires_at" bigint NOT NULL,
	"attempts" integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE "dataset_exports" ADD CONSTRAINT "dataset_exports_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dataset_exports" ADD CONSTRAINT "dataset_exports_snapshot_id_snapshots_id_fk" FOREIGN KEY ("snapshot_id") REFERENCES "public"."snapshots"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "erasures" ADD CONSTRAINT "erasures_item_id_items_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."items"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "erasures" ADD CONSTRAINT "erasures_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "snapshots" ADD CONSTRAINT "snapshots_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "dataset_exports_of" ON "dataset_exports" USING btree ("snapshot_id","requested_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "dataset_exports_link" ON "dataset_exports" USING btree ("link_hash");--> statement-breakpoint
CREATE INDEX "dataset_exports_writing" ON "dataset_exports" USING btree ("lease_expires_at") WHERE state = 'writing';--> statement-breakpoint
CREATE INDEX "erasures_latest" ON "erasures" USING btree ("project_id","erased_at","item_id");--> statement-breakpoint
CREATE INDEX "snapshots_newest" ON "snapshots" USING btree ("project_id","requested_at","id");--> statement-breakpoint
CREATE INDEX "snapshots_writing" ON "snapshots" USING btree ("lease_expires_at") WHERE state = 'writing';