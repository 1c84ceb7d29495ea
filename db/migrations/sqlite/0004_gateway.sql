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
CREATE INDEX `model_endpoints_project` ON `model_endpoints` (`project_id`);