CREATE TABLE `answer_pairs` (
	`project_id` text NOT NULL,
	`arm` text NOT NULL,
	`first_user_id` text NOT NULL,
	`second_user_id` text NOT NULL,
	`first_value` text NOT NULL,
	`second_value` text NOT NULL,
	`n` integer NOT NULL,
	PRIMARY KEY(`project_id`, `arm`, `first_user_id`, `second_user_id`, `first_value`, `second_value`)
);
--> statement-breakpoint
CREATE TABLE `answer_patterns` (
	`project_id` text NOT NULL,
	`arm` text NOT NULL,
	`pattern` text NOT NULL,
	`n` integer NOT NULL,
	PRIMARY KEY(`project_id`, `arm`, `pattern`)
);
--> statement-breakpoint
CREATE TABLE `reliability_estimates` (
	`id` text PRIMARY KEY NOT NULL,
	`project_id` text NOT NULL,
	`state` text NOT NULL,
	`started_by` text NOT NULL,
	`started_at` integer NOT NULL,
	`finished_at` integer,
	`schema_revision` integer NOT NULL,
	`attempts` integer NOT NULL,
	`lease_expires_at` integer NOT NULL,
	`read` integer NOT NULL,
	`answers` integer NOT NULL,
	`items` integer NOT NULL,
	`iterations` integer NOT NULL,
	`log_likelihood` real,
	`result` text,
	`failure` text,
	FOREIGN KEY (`project_id`) REFERENCES `projects`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`started_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `reliability_estimates_running` ON `reliability_estimates` (`project_id`) WHERE state = 'running';--> statement-breakpoint
CREATE INDEX `reliability_estimates_latest` ON `reliability_estimates` (`project_id`,`started_at`);--> statement-breakpoint
CREATE TABLE `settled_answers` (
	`project_id` text NOT NULL,
	`arm` text NOT NULL,
	`user_id` text NOT NULL,
	`answer` text NOT NULL,
	`label` text NOT NULL,
	`n` integer NOT NULL,
	PRIMARY KEY(`project_id`, `user_id`, `arm`, `answer`, `label`)
);
--> statement-breakpoint
ALTER TABLE `decisions` ADD `independent` integer DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX `decisions_independent` ON `decisions` (`project_id`,`item_id`) WHERE independent;
--> statement-breakpoint
UPDATE decisions SET independent = TRUE
 WHERE kind = 'answer' AND standing = 'standing'
   AND review_id IN (SELECT id FROM reviews WHERE purpose <> 'adjudication' AND escalation IS NULL)
   AND (revises IS NULL OR NOT EXISTS (
     SELECT 1 FROM decisions o WHERE o.item_id = decisions.item_id AND o.user_id <> decisions.user_id
        AND o.kind = 'answer' AND o.created_at <= decisions.created_at));
--> statement-breakpoint
INSERT INTO answer_pairs (project_id, arm, first_user_id, second_user_id, first_value, second_value, n)
SELECT a.project_id, a.arm, a.user_id, b.user_id, a.value, b.value, count(*)
  FROM decisions a JOIN decisions b ON b.item_id = a.item_id AND b.arm = a.arm AND b.user_id > a.user_id
 WHERE a.independent AND a.standing = 'standing' AND b.independent AND b.standing = 'standing'
 GROUP BY 1, 2, 3, 4, 5, 6;
--> statement-breakpoint
INSERT INTO answer_patterns (project_id, arm, pattern, n)
SELECT project_id, arm, pattern, count(*)
  FROM (SELECT project_id, arm, item_id, '[' || group_concat(value, ',' ORDER BY value) || ']' AS pattern
          FROM decisions WHERE independent AND standing = 'standing' GROUP BY 1, 2, 3 HAVING count(*) > 1) shared
 GROUP BY 1, 2, 3;
--> statement-breakpoint
INSERT INTO settled_answers (project_id, arm, user_id, answer, label, n)
SELECT d.project_id, d.arm, d.user_id, d.value, l.value, count(*)
  FROM decisions d JOIN labels l ON l.item_id = d.item_id AND l.superseded_at IS NULL AND l.source = 'adjudicated'
 WHERE d.independent AND d.standing = 'standing'
 GROUP BY 1, 2, 3, 4, 5;
