CREATE TABLE `retraining_cycles` (
	`id` text PRIMARY KEY NOT NULL,
	`project_id` text NOT NULL,
	`state` text NOT NULL,
	`cause` text NOT NULL,
	`requested_by` text NOT NULL,
	`requested_at` integer NOT NULL,
	`model_before` text,
	`label_seq` integer NOT NULL,
	`new_labels` integer NOT NULL,
	`labels` text,
	`dataset_hash` text,
	`dataset_bytes` integer,
	`dataset_parts` text,
	`progress` real NOT NULL,
	`message` text NOT NULL,
	`ready_at` integer,
	`started_at` integer,
	`ended_at` integer,
	`failure` text,
	`model` text,
	`lease_expires_at` integer NOT NULL,
	`attempts` integer NOT NULL,
	FOREIGN KEY (`project_id`) REFERENCES `projects`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `retraining_cycles_newest` ON `retraining_cycles` (`project_id`,`requested_at`,`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `retraining_cycles_open` ON `retraining_cycles` (`project_id`) WHERE state IN ('preparing', 'requested', 'started');--> statement-breakpoint
CREATE INDEX `retraining_cycles_preparing` ON `retraining_cycles` (`lease_expires_at`) WHERE state = 'preparing';--> statement-breakpoint
ALTER TABLE `model_versions` ADD `trained_on` text;--> statement-breakpoint
ALTER TABLE `projects` ADD `retraining` text;--> statement-breakpoint
CREATE INDEX `labels_by_people` ON `labels` (`project_id`,`seq`) WHERE source <> 'auto';