CREATE TABLE `comments` (
	`id` text PRIMARY KEY NOT NULL,
	`project_id` text NOT NULL,
	`item_id` text NOT NULL,
	`inspector_id` text NOT NULL,
	`author_id` text NOT NULL,
	`kind` text NOT NULL,
	`text` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`project_id`) REFERENCES `projects`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`item_id`) REFERENCES `items`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`inspector_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`author_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `comments_item` ON `comments` (`item_id`,`created_at`);--> statement-breakpoint
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
ALTER TABLE `reviews` ADD `queue_at` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `reviews` ADD `due_at` integer;--> statement-breakpoint
ALTER TABLE `reviews` ADD `due_told` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `reviews` ADD `raise_at` integer;--> statement-breakpoint
ALTER TABLE `reviews` ADD `raised_at` integer;--> statement-breakpoint
ALTER TABLE `reviews` ADD `held_since` integer;--> statement-breakpoint
ALTER TABLE `reviews` ADD `question_id` text;--> statement-breakpoint
ALTER TABLE `reviews` ADD `requeued` text;--> statement-breakpoint
CREATE INDEX `reviews_due` ON `reviews` (`project_id`,`due_at`) WHERE due_at is not null and state in ('open', 'held', 'asked');--> statement-breakpoint
CREATE INDEX `reviews_raise` ON `reviews` (`raise_at`) WHERE state = 'open' and raise_at is not null and raised_at is null;--> statement-breakpoint
CREATE INDEX `reviews_asked` ON `reviews` (`project_id`,`question_id`) WHERE state = 'asked';--> statement-breakpoint
CREATE INDEX `reviews_claim` ON `reviews` (`project_id`,`audience`,`lane`,`neg_priority`,`queue_at`,`id`) WHERE state = 'open';--> statement-breakpoint
ALTER TABLE `decisions` ADD `cells` integer;--> statement-breakpoint
ALTER TABLE `projects` ADD `needed_skill` text;--> statement-breakpoint
ALTER TABLE `projects` ADD `names_holders` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `projects` ADD `counts_by_name` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `projects` ADD `grid` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `projects` ADD `opinions_named` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `routings` ADD `due` text;