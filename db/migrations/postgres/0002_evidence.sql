CREATE TABLE "answer_evidence" (
	"project_id" text NOT NULL,
	"model_version_id" text NOT NULL,
	"basis" text NOT NULL,
	"model_value" text NOT NULL,
	"answer" text NOT NULL,
	"agreed" boolean NOT NULL,
	"n" bigint NOT NULL,
	"timed" bigint NOT NULL,
	"time" double precision NOT NULL,
	"time_squared" double precision NOT NULL,
	"quick" bigint NOT NULL,
	CONSTRAINT "answer_evidence_project_id_model_version_id_basis_model_value_answer_agreed_pk" PRIMARY KEY("project_id","model_version_id","basis","model_value","answer","agreed")
);
--> statement-breakpoint
CREATE TABLE "answer_pairs" (
	"project_id" text NOT NULL,
	"arm" text NOT NULL,
	"first_user_id" text NOT NULL,
	"second_user_id" text NOT NULL,
	"first_value" text NOT NULL,
	"second_value" text NOT NULL,
	"n" bigint NOT NULL,
	CONSTRAINT "answer_pairs_project_id_arm_first_user_id_second_user_id_first_value_second_value_pk" PRIMARY KEY("project_id","arm","first_user_id","second_user_id","first_value","second_value")
);
--> statement-breakpoint
CREATE TABLE "answer_patterns" (
	"project_id" text NOT NULL,
	"arm" text NOT NULL,
	"pattern" text NOT NULL,
	"n" bigint NOT NULL,
	CONSTRAINT "answer_patterns_project_id_arm_pattern_pk" PRIMARY KEY("project_id","arm","pattern")
);
--> statement-breakpoint
CREATE TABLE "audit_alarms" (
	"project_id" text PRIMARY KEY NOT NULL,
	"alarms" text NOT NULL,
	"changed_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_coverage" (
	"project_id" text NOT NULL,
	"stratum" text NOT NULL,
	"hour" bigint NOT NULL,
	"n" bigint NOT NULL,
	"planned" double precision NOT NULL,
	"drawn" bigint NOT NULL,
	"answered" bigint NOT NULL,
	"disputed" bigint NOT NULL,
	CONSTRAINT "audit_coverage_project_id_stratum_hour_pk" PRIMARY KEY("project_id","stratum","hour")
);
--> statement-breakpoint
CREATE TABLE "calibrators" (
	"project_id" text NOT NULL,
	"model_version_id" text NOT NULL,
	"revision" integer NOT NULL,
	"fitted" text NOT NULL,
	"fit" text NOT NULL,
	"actor" text NOT NULL,
	"created_at" bigint NOT NULL,
	CONSTRAINT "calibrators_model_version_id_revision_pk" PRIMARY KEY("model_version_id","revision")
);
--> statement-breakpoint
CREATE TABLE "certification_states" (
	"project_id" text NOT NULL,
	"model_version_id" text NOT NULL,
	"position" text NOT NULL,
	"target_error" double precision NOT NULL,
	"reference" text NOT NULL,
	"calibrator" integer NOT NULL,
	"state" text NOT NULL,
	CONSTRAINT "certification_states_project_id_model_version_id_position_pk" PRIMARY KEY("project_id","model_version_id","position")
);
--> statement-breakpoint
CREATE TABLE "inspector_evidence" (
	"project_id" text NOT NULL,
	"user_id" text NOT NULL,
	"arm" text NOT NULL,
	"agreed" bigint NOT NULL,
	"n" bigint NOT NULL,
	"timed" bigint NOT NULL,
	"time" double precision NOT NULL,
	"time_squared" double precision NOT NULL,
	"quick" bigint NOT NULL,
	CONSTRAINT "inspector_evidence_project_id_user_id_arm_pk" PRIMARY KEY("project_id","user_id","arm")
);
--> statement-breakpoint
CREATE TABLE "intake_evidence" (
	"project_id" text NOT NULL,
	"model_version_id" text NOT NULL,
	"calibrator" integer NOT NULL,
	"cell" integer NOT NULL,
	"covered" boolean NOT NULL,
	"n" bigint NOT NULL,
	"confidence" double precision NOT NULL,
	"confidence_squared" double precision NOT NULL,
	CONSTRAINT "intake_evidence_project_id_model_version_id_calibrator_cell_covered_pk" PRIMARY KEY("project_id","model_version_id","calibrator","cell","covered")
);
--> statement-breakpoint
CREATE TABLE "item_posteriors" (
	"estimate_id" text NOT NULL,
	"item_id" text NOT NULL,
	"shares" text NOT NULL,
	"label" text,
	"doubt" double precision,
	CONSTRAINT "item_posteriors_estimate_id_item_id_pk" PRIMARY KEY("estimate_id","item_id")
);
--> statement-breakpoint
CREATE TABLE "label_evidence" (
	"project_id" text NOT NULL,
	"model_version_id" text NOT NULL,
	"calibrator" integer NOT NULL,
	"cell" integer NOT NULL,
	"model_value" text NOT NULL,
	"answer" text NOT NULL,
	"agreed" boolean NOT NULL,
	"n" bigint NOT NULL,
	"confidence" double precision NOT NULL,
	"weight" double precision NOT NULL,
	"weight_squared" double precision NOT NULL,
	"weighted_confidence" double precision NOT NULL,
	"weighted_confidence_squared" double precision NOT NULL,
	"correction_squared" double precision NOT NULL,
	CONSTRAINT "label_evidence_project_id_model_version_id_calibrator_cell_model_value_answer_agreed_pk" PRIMARY KEY("project_id","model_version_id","calibrator","cell","model_value","answer","agreed")
);
--> statement-breakpoint
CREATE TABLE "policy_drafts" (
	"id" text PRIMARY KEY NOT NULL,
	"project_id" text NOT NULL,
	"name" text COLLATE "C" NOT NULL,
	"policy" text NOT NULL,
	"author" text NOT NULL,
	"saved_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "reliability_estimates" (
	"id" text PRIMARY KEY NOT NULL,
	"project_id" text NOT NULL,
	"state" text NOT NULL,
	"started_by" text NOT NULL,
	"started_at" bigint NOT NULL,
	"finished_at" bigint,
	"schema_revision" integer NOT NULL,
	"attempts" integer NOT NULL,
	"lease_expires_at" bigint NOT NULL,
	"read" integer NOT NULL,
	"answers" integer NOT NULL,
	"items" integer NOT NULL,
	"iterations" integer NOT NULL,
	"log_likelihood" double precision,
	"result" text,
	"failure" text
);
--> statement-breakpoint
CREATE TABLE "settled_answers" (
	"project_id" text NOT NULL,
	"arm" text NOT NULL,
	"user_id" text NOT NULL,
	"answer" text NOT NULL,
	"label" text NOT NULL,
	"n" bigint NOT NULL,
	CONSTRAINT "settled_answers_project_id_user_id_arm_answer_label_pk" PRIMARY KEY("project_id","user_id","arm","answer","label")
);
--> statement-breakpoint
ALTER TABLE "decisions" ADD COLUMN "independent" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "decisions" ADD COLUMN "model_version_id" text;--> statement-breakpoint
ALTER TABLE "labels" ADD COLUMN "estimate_id" text;--> statement-breakpoint
ALTER TABLE "labels" ADD COLUMN "posterior" double precision;--> statement-breakpoint
ALTER TABLE "model_versions" ADD COLUMN "calibrator" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "policies" ADD COLUMN "certificates" text;--> statement-breakpoint
ALTER TABLE "predictions" ADD COLUMN "calibrated" double precision;--> statement-breakpoint
ALTER TABLE "predictions" ADD COLUMN "calibrator" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "projects" ADD COLUMN "audit_due_hours" integer DEFAULT 72 NOT NULL;--> statement-breakpoint
ALTER TABLE "projects" ADD COLUMN "target_error" double precision DEFAULT 0.02 NOT NULL;--> statement-breakpoint
ALTER TABLE "projects" ADD COLUMN "target_confidence" double precision DEFAULT 0.95 NOT NULL;--> statement-breakpoint
ALTER TABLE "projects" ADD COLUMN "falls_back" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "projects" ADD COLUMN "resolution" text DEFAULT 'consensus' NOT NULL;--> statement-breakpoint
ALTER TABLE "projects" ADD COLUMN "posterior_at_least" double precision DEFAULT 0.95 NOT NULL;--> statement-breakpoint
ALTER TABLE "routings" ADD COLUMN "stratum" text;--> statement-breakpoint
ALTER TABLE "routings" ADD COLUMN "blind_probability" double precision;--> statement-breakpoint
ALTER TABLE "item_posteriors" ADD CONSTRAINT "item_posteriors_estimate_id_reliability_estimates_id_fk" FOREIGN KEY ("estimate_id") REFERENCES "public"."reliability_estimates"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item_posteriors" ADD CONSTRAINT "item_posteriors_item_id_items_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."items"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "policy_drafts" ADD CONSTRAINT "policy_drafts_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reliability_estimates" ADD CONSTRAINT "reliability_estimates_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reliability_estimates" ADD CONSTRAINT "reliability_estimates_started_by_users_id_fk" FOREIGN KEY ("started_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "item_posteriors_doubt" ON "item_posteriors" USING btree ("estimate_id","doubt","item_id") WHERE doubt > 0.5;--> statement-breakpoint
CREATE UNIQUE INDEX "policy_drafts_name" ON "policy_drafts" USING btree ("project_id","name");--> statement-breakpoint
CREATE UNIQUE INDEX "reliability_estimates_running" ON "reliability_estimates" USING btree ("project_id") WHERE state = 'running';--> statement-breakpoint
CREATE INDEX "reliability_estimates_latest" ON "reliability_estimates" USING btree ("project_id","started_at");--> statement-breakpoint
CREATE INDEX "decisions_independent" ON "decisions" USING btree ("project_id","item_id") WHERE independent;--> statement-breakpoint
CREATE INDEX "decisions_compared" ON "decisions" USING btree ("model_version_id","created_at","id") WHERE standing = 'standing' AND agreed IS NOT NULL;--> statement-breakpoint
CREATE INDEX "routings_blind" ON "routings" USING btree ("project_id","id") WHERE arm = 'blind';
--> statement-breakpoint
UPDATE routings SET blind_probability = CASE WHEN destination = 'auto' THEN review_probability ELSE (
  SELECT CASE WHEN (y.policy::json->>'degree') IN ('human_only', 'shadow') THEN 1.0 ELSE (y.policy::json->>'blindShare')::double precision END
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
       sum(CASE WHEN d.agreed AND d.time_spent_ms < 1000 THEN 1 ELSE 0 END)
  FROM decisions d JOIN reviews r ON r.id = d.review_id JOIN routings t ON t.id = r.routing_id
  JOIN items i ON i.id = d.item_id JOIN predictions p ON p.id = t.prediction_id
 WHERE d.kind = 'answer' AND d.standing = 'standing' AND d.agreed IS NOT NULL AND r.purpose <> 'adjudication'
 GROUP BY 1, 2, 3, 4, 5, 6;
--> statement-breakpoint
INSERT INTO label_evidence (project_id, model_version_id, cell, model_value, answer, agreed, n, confidence, weight, weight_squared, weighted_confidence, weighted_confidence_squared, correction_squared, calibrator)
SELECT l.project_id, i.model_version_id, CASE WHEN p.confidence IS NULL THEN -1
    WHEN p.confidence = 0 THEN 0 WHEN p.confidence < 0.06666666666666667 THEN 1 WHEN p.confidence = 0.06666666666666667 THEN 2 WHEN p.confidence < 0.13333333333333333 THEN 3
    WHEN p.confidence = 0.13333333333333333 THEN 4 WHEN p.confidence < 0.2 THEN 5 WHEN p.confidence = 0.2 THEN 6 WHEN p.confidence < 0.26666666666666666 THEN 7
    WHEN p.confidence = 0.26666666666666666 THEN 8 WHEN p.confidence < 0.3333333333333333 THEN 9 WHEN p.confidence = 0.3333333333333333 THEN 10 WHEN p.confidence < 0.4 THEN 11
    WHEN p.confidence = 0.4 THEN 12 WHEN p.confidence < 0.4666666666666667 THEN 13 WHEN p.confidence = 0.4666666666666667 THEN 14 WHEN p.confidence < 0.5 THEN 15
    WHEN p.confidence = 0.5 THEN 16 WHEN p.confidence < 0.5333333333333333 THEN 17 WHEN p.confidence = 0.5333333333333333 THEN 18 WHEN p.confidence < 0.6 THEN 19
    WHEN p.confidence = 0.6 THEN 20 WHEN p.confidence < 0.6666666666666666 THEN 21 WHEN p.confidence = 0.6666666666666666 THEN 22 WHEN p.confidence < 0.7 THEN 23
    WHEN p.confidence = 0.7 THEN 24 WHEN p.confidence < 0.7333333333333333 THEN 25 WHEN p.confidence = 0.7333333333333333 THEN 26 WHEN p.confidence < 0.8 THEN 27
    WHEN p.confidence = 0.8 THEN 28 WHEN p.confidence < 0.85 THEN 29 WHEN p.confidence = 0.85 THEN 30 WHEN p.confidence < 0.8666666666666667 THEN 31
    WHEN p.confidence = 0.8666666666666667 THEN 32 WHEN p.confidence < 0.9 THEN 33 WHEN p.confidence = 0.9 THEN 34 WHEN p.confidence < 0.93 THEN 35
    WHEN p.confidence = 0.93 THEN 36 WHEN p.confidence < 0.9333333333333333 THEN 37 WHEN p.confidence = 0.9333333333333333 THEN 38 WHEN p.confidence < 0.95 THEN 39
    WHEN p.confidence = 0.95 THEN 40 WHEN p.confidence < 0.97 THEN 41 WHEN p.confidence = 0.97 THEN 42 WHEN p.confidence < 0.98 THEN 43
    WHEN p.confidence = 0.98 THEN 44 WHEN p.confidence < 0.99 THEN 45 WHEN p.confidence = 0.99 THEN 46 WHEN p.confidence < 1 THEN 47
    WHEN p.confidence = 1 THEN 48 END, p.value, l.value, l.agreed, count(*), sum(coalesce(p.confidence, 0)),
       sum(1 / t.blind_probability), sum(1 / t.blind_probability / t.blind_probability),
       sum(coalesce(p.confidence, 0) / t.blind_probability),
       sum(coalesce(p.confidence, 0) * coalesce(p.confidence, 0) / t.blind_probability),
       sum((CASE WHEN l.agreed THEN 1 ELSE 0 END - coalesce(p.confidence, 0))
         * (CASE WHEN l.agreed THEN 1 ELSE 0 END - coalesce(p.confidence, 0))
         / t.blind_probability / t.blind_probability), 0
  FROM labels l JOIN routings t ON t.id = l.routing_id JOIN predictions p ON p.id = l.prediction_id
  JOIN items i ON i.id = l.item_id
 WHERE l.superseded_at IS NULL AND l.source <> 'auto' AND t.arm = 'blind' AND t.blind_probability > 0
   AND p.value IS NOT NULL
 GROUP BY 1, 2, 3, 4, 5, 6;
--> statement-breakpoint
INSERT INTO intake_evidence (project_id, model_version_id, cell, covered, n, confidence, confidence_squared, calibrator)
SELECT t.project_id, i.model_version_id, CASE WHEN p.confidence IS NULL THEN -1
    WHEN p.confidence = 0 THEN 0 WHEN p.confidence < 0.06666666666666667 THEN 1 WHEN p.confidence = 0.06666666666666667 THEN 2 WHEN p.confidence < 0.13333333333333333 THEN 3
    WHEN p.confidence = 0.13333333333333333 THEN 4 WHEN p.confidence < 0.2 THEN 5 WHEN p.confidence = 0.2 THEN 6 WHEN p.confidence < 0.26666666666666666 THEN 7
    WHEN p.confidence = 0.26666666666666666 THEN 8 WHEN p.confidence < 0.3333333333333333 THEN 9 WHEN p.confidence = 0.3333333333333333 THEN 10 WHEN p.confidence < 0.4 THEN 11
    WHEN p.confidence = 0.4 THEN 12 WHEN p.confidence < 0.4666666666666667 THEN 13 WHEN p.confidence = 0.4666666666666667 THEN 14 WHEN p.confidence < 0.5 THEN 15
    WHEN p.confidence = 0.5 THEN 16 WHEN p.confidence < 0.5333333333333333 THEN 17 WHEN p.confidence = 0.5333333333333333 THEN 18 WHEN p.confidence < 0.6 THEN 19
    WHEN p.confidence = 0.6 THEN 20 WHEN p.confidence < 0.6666666666666666 THEN 21 WHEN p.confidence = 0.6666666666666666 THEN 22 WHEN p.confidence < 0.7 THEN 23
    WHEN p.confidence = 0.7 THEN 24 WHEN p.confidence < 0.7333333333333333 THEN 25 WHEN p.confidence = 0.7333333333333333 THEN 26 WHEN p.confidence < 0.8 THEN 27
    WHEN p.confidence = 0.8 THEN 28 WHEN p.confidence < 0.85 THEN 29 WHEN p.confidence = 0.85 THEN 30 WHEN p.confidence < 0.8666666666666667 THEN 31
    WHEN p.confidence = 0.8666666666666667 THEN 32 WHEN p.confidence < 0.9 THEN 33 WHEN p.confidence = 0.9 THEN 34 WHEN p.confidence < 0.93 THEN 35
    WHEN p.confidence = 0.93 THEN 36 WHEN p.confidence < 0.9333333333333333 THEN 37 WHEN p.confidence = 0.9333333333333333 THEN 38 WHEN p.confidence < 0.95 THEN 39
    WHEN p.confidence = 0.95 THEN 40 WHEN p.confidence < 0.97 THEN 41 WHEN p.confidence = 0.97 THEN 42 WHEN p.confidence < 0.98 THEN 43
    WHEN p.confidence = 0.98 THEN 44 WHEN p.confidence < 0.99 THEN 45 WHEN p.confidence = 0.99 THEN 46 WHEN p.confidence < 1 THEN 47
    WHEN p.confidence = 1 THEN 48 END, t.blind_probability > 0, count(*), sum(coalesce(p.confidence, 0)),
       sum(coalesce(p.confidence, 0) * coalesce(p.confidence, 0)), 0
  FROM routings t JOIN predictions p ON p.id = t.prediction_id JOIN items i ON i.id = t.item_id
 WHERE t.blind_probability IS NOT NULL AND p.value IS NOT NULL
 GROUP BY 1, 2, 3, 4;
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
  FROM (SELECT project_id, arm, item_id, '[' || string_agg(value, ',' ORDER BY value COLLATE "C") || ']' AS pattern
          FROM decisions WHERE independent AND standing = 'standing' GROUP BY 1, 2, 3 HAVING count(*) > 1) shared
 GROUP BY 1, 2, 3;
--> statement-breakpoint
INSERT INTO settled_answers (project_id, arm, user_id, answer, label, n)
SELECT d.project_id, d.arm, d.user_id, d.value, l.value, count(*)
  FROM decisions d JOIN labels l ON l.item_id = d.item_id AND l.superseded_at IS NULL AND l.source = 'adjudicated'
 WHERE d.independent AND d.standing = 'standing'
 GROUP BY 1, 2, 3, 4, 5;
--> statement-breakpoint
UPDATE policies SET policy = substr(policy, 1, length(policy) - 1) || ',"auditStrata":[]}'
 WHERE policy NOT LIKE '%"auditStrata":%';
--> statement-breakpoint
INSERT INTO audit_coverage (project_id, stratum, hour, n, planned, drawn, answered, disputed)
SELECT t.project_id, '', t.created_at - t.created_at % 3600000, count(*), sum(t.review_probability), count(t.arm),
       sum(CASE WHEN i.label_source <> 'auto' THEN 1 ELSE 0 END), sum(CASE WHEN i.status = 'disputed' THEN 1 ELSE 0 END)
  FROM routings t JOIN items i ON i.id = t.item_id
 WHERE t.destination = 'auto'
 GROUP BY 1, 3;
--> statement-breakpoint
INSERT INTO inspector_evidence (project_id, user_id, arm, agreed, n, timed, time, time_squared, quick)
SELECT d.project_id, d.user_id, r.arm, sum(CASE WHEN d.agreed THEN 1 ELSE 0 END), count(*), count(d.time_spent_ms),
       coalesce(sum(1.0 * d.time_spent_ms), 0), coalesce(sum(1.0 * d.time_spent_ms * d.time_spent_ms), 0),
       sum(CASE WHEN d.agreed AND d.time_spent_ms < 1000 THEN 1 ELSE 0 END)
  FROM decisions d JOIN reviews r ON r.id = d.review_id JOIN routings t ON t.id = r.routing_id
 WHERE d.kind = 'answer' AND d.standing = 'standing' AND d.agreed IS NOT NULL AND r.purpose = 'review'
   AND (r.arm = 'assisted' OR coalesce(t.blind_probability, 0) <> 1)
 GROUP BY 1, 2, 3;

--> statement-breakpoint
UPDATE decisions SET model_version_id = (SELECT i.model_version_id FROM items i WHERE i.id = decisions.item_id)
 WHERE agreed IS NOT NULL;
