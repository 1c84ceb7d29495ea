CREATE TABLE `measures` (
	`project_id` text NOT NULL,
	`metric` text NOT NULL,
	`start` integer NOT NULL,
	`span` integer NOT NULL,
	`model_version_id` text NOT NULL,
	`part` text NOT NULL,
	`bin` text NOT NULL,
	`n` integer NOT NULL,
	`sum` real NOT NULL,
	PRIMARY KEY(`project_id`, `metric`, `start`, `span`, `model_version_id`, `part`, `bin`)
);
--> statement-breakpoint
CREATE INDEX `measures_age` ON `measures` (`span`,`start`,`project_id`);--> statement-breakpoint
ALTER TABLE `projects` ADD `monitored_inputs` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `projects` ADD `monitoring_rows` text DEFAULT '{"order":[],"hidden":[]}' NOT NULL;--> statement-breakpoint
ALTER TABLE `projects` ADD `measured` integer DEFAULT false NOT NULL;