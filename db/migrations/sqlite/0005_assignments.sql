CREATE TABLE `group_members` (
	`project_id` text NOT NULL,
	`user_id` text NOT NULL,
	`name` text NOT NULL,
	PRIMARY KEY(`project_id`, `user_id`, `name`),
	FOREIGN KEY (`project_id`) REFERENCES `projects`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `groups` (
	`project_id` text NOT NULL,
	`name` text NOT NULL,
	`title` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`project_id`, `name`),
	FOREIGN KEY (`project_id`) REFERENCES `projects`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
DROP INDEX `reviews_claim`;--> statement-breakpoint
ALTER TABLE `reviews` ADD `lane` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `reviews` ADD `needs` text;--> statement-breakpoint
ALTER TABLE `reviews` ADD `held_since` integer;--> statement-breakpoint
ALTER TABLE `reviews` ADD `requeued` text;--> statement-breakpoint
CREATE INDEX `reviews_claim` ON `reviews` (`project_id`,`audience`,`lane`,`neg_priority`,`created_at`,`id`) WHERE state = 'open';--> statement-breakpoint
ALTER TABLE `projects` ADD `needed_skill` text;--> statement-breakpoint
ALTER TABLE `projects` ADD `names_holders` integer DEFAULT false NOT NULL;