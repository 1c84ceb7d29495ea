CREATE TABLE "drift_references" (
	"id" text PRIMARY KEY NOT NULL,
	"project_id" text NOT NULL,
	"model_version_id" text NOT NULL,
	"revision" integer NOT NULL,
	"name" text NOT NULL,
	"from" bigint NOT NULL,
	"to" bigint NOT NULL,
	"window_minutes" integer NOT NULL,
	"counts" text NOT NULL,
	"actor" text NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "drift_windows" (
	"reference_id" text NOT NULL,
	"start" bigint NOT NULL,
	"end" bigint NOT NULL,
	"results" text NOT NULL,
	CONSTRAINT "drift_windows_reference_id_end_pk" PRIMARY KEY("reference_id","end")
);
--> statement-breakpoint
CREATE TABLE "measures" (
	"project_id" text NOT NULL,
	"metric" text NOT NULL,
	"start" bigint NOT NULL,
	"span" integer NOT NULL,
	"model_version_id" text NOT NULL,
	"part" text NOT NULL,
	"bin" text NOT NULL,
	"n" bigint NOT NULL,
	"sum" double precision NOT NULL,
	CONSTRAINT "measures_project_id_metric_start_span_model_version_id_part_bin_pk" PRIMARY KEY("project_id","metric","start","span","model_version_id","part","bin")
);
--> statement-breakpoint
ALTER TABLE "projects" ADD COLUMN "monitored_inputs" text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE "projects" ADD COLUMN "monitoring_rows" text DEFAULT '{"order":[],"hidden":[]}' NOT NULL;--> statement-breakpoint
ALTER TABLE "projects" ADD COLUMN "measured" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "drift_references_revision" ON "drift_references" USING btree ("project_id","model_version_id","revision");--> statement-breakpoint
CREATE INDEX "measures_age" ON "measures" USING btree ("span","start","project_id");