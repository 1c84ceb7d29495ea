CREATE TABLE `drift_references` (
	`id` text PRIMARY KEY NOT NULL,
	`project_id` text NOT NULL,
	`model_version_id` text NOT NULL,
	`revision` integer NOT NULL,
	`name` text NOT NULL,
	`from` integer NOT NULL,
	`to` integer NOT NULL,
	`window_minutes` integer NOT NULL,
	`counts` text NOT NULL,
	`actor` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `drift_references_revision` ON `drift_references` (`project_id`,`model_version_id`,`revision`);--> statement-breakpoint
CREATE TABLE `drift_windows` (
	`reference_id` text NOT NULL,
	`start` integer NOT NULL,
	`end` integer NOT NULL,
	`results` text NOT NULL,
	PRIMARY KEY(`reference_id`, `end`)
);
--> statement-breakpoint
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