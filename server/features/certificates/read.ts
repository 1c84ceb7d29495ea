import type { Progress } from '../../../db/advance-certification.ts';
import {
  certificatesInForce,
  progressOnce,
  type CertificateStanding,
} from '../../../db/certificates-in-force.ts';
import type { Queryable } from '../../../db/database.ts';
import { modelEvidence, type ModelEvidence, type PredictingModel } from '../../../db/queries/evidence.ts';
import { proportionOf } from '../../contract/proportion.ts';
import { leastAuditShare } from '../../domain/certificate.ts';
import { itemsToBegin } from '../../domain/certification-fold.ts';
import { eValueOf, thresholdStates, type ThresholdState } from '../../domain/certified.ts';
import { alarmAt, detectorLevel } from '../../domain/statistics/e-detector.ts';
import { labelsNeeded } from '../../domain/statistics/labels-needed.ts';
import { reaches } from '../../domain/threshold-grid.ts';
import type { ProjectState } from '../../http/handler.ts';
import { modelShown } from '../../http/model-shown.ts';
import type { CertificateInForce, CertificationReply, ThresholdEvidence } from './contract.ts';
import { errorAbove } from './error-above.ts';

type Version = PredictingModel;

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

const tellInForce = ({
  certificate,
  lapses,
  watch: { detector },
}: CertificateStanding): CertificateInForce => ({
  certificate,
  lapses,
  watch: { audits: detector.n, level: detectorLevel(detector), alarmAt },
});

/** How far each threshold is certified for a model version (the live one where none is named, or else the one heard from last). */
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
    inForce: (await certificatesInForce(progressOf, project, models)).map(tellInForce),
  };
};
