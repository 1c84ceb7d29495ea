CREATE TABLE "item_posteriors" (
	"estimate_id" text NOT NULL,
	"item_id" text NOT NULL,
	"shares" text NOT NULL,
	"label" text,
	"doubt" double precision,
	CONSTRAINT "item_posteriors_estimate_id_item_id_pk" PRIMARY KEY("estimate_id","item_id")
);
--> statement-breakpoint
ALTER TABLE "labels" ADD COLUMN "estimate_id" text;--> statement-breakpoint
ALTER TABLE "labels" ADD COLUMN "posterior" double precision;--> statement-breakpoint
ALTER TABLE "projects" ADD COLUMN "resolution" text DEFAULT 'consensus' NOT NULL;--> statement-breakpoint
ALTER TABLE "projects" ADD COLUMN "posterior_at_least" double precision DEFAULT 0.95 NOT NULL;--> statement-breakpoint
ALTER TABLE "item_posteriors" ADD CONSTRAINT "item_posteriors_estimate_id_reliability_estimates_id_fk" FOREIGN KEY ("estimate_id") REFERENCES "public"."reliability_estimates"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item_posteriors" ADD CONSTRAINT "item_posteriors_item_id_items_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."items"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "item_posteriors_doubt" ON "item_posteriors" USING btree ("estimate_id","doubt","item_id") WHERE doubt > 0.5;