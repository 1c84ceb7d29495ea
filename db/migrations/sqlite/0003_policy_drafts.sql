CREATE TABLE `policy_drafts` (
	`id` text PRIMARY KEY NOT NULL,
	`project_id` text NOT NULL,
	`name` text NOT NULL,
	`policy` text NOT NULL,
	`author` text NOT NULL,
	`saved_at` integer NOT NULL,
	FOREIGN KEY (`project_id`) REFERENCES `projects`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `policy_drafts_name` ON `policy_drafts` (`project_id`,`name`);