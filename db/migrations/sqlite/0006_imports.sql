CREATE TABLE `import_faults` (
	`import_id` text NOT NULL,
	`place` integer NOT NULL,
	`line` integer NOT NULL,
	`key` text,
	`field` text NOT NULL,
	`fault` text NOT NULL,
	PRIMARY KEY(`import_id`, `place`),
	FOREIGN KEY (`import_id`) REFERENCES `imports`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `imports` (
	`id` text PRIMARY KEY NOT NULL,
	`project_id` text NOT NULL,
	`name` text NOT NULL,
	`format` text NOT NULL,
	`bytes` integer NOT NULL,
	`parts` text NOT NULL,
	`columns` text NOT NULL,
	`mapping` text NOT NULL,
	`labels_as` text NOT NULL,
	`state` text NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`started_at` integer,
	`ended_at` integer,
	`rows` integer NOT NULL,
	`progress` real NOT NULL,
	`counts` text NOT NULL,
	`failure` text,
	`lease_expires_at` integer NOT NULL,
	`attempts` integer NOT NULL,
	`tries` integer NOT NULL,
	FOREIGN KEY (`project_id`) REFERENCES `projects`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `imports_newest` ON `imports` (`project_id`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `imports_running` ON `imports` (`lease_expires_at`) WHERE state = 'running';--> statement-breakpoint
ALTER TABLE `labels` ADD `told` text;