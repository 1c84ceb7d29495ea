CREATE TABLE `inspector_evidence` (
	`project_id` text NOT NULL,
	`user_id` text NOT NULL,
	`arm` text NOT NULL,
	`agreed` integer NOT NULL,
	`n` integer NOT NULL,
	`timed` integer NOT NULL,
	`time` real NOT NULL,
	`time_squared` real NOT NULL,
	`quick` integer NOT NULL,
	PRIMARY KEY(`project_id`, `user_id`, `arm`)
);
--> statement-breakpoint
INSERT INTO inspector_evidence (project_id, user_id, arm, agreed, n, timed, time, time_squared, quick)
SELECT d.project_id, d.user_id, r.arm, sum(CASE WHEN d.agreed = 1 THEN 1 ELSE 0 END), count(*), count(d.time_spent_ms),
       coalesce(sum(1.0 * d.time_spent_ms), 0), coalesce(sum(1.0 * d.time_spent_ms * d.time_spent_ms), 0),
       sum(CASE WHEN d.agreed = 1 AND d.time_spent_ms < 1000 THEN 1 ELSE 0 END)
  FROM decisions d JOIN reviews r ON r.id = d.review_id JOIN routings t ON t.id = r.routing_id
 WHERE d.kind = 'answer' AND d.standing = 'standing' AND d.agreed IS NOT NULL AND r.purpose = 'review'
   AND (r.arm = 'assisted' OR coalesce(t.blind_probability, 0) <> 1)
 GROUP BY 1, 2, 3;
