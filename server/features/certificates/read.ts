import { advanceCertification, type Progress } from '../../../db/advance-certification.ts';
import type { Queryable } from '../../../db/database.ts';
import { modelEvidence, type ModelEvidence, type PredictingModel } from '../../../db/queries/evidence.ts';
import { proportionOf } from '../../contract/proportion.ts';
import { leastAuditShare, referenceOf } from '../../domain/certificate.ts';
import { itemsToBegin } from '../../domain/certification-fold.ts';
import {
  eValueOf,
  lapsesOf,
  thresholdStates,
  watchOver,
  type ThresholdState,
} from '../../domain/certified.ts';
import { alarmAt, detectorLevel } from '../../domain/statistics/e-detector.ts';
import { labelsNeeded } from '../../domain/statistics/labels-needed.ts';
import { reaches } from '../../domain/threshold-grid.ts';
import type { ProjectState } from '../../http/handler.ts';
import { modelShown } from '../../http/model-shown.ts';
import type { CertificateInForce, CertificationReply, ThresholdEvidence } from './contract.ts';
import { errorAbove } from './error-above.ts';

/** Lots of draws that a page waits for; the job sees to it that more do not gather. */
const lotsToRead = 20;

type Version = PredictingModel;

/** How far the draws of a model version are added up. */
type ProgressOf = (version: Version) => Promise<Progress | null>;

/** Adds up the draws of each version that is asked for once, however many certificates are about it. */
export const progressOnce = (q: Queryable, project: ProjectState, now: number): ProgressOf => {
  const known = new Map<string, ReturnType<ProgressOf>>();
  return (version) => {
    const found = known.get(version.id) ?? advanceCertification(q, { project, version, now }, lotsToRead);
    known.set(version.id, found);
    return found;
  };
};

const tell = (
  { threshold, state, evidence }: ThresholdState,
  labels: ModelEvidence['labels'],
  value: string | null,
  { targetError, targetConfidence }: ProjectState,
): ThresholdEvidence => ({
  threshold,
  state,
  n: evidence.n,
  errors: evidence.errors,
  eValue: eValueOf(evidence),
  labelsNeeded: labelsNeeded(evidence, targetError, 1 - targetConfidence),
  error: errorAbove(labels, threshold, value === null ? null : JSON.stringify(value)),
});

/** What was compared with thresholds as it is now, by the calibrator in force. */
const comparedWith = (
  { calibrator: { revision } }: Version,
  { labels, intake }: ModelEvidence,
): Pick<ModelEvidence, 'labels' | 'intake'> => ({
  labels: labels.filter((row) => row.calibrator === revision),
  intake: intake.filter((row) => row.calibrator === revision),
});

const tellEvidence = async (
  q: Queryable,
  project: ProjectState,
  version: Version,
  progress: Progress,
): Promise<CertificationReply['evidence']> => {
  const { state } = progress.point;
  const { labels, intake } = comparedWith(version, await modelEvidence(q, project.id, version.id));
  const items = intake.reduce((sum, { n }) => sum + n, 0);
  const states = (value: string | null) => thresholdStates(state, value, 1 - project.targetConfidence);
  return {
    all: states(null).map((point) => ({
      ...tell(point, labels, null, project),
      automated: proportionOf(
        intake.reduce((sum, { cell, n }) => sum + (reaches(cell, point.threshold) ? n : 0), 0),
        items,
      ),
    })),
    classes: Object.keys(state.classes)
      .toSorted()
      .map((value) => ({
        value,
        thresholds: states(value).map((point) => tell(point, labels, value, project)),
      })),
    draws: state.draws,
    overdue: state.overdue,
    waiting: progress.waiting && {
      key: progress.waiting.key,
      since: new Date(progress.waiting.createdAt).toISOString(),
    },
    complete: progress.complete,
  };
};

/** The certificates of the policy in force, and whether they hold. */
export const certificatesInForce = async (
  progressOf: ProgressOf,
  project: ProjectState,
  models: readonly Version[],
): Promise<CertificateInForce[]> => {
  const found: CertificateInForce[] = [];
  for (const certificate of project.certificates) {
    const version = models.find(({ model }) => model === certificate.model);
    const progress = version && (await progressOf(version));
    const state = progress?.point.state ?? null;
    const { detector } = watchOver(state, certificate);
    const { targetError, targetConfidence } = project;
    const reference = referenceOf(project.policy, project.schema);
    const calibrator = version?.calibrator.revision ?? 0;
    const today = {
      model: models[0]?.model ?? null,
      calibrator,
      reference,
      targetError,
      targetConfidence,
      state,
    };
    found.push({
      certificate,
      lapses: lapsesOf(certificate, today),
      watch: { audits: detector.n, level: detectorLevel(detector), alarmAt },
    });
  }
  return found;
};

/** How far each threshold is certified for a model version (the one heard from last where none is named). */
export const readCertification = async (
  q: Queryable,
  project: ProjectState,
  model: string | undefined,
  now: number,
): Promise<CertificationReply> => {
  const { models, shown: version } = await modelShown(q, project.id, model);
  const progressOf = progressOnce(q, project, now);
  const progress = version ? await progressOf(version) : null;
  const { degree } = project.policy;
  return {
    models: models.map((one) => one.model),
    model: version?.model ?? null,
    calibrator: version?.calibrator.revision ?? 0,
    targetError: project.targetError,
    targetConfidence: project.targetConfidence,
    needed: 1 / (1 - project.targetConfidence),
    policyRevision: project.policyRevision,
    evidence: version && progress ? await tellEvidence(q, project, version, progress) : null,
    itemsToBegin,
    auditsOff: (degree === 'partial' || degree === 'full') && leastAuditShare(project.policy) === 0,
    inForce: await certificatesInForce(progressOf, project, models),
  };
};
