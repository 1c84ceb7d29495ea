ALTER TABLE `payloads` ADD `steps` text;--> statement-breakpoint
ALTER TABLE `projects` ADD `pipeline` text DEFAULT '[]' NOT NULL;