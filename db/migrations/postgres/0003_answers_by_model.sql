ALTER TABLE "decisions" ADD COLUMN "model_version_id" text;--> statement-breakpoint
CREATE INDEX "decisions_compared" ON "decisions" USING btree ("model_version_id","created_at","id") WHERE standing = 'standing' AND agreed IS NOT NULL;--> statement-breakpoint
UPDATE decisions SET model_version_id = (SELECT i.model_version_id FROM items i WHERE i.id = decisions.item_id)
 WHERE agreed IS NOT NULL;
