CREATE TABLE `item_posteriors` (
	`estimate_id` text NOT NULL,
	`item_id` text NOT NULL,
	`shares` text NOT NULL,
	`label` text,
	`doubt` real,
	PRIMARY KEY(`estimate_id`, `item_id`),
	FOREIGN KEY (`estimate_id`) REFERENCES `reliability_estimates`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`item_id`) REFERENCES `items`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `item_posteriors_doubt` ON `item_posteriors` (`estimate_id`,`doubt`,`item_id`) WHERE doubt > 0.5;--> statement-breakpoint
ALTER TABLE `labels` ADD `estimate_id` text;--> statement-breakpoint
ALTER TABLE `labels` ADD `posterior` real;--> statement-breakpoint
ALTER TABLE `projects` ADD `resolution` text DEFAULT 'consensus' NOT NULL;--> statement-breakpoint
ALTER TABLE `projects` ADD `posterior_at_least` real DEFAULT 0.95 NOT NULL;