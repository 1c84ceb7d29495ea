CREATE TABLE "import_faults" (
	"import_id" text NOT NULL,
	"place" integer NOT NULL,
	"line" bigint NOT NULL,
	"key" text,
	"field" text NOT NULL,
	"fault" text NOT NULL,
	CONSTRAINT "import_faults_import_id_place_pk" PRIMARY KEY("import_id","place")
);
--> statement-breakpoint
CREATE TABLE "imports" (
	"id" text PRIMARY KEY NOT NULL,
	"project_id" text NOT NULL,
	"name" text NOT NULL,
	"format" text NOT NULL,
	"bytes" bigint NOT NULL,
	"parts" text NOT NULL,
	"columns" text NOT NULL,
	"mapping" text NOT NULL,
	"labels_as" text NOT NULL,
	"state" text NOT NULL,
	"created_by" text NOT NULL,
	"created_at" bigint NOT NULL,
	"started_at" bigint,
	"ended_at" bigint,
	"rows" bigint NOT NULL,
	"progress" double precision NOT NULL,
	"counts" text NOT NULL,
	"failure" text,
	"lease_expires_at" bigint NOT NULL,
	"attempts" integer NOT NULL,
	"tries" integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE "labels" ADD COLUMN "told" text;--> statement-breakpoint
ALTER TABLE "import_faults" ADD CONSTRAINT "import_faults_import_id_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."imports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "imports_newest" ON "imports" USING btree ("project_id","created_at","id");--> statement-breakpoint
CREATE INDEX "imports_running" ON "imports" USING btree ("lease_expires_at") WHERE state = 'running';