CREATE TABLE `answer_evidence` (
	`project_id` text NOT NULL,
	`model_version_id` text NOT NULL,
	`basis` text NOT NULL,
	`model_value` text NOT NULL,
	`answer` text NOT NULL,
	`agreed` integer NOT NULL,
	`n` integer NOT NULL,
	`timed` integer NOT NULL,
	`time` real NOT NULL,
	`time_squared` real NOT NULL,
	`quick` integer NOT NULL,
	PRIMARY KEY(`project_id`, `model_version_id`, `basis`, `model_value`, `answer`, `agreed`)
);
--> statement-breakpoint
CREATE TABLE `intake_evidence` (
	`project_id` text NOT NULL,
	`model_version_id` text NOT NULL,
	`bin` integer NOT NULL,
	`covered` integer NOT NULL,
	`n` integer NOT NULL,
	`confidence` real NOT NULL,
	`confidence_squared` real NOT NULL,
	PRIMARY KEY(`project_id`, `model_version_id`, `bin`, `covered`)
);
--> statement-breakpoint
CREATE TABLE `label_evidence` (
	`project_id` text NOT NULL,
	`model_version_id` text NOT NULL,
	`bin` integer NOT NULL,
	`model_value` text NOT NULL,
	`answer` text NOT NULL,
	`agreed` integer NOT NULL,
	`n` integer NOT NULL,
	`confidence` real NOT NULL,
	`weight` real NOT NULL,
	`weight_squared` real NOT NULL,
	`weighted_confidence` real NOT NULL,
	`weighted_confidence_squared` real NOT NULL,
	`correction_squared` real NOT NULL,
	PRIMARY KEY(`project_id`, `model_version_id`, `bin`, `model_value`, `answer`, `agreed`)
);
--> statement-breakpoint
ALTER TABLE `routings` ADD `blind_probability` real;
--> statement-breakpoint
UPDATE routings SET blind_probability = CASE WHEN destination = 'auto' THEN review_probability ELSE (
  SELECT CASE WHEN json_extract(y.policy, '$.degree') IN ('human_only', 'shadow') THEN 1.0 ELSE json_extract(y.policy, '$.blindShare') END
    FROM policies y WHERE y.project_id = routings.project_id AND y.revision = routings.policy_revision) END;
--> statement-breakpoint
UPDATE routings SET blind_probability = 1.0
 WHERE destination = 'review' AND prediction_id IN (SELECT id FROM predictions WHERE value IS NULL);
--> statement-breakpoint
INSERT INTO answer_evidence (project_id, model_version_id, basis, model_value, answer, agreed, n, timed, time, time_squared, quick)
SELECT d.project_id, i.model_version_id,
       CASE WHEN r.purpose = 'audit' THEN 'audit' WHEN r.arm = 'assisted' THEN 'assisted'
            WHEN t.blind_probability = 1 THEN 'shadow' ELSE 'blind' END,
       p.value, d.value, d.agreed, count(*), count(d.time_spent_ms), coalesce(sum(1.0 * d.time_spent_ms), 0),
       coalesce(sum(1.0 * d.time_spent_ms * d.time_spent_ms), 0),
       sum(CASE WHEN d.agreed = 1 AND d.time_spent_ms < 1000 THEN 1 ELSE 0 END)
  FROM decisions d JOIN reviews r ON r.id = d.review_id JOIN routings t ON t.id = r.routing_id
  JOIN items i ON i.id = d.item_id JOIN predictions p ON p.id = t.prediction_id
 WHERE d.kind = 'answer' AND d.standing = 'standing' AND d.agreed IS NOT NULL AND r.purpose <> 'adjudication'
 GROUP BY 1, 2, 3, 4, 5, 6;
--> statement-breakpoint
INSERT INTO label_evidence (project_id, model_version_id, bin, model_value, answer, agreed, n, confidence, weight, weight_squared, weighted_confidence, weighted_confidence_squared, correction_squared)
SELECT l.project_id, i.model_version_id, CAST(CASE WHEN p.confidence IS NULL THEN -1
    WHEN p.confidence > (max(ceil(p.confidence * 15) - 1, 0) + 1) / 15.0 AND max(ceil(p.confidence * 15) - 1, 0) < 14
    THEN max(ceil(p.confidence * 15) - 1, 0) + 1 ELSE max(ceil(p.confidence * 15) - 1, 0) END AS integer), p.value, l.value, l.agreed, count(*), sum(coalesce(p.confidence, 0)),
       sum(1 / t.blind_probability), sum(1 / t.blind_probability / t.blind_probability),
       sum(coalesce(p.confidence, 0) / t.blind_probability),
       sum(coalesce(p.confidence, 0) * coalesce(p.confidence, 0) / t.blind_probability),
       sum((CASE WHEN l.agreed = 1 THEN 1 ELSE 0 END - coalesce(p.confidence, 0))
         * (CASE WHEN l.agreed = 1 THEN 1 ELSE 0 END - coalesce(p.confidence, 0))
         / t.blind_probability / t.blind_probability)
  FROM labels l JOIN routings t ON t.id = l.routing_id JOIN predictions p ON p.id = l.prediction_id
  JOIN items i ON i.id = l.item_id
 WHERE l.superseded_at IS NULL AND l.source <> 'auto' AND t.arm = 'blind' AND t.blind_probability > 0
   AND p.value IS NOT NULL
 GROUP BY 1, 2, 3, 4, 5, 6;
--> statement-breakpoint
INSERT INTO intake_evidence (project_id, model_version_id, bin, covered, n, confidence, confidence_squared)
SELECT t.project_id, i.model_version_id, CAST(CASE WHEN p.confidence IS NULL THEN -1
    WHEN p.confidence > (max(ceil(p.confidence * 15) - 1, 0) + 1) / 15.0 AND max(ceil(p.confidence * 15) - 1, 0) < 14
    THEN max(ceil(p.confidence * 15) - 1, 0) + 1 ELSE max(ceil(p.confidence * 15) - 1, 0) END AS integer), t.blind_probability > 0, count(*), sum(coalesce(p.confidence, 0)),
       sum(coalesce(p.confidence, 0) * coalesce(p.confidence, 0))
  FROM routings t JOIN predictions p ON p.id = t.prediction_id JOIN items i ON i.id = t.item_id
 WHERE t.blind_probability IS NOT NULL AND p.value IS NOT NULL
 GROUP BY 1, 2, 3, 4;
