CREATE TABLE "retraining_cycles" (
	"id" text PRIMARY KEY NOT NULL,
	"project_id" text NOT NULL,
	"state" text NOT NULL,
	"cause" text NOT NULL,
	"requested_by" text NOT NULL,
	"requested_at" bigint NOT NULL,
	"model_before" text,
	"label_seq" bigint NOT NULL,
	"new_labels" bigint NOT NULL,
	"labels" text,
	"dataset_hash" text,
	"dataset_bytes" bigint,
	"dataset_parts" text,
	"progress" double precision NOT NULL,
	"message" text NOT NULL,
	"ready_at" bigint,
	"started_at" bigint,
	"ended_at" bigint,
	"failure" text,
	"model" text,
	"lease_expires_at" bigint NOT NULL,
	"attempts" integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE "model_versions" ADD COLUMN "trained_on" text;--> statement-breakpoint
ALTER TABLE "projects" ADD COLUMN "retraining" text;--> statement-breakpoint
ALTER TABLE "retraining_cycles" ADD CONSTRAINT "retraining_cycles_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "retraining_cycles_newest" ON "retraining_cycles" USING btree ("project_id","requested_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "retraining_cycles_open" ON "retraining_cycles" USING btree ("project_id") WHERE state IN ('preparing', 'requested', 'started');--> statement-breakpoint
CREATE INDEX "retraining_cycles_preparing" ON "retraining_cycles" USING btree ("lease_expires_at") WHERE state = 'preparing';--> statement-breakpoint
CREATE INDEX "labels_by_people" ON "labels" USING btree ("project_id","seq") WHERE source <> 'auto';