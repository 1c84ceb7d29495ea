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
CREATE INDEX `alarm_transitions_at` ON `alarm_transitions` (`project_id`,`at`);--> statement-breakpoint
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
CREATE TABLE `model_endpoints` (
	`model_version_id` text PRIMARY KEY NOT NULL,
	`project_id` text NOT NULL,
	`url` text NOT NULL,
	`protocol` text NOT NULL,
	`timeout_ms` integer NOT NULL,
	`secret_header` text,
	`secret` text,
	`mapping` text NOT NULL,
	`changed_at` integer NOT NULL,
	FOREIGN KEY (`model_version_id`) REFERENCES `model_versions`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`project_id`) REFERENCES `projects`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `model_endpoints_project` ON `model_endpoints` (`project_id`);--> statement-breakpoint
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
ALTER TABLE `model_versions` ADD `trained_on` text;--> statement-breakpoint
ALTER TABLE `payloads` ADD `unit` text;--> statement-breakpoint
ALTER TABLE `projects` ADD `retraining` text;--> statement-breakpoint
ALTER TABLE `projects` ADD `monitored_inputs` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `projects` ADD `monitoring_rows` text DEFAULT '{"order":[],"hidden":[]}' NOT NULL;--> statement-breakpoint
ALTER TABLE `projects` ADD `measured` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `routings` ADD `epoch` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `labels_by_people` ON `labels` (`project_id`,`seq`) WHERE source <> 'auto';