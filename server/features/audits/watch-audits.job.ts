import { auditAlarmsOf, putAuditAlarms, type AlarmInForce } from '../../../db/queries/audit-coverage.ts';
import { projectStates } from '../../../db/queries/projects.ts';
import { defineJob } from '../../jobs/job.ts';
import type { Audits } from './contract.ts';
import { coverageAt } from './coverage.ts';

const alarmsOf = ({ all, strata }: Audits): AlarmInForce[] => [
  ...all.alarms.map((alarm) => ({ alarm })),
  ...strata.flatMap(({ stratum, alarms }) => alarms.map((alarm) => ({ alarm, stratum }))),
];

/** Tells who has a project open where its audits begin or cease to give cause for concern. */
export const watchAudits = defineJob({
  name: 'watch-audits',
  everySeconds: 300,
  run: async ({ db, now, publish }, signal) => {
    for (const project of await db.read((q) => projectStates(q, null))) {
      signal.throwIfAborted();
      const { told, alarms } = await db.read(async (q) => ({
        told: await auditAlarmsOf(q, project.id),
        alarms: alarmsOf(await coverageAt(q, project, now())),
      }));
      if (JSON.stringify(told) === JSON.stringify(alarms)) continue;
      await db.write(async (tx) => {
        await putAuditAlarms(tx, project.id, alarms, now());
        publish.auditsChanged(tx, project);
      });
    }
  },
});
