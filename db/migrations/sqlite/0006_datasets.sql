CREATE TABLE `dataset_exports` (
	`id` text PRIMARY KEY NOT NULL,
	`project_id` text NOT NULL,
	`snapshot_id` text NOT NULL,
	`format` text NOT NULL,
	`bare` integer NOT NULL,
	`state` text NOT NULL,
	`requested_by` text NOT NULL,
	`requested_at` integer NOT NULL,
	`progress` real NOT NULL,
	`parts` text NOT NULL,
	`hash` text,
	`bytes` integer,
	`file_name` text,
	`link_hash` text,
	`link_expires_at` integer,
	`ended_at` integer,
	`failure` text,
	`lease_expires_at` integer NOT NULL,
	`attempts` integer NOT NULL,
	FOREIGN KEY (`project_id`) REFERENCES `projects`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`snapshot_id`) REFERENCES `snapshots`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `dataset_exports_of` ON `dataset_exports` (`snapshot_id`,`requested_at`,`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `dataset_exports_link` ON `dataset_exports` (`link_hash`);--> statement-breakpoint
CREATE INDEX `dataset_exports_writing` ON `dataset_exports` (`lease_expires_at`) WHERE state = 'writing';--> statement-breakpoint
CREATE TABLE `erasures` (
	`item_id` text PRIMARY KEY NOT NULL,
	`project_id` text NOT NULL,
	`key` text NOT NULL,
	`reason` text NOT NULL,
	`erased_by` text NOT NULL,
	`erased_at` integer NOT NULL,
	`snapshots` text NOT NULL,
	`media` text NOT NULL,
	FOREIGN KEY (`item_id`) REFERENCES `items`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`project_id`) REFERENCES `projects`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `erasures_latest` ON `erasures` (`project_id`,`erased_at`,`item_id`);--> statement-breakpoint
CREATE TABLE `snapshots` (
	`id` text PRIMARY KEY NOT NULL,
	`project_id` text NOT NULL,
	`name` text NOT NULL,
	`query` text NOT NULL,
	`parent_id` text,
	`sealed` integer NOT NULL,
	`licence` text NOT NULL,
	`state` text NOT NULL,
	`requested_by` text NOT NULL,
	`requested_at` integer NOT NULL,
	`label_seq` integer NOT NULL,
	`progress` real NOT NULL,
	`parts` text NOT NULL,
	`tally` text,
	`hash` text,
	`manifest` text,
	`ended_at` integer,
	`failure` text,
	`withdrawn` integer DEFAULT 0 NOT NULL,
	`lease_expires_at` integer NOT NULL,
	`attempts` integer NOT NULL,
	FOREIGN KEY (`project_id`) REFERENCES `projects`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `snapshots_newest` ON `snapshots` (`project_id`,`requested_at`,`id`);--> statement-breakpoint
CREATE INDEX `snapshots_writing` ON `snapshots` (`lease_expires_at`) WHERE state = 'writing';