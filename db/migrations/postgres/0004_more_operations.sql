CREATE TABLE "gold_answers" (
	"item_id" text NOT NULL,
	"user_id" text NOT NULL,
	"project_id" text NOT NULL,
	"decision_id" text NOT NULL,
	"value" text NOT NULL,
	"is_right" boolean NOT NULL,
	"answered_at" bigint NOT NULL,
	CONSTRAINT "gold_answers_item_id_user_id_pk" PRIMARY KEY("item_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "gold_items" (
	"item_id" text PRIMARY KEY NOT NULL,
	"project_id" text NOT NULL,
	"value" text NOT NULL,
	"note" text NOT NULL,
	"place" double precision NOT NULL,
	"author" text NOT NULL,
	"marked_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "gold_pauses" (
	"project_id" text NOT NULL,
	"user_id" text NOT NULL,
	"paused_at" bigint NOT NULL,
	"resumed_at" bigint,
	CONSTRAINT "gold_pauses_project_id_user_id_pk" PRIMARY KEY("project_id","user_id")
);
--> statement-breakpoint
ALTER TABLE "payloads" ADD COLUMN "steps" text;--> statement-breakpoint
ALTER TABLE "projects" ADD COLUMN "gold_share" double precision DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "projects" ADD COLUMN "gold_pause_below" double precision;--> statement-breakpoint
ALTER TABLE "projects" ADD COLUMN "gold_pause_after" integer DEFAULT 20 NOT NULL;--> statement-breakpoint
ALTER TABLE "projects" ADD COLUMN "pipeline" text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE "reviews" ADD COLUMN "gold_given" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "desk_keys" text;--> statement-breakpoint
ALTER TABLE "gold_answers" ADD CONSTRAINT "gold_answers_item_id_items_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."items"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gold_answers" ADD CONSTRAINT "gold_answers_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gold_answers" ADD CONSTRAINT "gold_answers_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gold_items" ADD CONSTRAINT "gold_items_item_id_items_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."items"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gold_items" ADD CONSTRAINT "gold_items_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gold_pauses" ADD CONSTRAINT "gold_pauses_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gold_pauses" ADD CONSTRAINT "gold_pauses_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "gold_answers_user" ON "gold_answers" USING btree ("project_id","user_id","answered_at");--> statement-breakpoint
CREATE UNIQUE INDEX "gold_items_place" ON "gold_items" USING btree ("project_id","place","item_id");