CREATE TABLE `compared_predictions` (
	`prediction_id` text PRIMARY KEY NOT NULL,
	`project_id` text NOT NULL,
	`item_id` text NOT NULL,
	`model_version_id` text NOT NULL,
	`against_id` text NOT NULL,
	`same` integer NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`prediction_id`) REFERENCES `predictions`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`project_id`) REFERENCES `projects`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`item_id`) REFERENCES `items`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`model_version_id`) REFERENCES `model_versions`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`against_id`) REFERENCES `model_versions`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `compared_predictions_differing` ON `compared_predictions` (`model_version_id`,`against_id`,`created_at`) WHERE NOT same;--> statement-breakpoint
CREATE TABLE `deployments` (
	`project_id` text PRIMARY KEY NOT NULL,
	`epoch` integer NOT NULL,
	`live_id` text,
	`previous_id` text,
	`rollout_id` text,
	`candidate_id` text,
	`share` real NOT NULL,
	FOREIGN KEY (`project_id`) REFERENCES `projects`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`live_id`) REFERENCES `model_versions`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`previous_id`) REFERENCES `model_versions`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`rollout_id`) REFERENCES `rollouts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`candidate_id`) REFERENCES `model_versions`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `rollout_history` (
	`id` text PRIMARY KEY NOT NULL,
	`rollout_id` text NOT NULL,
	`project_id` text NOT NULL,
	`event` text NOT NULL,
	`state` text NOT NULL,
	`step` integer NOT NULL,
	`share` real NOT NULL,
	`epoch` integer NOT NULL,
	`verdicts` text NOT NULL,
	`note` text NOT NULL,
	`actor` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`rollout_id`) REFERENCES `rollouts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`project_id`) REFERENCES `projects`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `rollout_history_rollout` ON `rollout_history` (`rollout_id`,`id`);--> statement-breakpoint
CREATE INDEX `rollout_history_newest` ON `rollout_history` (`project_id`,`at`);--> statement-breakpoint
CREATE TABLE `rollouts` (
	`id` text PRIMARY KEY NOT NULL,
	`project_id` text NOT NULL,
	`candidate_id` text NOT NULL,
	`live_id` text,
	`attempt_of` text,
	`settings` text NOT NULL,
	`state` text NOT NULL,
	`step` integer NOT NULL,
	`share` real NOT NULL,
	`since` integer NOT NULL,
	`before` text NOT NULL,
	`counted_at_start` text NOT NULL,
	`counted_at_step` text NOT NULL,
	`note` text NOT NULL,
	`author` text NOT NULL,
	`created_at` integer NOT NULL,
	`started_at` integer,
	FOREIGN KEY (`project_id`) REFERENCES `projects`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`candidate_id`) REFERENCES `model_versions`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`live_id`) REFERENCES `model_versions`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `rollouts_newest` ON `rollouts` (`project_id`,`id`);--> statement-breakpoint
ALTER TABLE `model_versions` ADD `retired_at` integer;--> statement-breakpoint
ALTER TABLE `payloads` ADD `unit` text;--> statement-breakpoint
ALTER TABLE `routings` ADD `epoch` integer DEFAULT 0 NOT NULL;