import { referenceOf, type Certificate, type Lapse } from '../server/domain/certificate.ts';
import type { Watch } from '../server/domain/certification-fold.ts';
import { lapsesOf, watchOver } from '../server/domain/certified.ts';
import { advanceCertification, type Progress } from './advance-certification.ts';
import type { Queryable } from './database.ts';
import type { PredictingModel } from './queries/evidence.ts';
import type { ProjectInForce } from './queries/projects.ts';

/** Lots of draws that whoever asks waits for; a job sees to it that more do not gather. */
const lotsToRead = 20;

/** How far the draws of a model version are added up. */
export type ProgressOf = (version: PredictingModel) => Promise<Progress | null>;

/** Adds up the draws of each version that is asked for once, however many certificates are about it. */
export const progressOnce = (q: Queryable, project: ProjectInForce, now: number): ProgressOf => {
  const known = new Map<string, ReturnType<ProgressOf>>();
  return (version) => {
    const found = known.get(version.id) ?? advanceCertification(q, { project, version, now }, lotsToRead);
    known.set(version.id, found);
    return found;
  };
};

/** A certificate of the policy in force, why it says nothing any more (empty: it holds), and the watch over it. */
export type CertificateStanding = { certificate: Certificate; lapses: Lapse[]; watch: Watch };

/** The certificates of the policy in force, and whether they hold; `models`: the live one first, then the one heard from last. */
export const certificatesInForce = async (
  progressOf: ProgressOf,
  project: ProjectInForce,
  models: readonly PredictingModel[],
): Promise<CertificateStanding[]> => {
  const found: CertificateStanding[] = [];
  for (const certificate of project.certificates) {
    const version = models.find(({ model }) => model === certificate.model);
    const progress = version && (await progressOf(version));
    const state = progress?.point.state ?? null;
    const { targetError, targetConfidence } = project;
    const today = {
      model: models[0]?.model ?? null,
      calibrator: version?.calibrator.revision ?? 0,
      reference: referenceOf(project.policy, project.schema),
      targetError,
      targetConfidence,
      state,
    };
    found.push({ certificate, lapses: lapsesOf(certificate, today), watch: watchOver(state, certificate) });
  }
  return found;
};
