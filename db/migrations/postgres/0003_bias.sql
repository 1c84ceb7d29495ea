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
INSERT INTO inspector_evidence (project_id, user_id, arm, agreed, n, timed, time, time_squared, quick)
SELECT d.project_id, d.user_id, r.arm, sum(CASE WHEN d.agreed THEN 1 ELSE 0 END), count(*), count(d.time_spent_ms),
       coalesce(sum(1.0 * d.time_spent_ms), 0), coalesce(sum(1.0 * d.time_spent_ms * d.time_spent_ms), 0),
       sum(CASE WHEN d.agreed AND d.time_spent_ms < 1000 THEN 1 ELSE 0 END)
  FROM decisions d JOIN reviews r ON r.id = d.review_id JOIN routings t ON t.id = r.routing_id
 WHERE d.kind = 'answer' AND d.standing = 'standing' AND d.agreed IS NOT NULL AND r.purpose = 'review'
   AND (r.arm = 'assisted' OR coalesce(t.blind_probability, 0) <> 1)
 GROUP BY 1, 2, 3;
