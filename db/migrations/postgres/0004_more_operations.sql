ALTER TABLE "payloads" ADD COLUMN "steps" text;--> statement-breakpoint
ALTER TABLE "projects" ADD COLUMN "pipeline" text DEFAULT '[]' NOT NULL;