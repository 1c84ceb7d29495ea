import { system } from '../../../db/actor.ts';
import { advanceCertification, type Progress } from '../../../db/advance-certification.ts';
import { certificatesInForce, progressOnce } from '../../../db/certificates-in-force.ts';
import type { Queryable } from '../../../db/database.ts';
import { holdLabels, keepState } from '../../../db/queries/certification.ts';
import { predictingModels, type PredictingModel } from '../../../db/queries/evidence.ts';
import { policyRevisionsOf } from '../../../db/queries/policies.ts';
import { projectState, projectStates, type ProjectInForce } from '../../../db/queries/projects.ts';
import { revisePolicy } from '../../../db/queries/revise-policy.ts';
import { fallBack } from '../../domain/fall-back.ts';
import type { Services } from '../../http/handler.ts';
import { defineJob } from '../../jobs/job.ts';

const hasMoved = (progress: Progress | null): progress is Progress =>
  progress !== null && progress.point.position !== (progress.before?.position ?? '');

/** Adds up one lot of a model version's draws and keeps the state; answers whether there may be more. */
const addUp = async (
  { db, now }: Services,
  project: ProjectInForce,
  version: PredictingModel,
): Promise<boolean> => {
  const advance = (q: Queryable) => advanceCertification(q, { project, version, now: now() }, 1);
  // Most of the time there is nothing new, and nobody need be held up.
  if (!hasMoved(await db.read(advance))) return false;
  return db.write(async (tx) => {
    await holdLabels(tx, project.id);
    const progress = await advance(tx);
    if (!hasMoved(progress)) return false;
    await keepState(tx, project.id, version.id, progress.before, progress.point);
    return !progress.complete;
  });
};

/** Whether the policy is to fall back by itself, and rests on a certificate. */
const isGuarded = ({ fallsBack, certificates }: ProjectInForce): boolean =>
  fallsBack && certificates.length > 0;

/** Where the watch over a certificate has alarmed, puts the last safer policy in force, if the project wants that. */
const guard = async ({ db, now, publish }: Services, slug: string): Promise<void> =>
  db.write(async (tx) => {
    const project = await projectState(tx, slug);
    if (!project || !isGuarded(project)) return;
    const models = await predictingModels(tx, project.id);
    const inForce = await certificatesInForce(progressOnce(tx, project, now()), project, models);
    const alarmed = inForce.find(({ lapses }) => lapses.includes('alarm'));
    if (!alarmed) return;
    const change = fallBack(project.policy, alarmed.certificate, await policyRevisionsOf(tx, project.id));
    const next = await revisePolicy(tx, project, { ...change, author: system, at: now() });
    if (next) publish.policyChanged(tx, project, next.revision);
  });

/** Adds up the blind draws of all projects, so that pages need not, and acts where audits find more errors than certified. */
export const watchCertificates = defineJob({
  name: 'watch-certificates',
  everySeconds: 60,
  run: async (services, signal) => {
    for (const project of await services.db.read((q) => projectStates(q, null))) {
      for (const version of await services.db.read((q) => predictingModels(q, project.id)))
        while (!signal.aborted && (await addUp(services, project, version)));
      if (signal.aborted) return;
      if (isGuarded(project)) await guard(services, project.slug);
    }
  },
});
