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
ALTER TABLE "projects" ADD COLUMN "audit_due_hours" integer DEFAULT 72 NOT NULL;--> statement-breakpoint
ALTER TABLE "routings" ADD COLUMN "stratum" text;
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
