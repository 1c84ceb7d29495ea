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
ALTER TABLE "projects" ADD COLUMN "needed_skill" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "projects" ADD COLUMN "names_holders" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "reviews" ADD COLUMN "lane" text COLLATE "C" DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "reviews" ADD COLUMN "needs" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "reviews" ADD COLUMN "held_since" bigint;--> statement-breakpoint
ALTER TABLE "reviews" ADD COLUMN "requeued" text;--> statement-breakpoint
ALTER TABLE "group_members" ADD CONSTRAINT "group_members_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "group_members" ADD CONSTRAINT "group_members_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "groups" ADD CONSTRAINT "groups_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "reviews_claim" ON "reviews" USING btree ("project_id","audience","lane","neg_priority","created_at","id") WHERE state = 'open';