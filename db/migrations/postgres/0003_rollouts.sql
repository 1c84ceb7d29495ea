CREATE TABLE "compared_predictions" (
	"prediction_id" text PRIMARY KEY NOT NULL,
	"project_id" text NOT NULL,
	"item_id" text NOT NULL,
	"model_version_id" text NOT NULL,
	"against_id" text NOT NULL,
	"same" boolean NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "deployments" (
	"project_id" text PRIMARY KEY NOT NULL,
	"epoch" integer NOT NULL,
	"live_id" text,
	"previous_id" text,
	"rollout_id" text,
	"candidate_id" text,
	"share" double precision NOT NULL
);
--> statement-breakpoint
CREATE TABLE "rollout_history" (
	"id" text PRIMARY KEY NOT NULL,
	"rollout_id" text NOT NULL,
	"project_id" text NOT NULL,
	"event" text NOT NULL,
	"state" text NOT NULL,
	"step" integer NOT NULL,
	"share" double precision NOT NULL,
	"epoch" integer NOT NULL,
	"verdicts" text NOT NULL,
	"note" text NOT NULL,
	"actor" text NOT NULL,
	"at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "rollouts" (
	"id" text PRIMARY KEY NOT NULL,
	"project_id" text NOT NULL,
	"candidate_id" text NOT NULL,
	"live_id" text,
	"attempt_of" text,
	"settings" text NOT NULL,
	"state" text NOT NULL,
	"step" integer NOT NULL,
	"share" double precision NOT NULL,
	"since" bigint NOT NULL,
	"before" text NOT NULL,
	"counted_at_start" text NOT NULL,
	"counted_at_step" text NOT NULL,
	"note" text NOT NULL,
	"author" text NOT NULL,
	"created_at" bigint NOT NULL,
	"started_at" bigint
);
--> statement-breakpoint
ALTER TABLE "model_versions" ADD COLUMN "retired_at" bigint;--> statement-breakpoint
ALTER TABLE "payloads" ADD COLUMN "unit" text;--> statement-breakpoint
ALTER TABLE "routings" ADD COLUMN "epoch" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "compared_predictions" ADD CONSTRAINT "compared_predictions_prediction_id_predictions_id_fk" FOREIGN KEY ("prediction_id") REFERENCES "public"."predictions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "compared_predictions" ADD CONSTRAINT "compared_predictions_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "compared_predictions" ADD CONSTRAINT "compared_predictions_item_id_items_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."items"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "compared_predictions" ADD CONSTRAINT "compared_predictions_model_version_id_model_versions_id_fk" FOREIGN KEY ("model_version_id") REFERENCES "public"."model_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "compared_predictions" ADD CONSTRAINT "compared_predictions_against_id_model_versions_id_fk" FOREIGN KEY ("against_id") REFERENCES "public"."model_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deployments" ADD CONSTRAINT "deployments_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deployments" ADD CONSTRAINT "deployments_live_id_model_versions_id_fk" FOREIGN KEY ("live_id") REFERENCES "public"."model_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deployments" ADD CONSTRAINT "deployments_previous_id_model_versions_id_fk" FOREIGN KEY ("previous_id") REFERENCES "public"."model_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deployments" ADD CONSTRAINT "deployments_rollout_id_rollouts_id_fk" FOREIGN KEY ("rollout_id") REFERENCES "public"."rollouts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deployments" ADD CONSTRAINT "deployments_candidate_id_model_versions_id_fk" FOREIGN KEY ("candidate_id") REFERENCES "public"."model_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rollout_history" ADD CONSTRAINT "rollout_history_rollout_id_rollouts_id_fk" FOREIGN KEY ("rollout_id") REFERENCES "public"."rollouts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rollout_history" ADD CONSTRAINT "rollout_history_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rollouts" ADD CONSTRAINT "rollouts_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rollouts" ADD CONSTRAINT "rollouts_candidate_id_model_versions_id_fk" FOREIGN KEY ("candidate_id") REFERENCES "public"."model_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rollouts" ADD CONSTRAINT "rollouts_live_id_model_versions_id_fk" FOREIGN KEY ("live_id") REFERENCES "public"."model_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "compared_predictions_differing" ON "compared_predictions" USING btree ("model_version_id","against_id","created_at") WHERE NOT same;--> statement-breakpoint
CREATE INDEX "rollout_history_rollout" ON "rollout_history" USING btree ("rollout_id","id");--> statement-breakpoint
CREATE INDEX "rollout_history_newest" ON "rollout_history" USING btree ("project_id","at");--> statement-breakpoint
CREATE INDEX "rollouts_newest" ON "rollouts" USING btree ("project_id","id");