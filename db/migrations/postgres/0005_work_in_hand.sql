CREATE TABLE "comments" (
	"id" text PRIMARY KEY NOT NULL,
	"project_id" text NOT NULL,
	"item_id" text NOT NULL,
	"inspector_id" text NOT NULL,
	"author_id" text NOT NULL,
	"kind" text NOT NULL,
	"text" text NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "group_members" (
	"project_id" text NOT NULL,
	"user_id" text NOT NULL,
	"name" text COLLATE "C" NOT NULL,
	CONSTRAINT "group_members_project_id_user_id_name_pk" PRIMARY KEY("project_id","user_id","name")
);
--> statement-breakpoint
CREATE TABLE "groups" (
	"project_id" text NOT NULL,
	"name" text COLLATE "C" NOT NULL,
	"title" text NOT NULL,
	"created_at" bigint NOT NULL,
	CONSTRAINT "groups_project_id_name_pk" PRIMARY KEY("project_id","name")
);
--> statement-breakpoint
DROP INDEX "reviews_claim";--> statement-breakpoint
ALTER TABLE "decisions" ADD COLUMN "cells" integer;--> statement-breakpoint
ALTER TABLE "projects" ADD COLUMN "needed_skill" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "projects" ADD COLUMN "names_holders" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "projects" ADD COLUMN "counts_by_name" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "projects" ADD COLUMN "grid" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "projects" ADD COLUMN "opinions_named" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "reviews" ADD COLUMN "lane" text COLLATE "C" DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "reviews" ADD COLUMN "needs" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "reviews" ADD COLUMN "queue_at" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "reviews" ADD COLUMN "due_at" bigint;--> statement-breakpoint
ALTER TABLE "reviews" ADD COLUMN "due_told" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "reviews" ADD COLUMN "raise_at" bigint;--> statement-breakpoint
ALTER TABLE "reviews" ADD COLUMN "raised_at" bigint;--> statement-breakpoint
ALTER TABLE "reviews" ADD COLUMN "held_since" bigint;--> statement-breakpoint
ALTER TABLE "reviews" ADD COLUMN "question_id" text;--> statement-breakpoint
ALTER TABLE "reviews" ADD COLUMN "requeued" text;--> statement-breakpoint
ALTER TABLE "routings" ADD COLUMN "due" text;--> statement-breakpoint
ALTER TABLE "comments" ADD CONSTRAINT "comments_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comments" ADD CONSTRAINT "comments_item_id_items_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."items"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comments" ADD CONSTRAINT "comments_inspector_id_users_id_fk" FOREIGN KEY ("inspector_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comments" ADD CONSTRAINT "comments_author_id_users_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "group_members" ADD CONSTRAINT "group_members_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "group_members" ADD CONSTRAINT "group_members_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "groups" ADD CONSTRAINT "groups_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "comments_item" ON "comments" USING btree ("item_id","created_at");--> statement-breakpoint
CREATE INDEX "reviews_due" ON "reviews" USING btree ("project_id","due_at") WHERE due_at is not null and state in ('open', 'held', 'asked');--> statement-breakpoint
CREATE INDEX "reviews_raise" ON "reviews" USING btree ("raise_at") WHERE state = 'open' and raise_at is not null and raised_at is null;--> statement-breakpoint
CREATE INDEX "reviews_asked" ON "reviews" USING btree ("project_id","question_id") WHERE state = 'asked';--> statement-breakpoint
CREATE INDEX "reviews_claim" ON "reviews" USING btree ("project_id","audience","lane","neg_priority","queue_at","id") WHERE state = 'open';