import { calibratedBy, comparedConfidence } from '../server/domain/calibrators.ts';
import { looksAtConfidence, referenceOf } from '../server/domain/certificate.ts';
import {
  heldOutShare,
  highestTested,
  isWaitedFor,
  observeDraw,
  startCertification,
  type BlindDraw,
  type DrawTerms,
} from '../server/domain/certification-fold.ts';
import { draw } from '../server/domain/draw.ts';
import { countedAs } from '../server/domain/label-schema.ts';
import { obstacleTo } from '../server/domain/obstacle.ts';
import { reaches, thresholdGrid } from '../server/domain/threshold-grid.ts';
import type { Queryable } from './database.ts';
import { calibratorOf } from './queries/calibrators.ts';
import {
  drawsAfter,
  drawsAtOnce,
  intakeByCell,
  keptStates,
  type CertificationPoint,
  type DrawnItem,
} from './queries/certification.ts';
import type { PredictingModel } from './queries/evidence.ts';
import { policyRevisionsOf } from './queries/policies.ts';
import { schemaRevisionsOf, type ProjectInForce } from './queries/projects.ts';
import { hourMs } from './queries/rollups.ts';

/** Draws younger than this, in milliseconds, may yet be written down in another order than that of their ids. */
export const settlesAfter = 10_000;

/** How far the draws of a model version are added up. */
export type Progress = {
  /** The state to continue; null: there was none that could be. */
  before: CertificationPoint | null;
  point: CertificationPoint;
  /** Whether all draws are in it that can be. */
  complete: boolean;
  /** The first draw that is waited for. */
  waiting: DrawnItem | null;
};

/** What is added up: of which model version, and at which instant (epoch milliseconds). */
export type CertificationOf = {
  project: ProjectInForce;
  version: PredictingModel;
  now: number;
};

/** How draws of each policy and schema revision are to be taken. */
const termsOf = async (q: Queryable, { project, version }: CertificationOf) => {
  const policies = new Map((await policyRevisionsOf(q, project.id)).map((row) => [row.revision, row]));
  const schemas = new Map((await schemaRevisionsOf(q, project.id)).map((row) => [row.revision, row.schema]));
  const known = new Map<string, { terms: DrawTerms; reference: string }>();
  return (row: DrawnItem) => {
    const key = `${row.policyRevision} ${row.schemaRevision}`;
    let found = known.get(key);
    if (!found) {
      const revision = policies.get(row.policyRevision);
      const schema = schemas.get(row.schemaRevision);
      if (!revision || !schema) throw new Error(`routing ${row.id} names a revision that is not there`);
      const { policy, certificates } = revision;
      const ofVersion = certificates.filter(({ model }) => model === version.model);
      const terms = { policy, certificates: ofVersion, alpha: project.targetError };
      known.set(key, (found = { terms, reference: referenceOf(policy, schema) }));
    }
    return found;
  };
};

const blindDraw = (
  row: DrawnItem,
  { policy }: DrawTerms,
  { project, version, now }: CertificationOf,
): BlindDraw => {
  const rule = policy.rules.find(({ name }) => name === row.rule);
  const judged = row.source !== null && row.source !== 'auto' && row.agreed !== null;
  return {
    value: countedAs(project.schema, row.value),
    confidence: comparedConfidence({ ...row, calibrated: calibratedBy(version.calibrator, row.confidence) }),
    pi: row.blindProbability ?? 0,
    accepted: row.destination === 'auto',
    toPeople: rule?.then.review === true || obstacleTo(project.schema, row.value) !== null,
    rescaled: row.calibrator !== version.calibrator.revision,
    heldOut: draw(project.seed, 'calibration', row.key) < heldOutShare,
    wrong: judged ? !row.agreed : null,
    overdue: row.createdAt + project.auditDueHours * hourMs <= now,
  };
};

/** Where to go on: the last state that was kept, or the first where that is of another target, reference or calibrator. */
const begin = async (q: Queryable, { project, version }: CertificationOf, reference: string) => {
  const [kept] = await keptStates(q, project.id, version.id, 1);
  const calibrator = version.calibrator.revision;
  if (
    kept?.targetError === project.targetError &&
    kept.reference === reference &&
    kept.calibrator === calibrator
  )
    return { before: kept, point: kept };
  const cells = await intakeByCell(q, project.id, version);
  const reaching = thresholdGrid.map((threshold) =>
    cells.reduce((sum, { cell, n }) => sum + (reaches(cell, threshold) ? n : 0), 0),
  );
  const top = highestTested(reaching);
  if (top === null) return null;
  const state = startCertification(top);
  const { targetError } = project;
  return { before: null, point: { position: '', targetError, reference, calibrator, state } };
};

type Folded = Pick<Progress, 'point' | 'complete' | 'waiting'>;

/** Adds up the draws after a point, `lots` times `drawsAtOnce` at most, up to the first that is waited for or too young. */
const fold = async (
  q: Queryable,
  of: CertificationOf,
  from: CertificationPoint,
  lots: number,
  isLast: (row: DrawnItem) => boolean,
): Promise<Folded> => {
  const termsFor = await termsOf(q, of);
  let point = from;
  for (let lot = 0; lot < lots; lot += 1) {
    const rows = await drawsAfter(q, of.project.id, point.position);
    for (const row of rows) {
      if (isLast(row)) return { point, complete: true, waiting: null };
      if (row.modelVersionId === of.version.id) {
        const { terms, reference } = termsFor(row);
        const drawn = blindDraw(row, terms, of);
        const isOfThis = reference === from.reference && drawn.pi > 0;
        if (isOfThis && !(drawn.rescaled && looksAtConfidence(terms.policy))) {
          if (isWaitedFor(drawn)) return { point, complete: true, waiting: row };
          point = { ...point, state: observeDraw(point.state, drawn, terms) };
        }
      }
      point = { ...point, position: row.id };
    }
    if (rows.length < drawsAtOnce) return { point, complete: true, waiting: null };
  }
  return { point, complete: false, waiting: null };
};

/**
 * Adds up the blind draws of a model version from the last state that was kept, in their order, up to the first that is
 * waited for, and `lots` times `drawsAtOnce` at most; null while too few items have come in.
 */
export const advanceCertification = async (
  q: Queryable,
  of: CertificationOf,
  lots: number,
): Promise<Progress | null> => {
  const from = await begin(q, of, referenceOf(of.project.policy, of.project.schema));
  if (!from) return null;
  const isYoung = (row: DrawnItem) => row.createdAt > of.now - settlesAfter;
  return { before: from.before, ...(await fold(q, of, from.point, lots, isYoung)) };
};

/** A kept state as adding up all its draws anew makes it: what has no answer must have been overdue when it was counted. */
export const recountCertification = async (
  q: Queryable,
  of: Omit<CertificationOf, 'now'>,
  kept: CertificationPoint,
): Promise<CertificationPoint> => {
  const first = { ...kept, position: '', state: startCertification(kept.state.top) };
  const isBehind = (row: DrawnItem) => row.id > kept.position;
  const project = { ...of.project, targetError: kept.targetError };
  const calibrator = await calibratorOf(q, of.version.id, kept.calibrator);
  const later = { ...of, project, version: { ...of.version, calibrator }, now: Infinity };
  return (await fold(q, later, first, Infinity, isBehind)).point;
};
