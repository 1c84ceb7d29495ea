CREATE TABLE `alarm_mails` (
	`id` text PRIMARY KEY NOT NULL,
	`project_id` text NOT NULL,
	`address` text NOT NULL,
	`subject` text NOT NULL,
	`body` text NOT NULL,
	`state` text NOT NULL,
	`attempts` integer NOT NULL,
	`next_attempt_at` integer,
	`error` text,
	`created_at` integer NOT NULL,
	`closed_at` integer,
	FOREIGN KEY (`project_id`) REFERENCES `projects`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `alarm_mails_due` ON `alarm_mails` (`state`,`next_attempt_at`);--> statement-breakpoint
CREATE INDEX `alarm_mails_project` ON `alarm_mails` (`project_id`,`state`,`closed_at`);--> statement-breakpoint
CREATE TABLE `alarm_recipients` (
	`project_id` text PRIMARY KEY NOT NULL,
	`addresses` text NOT NULL,
	FOREIGN KEY (`project_id`) REFERENCES `projects`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `alarm_rules` (
	`id` text PRIMARY KEY NOT NULL,
	`project_id` text NOT NULL,
	`name` text NOT NULL,
	`condition` text NOT NULL,
	`note` text NOT NULL,
	`muted_by` text NOT NULL,
	`enabled` integer NOT NULL,
	`preset` text,
	`author` text NOT NULL,
	`changed_at` integer NOT NULL,
	FOREIGN KEY (`project_id`) REFERENCES `projects`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `alarm_rules_name` ON `alarm_rules` (`project_id`,`name`);--> statement-breakpoint
CREATE TABLE `alarm_silences` (
	`id` text PRIMARY KEY NOT NULL,
	`project_id` text NOT NULL,
	`rule_id` text,
	`reason` text NOT NULL,
	`author` text NOT NULL,
	`created_at` integer NOT NULL,
	`ends_at` integer NOT NULL,
	FOREIGN KEY (`project_id`) REFERENCES `projects`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`rule_id`) REFERENCES `alarm_rules`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `alarm_silences_project` ON `alarm_silences` (`project_id`,`ends_at`);--> statement-breakpoint
CREATE TABLE `alarm_states` (
	`rule_id` text PRIMARY KEY NOT NULL,
	`project_id` text NOT NULL,
	`phase` text NOT NULL,
	`since` integer NOT NULL,
	`seen_at` integer,
	`fired_at` integer,
	`told_at` integer,
	`value` real,
	`error` text,
	FOREIGN KEY (`rule_id`) REFERENCES `alarm_rules`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`project_id`) REFERENCES `projects`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `alarm_states_project` ON `alarm_states` (`project_id`);--> statement-breakpoint
CREATE TABLE `alarm_transitions` (
	`position` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`project_id` text NOT NULL,
	`rule_id` text NOT NULL,
	`name` text NOT NULL,
	`from` text NOT NULL,
	`to` text NOT NULL,
	`fires` integer NOT NULL,
	`value` real,
	`at` integer NOT NULL,
	FOREIGN KEY (`project_id`) REFERENCES `projects`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `alarm_transitions_at` ON `alarm_transitions` (`project_id`,`at`);