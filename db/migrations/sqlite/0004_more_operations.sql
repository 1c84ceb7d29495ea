CREATE TABLE `gold_answers` (
	`item_id` text NOT NULL,
	`user_id` text NOT NULL,
	`project_id` text NOT NULL,
	`decision_id` text NOT NULL,
	`value` text NOT NULL,
	`is_right` integer NOT NULL,
	`answered_at` integer NOT NULL,
	PRIMARY KEY(`item_id`, `user_id`),
	FOREIGN KEY (`item_id`) REFERENCES `items`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`project_id`) REFERENCES `projects`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `gold_answers_user` ON `gold_answers` (`project_id`,`user_id`,`answered_at`);--> statement-breakpoint
CREATE TABLE `gold_items` (
	`item_id` text PRIMARY KEY NOT NULL,
	`project_id` text NOT NULL,
	`value` text NOT NULL,
	`note` text NOT NULL,
	`place` real NOT NULL,
	`author` text NOT NULL,
	`marked_at` integer NOT NULL,
	FOREIGN KEY (`item_id`) REFERENCES `items`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`project_id`) REFERENCES `projects`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `gold_items_place` ON `gold_items` (`project_id`,`place`,`item_id`);--> statement-breakpoint
CREATE TABLE `gold_pauses` (
	`project_id` text NOT NULL,
	`user_id` text NOT NULL,
	`paused_at` integer NOT NULL,
	`resumed_at` integer,
	PRIMARY KEY(`project_id`, `user_id`),
	FOREIGN KEY (`project_id`) REFERENCES `projects`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
ALTER TABLE `payloads` ADD `steps` text;--> statement-breakpoint
ALTER TABLE `projects` ADD `gold_share` real DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `projects` ADD `gold_pause_below` real;--> statement-breakpoint
ALTER TABLE `projects` ADD `gold_pause_after` integer DEFAULT 20 NOT NULL;--> statement-breakpoint
ALTER TABLE `projects` ADD `pipeline` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `reviews` ADD `gold_given` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `users` ADD `desk_keys` text;