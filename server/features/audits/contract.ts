import { z } from 'zod';
import { proportion } from '../../contract/proportion.ts';
import { defineContract } from '../../contract/route.ts';
import { slug } from '../../contract/values.ts';
import { auditAlarms } from '../../domain/audit-coverage.ts';

const count = z.number().int();

const coverage = z.strictObject({
  /** Items that were accepted automatically. */
  accepted: count,
  /** Σπ: how many of them the policies meant to draw. */
  planned: z.number(),
  /** How many were drawn, as a share of those accepted. */
  drawn: proportion,
  /** Drawn, and people have given the label; and those that wait for it. */
  answered: count,
  waiting: count,
  /** Of those waiting: an inspector disagreed with the model, and others are being asked. */
  disputed: count,
  /** Drawn longer ago than `dueHours`; and those of them that wait. */
  due: count,
  overdue: count,
  /** `behind`: too few of the audits due lately are answered; `off_plan`: what was drawn cannot be chance. */
  alarms: z.array(z.enum(auditAlarms)),
});
export type AuditCoverage = z.infer<typeof coverage>;

const audits = z.strictObject({
  /** Hours within which an audit is to be answered. */
  dueHours: count,
  all: coverage,
  /** By audit stratum, by name; last, as null, what is of none. */
  strata: z.array(coverage.extend({ stratum: z.string().nullable() })),
});
export type Audits = z.infer<typeof audits>;

export const auditsContract = defineContract({
  get: {
    method: 'get',
    path: '/projects/:project/audits',
    summary: 'Audits planned, drawn and answered, by stratum, and where they fall behind',
    access: 'evidence.read',
    params: z.strictObject({ project: slug }),
    reply: audits,
    errors: [],
  },
});
