import { certificatesInForce, progressOnce } from '../../../db/certificates-in-force.ts';
import type { Queryable } from '../../../db/database.ts';
import type { DriftReference } from '../../../db/queries/drift.ts';
import type { PredictingModel } from '../../../db/queries/evidence.ts';
import { judgedDraws, type JudgedDrawAt } from '../../../db/queries/judged-draws.ts';
import {
  agreementSignal,
  calibrationSignal,
  fewestBefore,
  type PeopleSignal,
} from '../../domain/drift/people.ts';
import type { DriftStanding } from '../../domain/drift/state.ts';
import { auditSignal, dataStanding, driftLook, peopleStanding } from '../../domain/drift/verdict.ts';
import { blurred } from '../../domain/measures/guard.ts';
import type { Estimate } from '../../domain/statistics/estimate.ts';
import type { ProjectState } from '../../http/handler.ts';
import type { ConceptReply, SignalReply } from './contract.ts';

/**
 * What people said of items of the reference's time, or, where those are too few, of as many as it takes from then on; and
 * of those that came in later.
 */
const answersOf = async (
  q: Queryable,
  projectId: string,
  version: PredictingModel,
  { from, to }: DriftReference,
): Promise<{ before: JudgedDrawAt[]; since: JudgedDrawAt[] }> => {
  const first = await judgedDraws(q, projectId, version, from, 'first');
  const before = first.filter(({ at }, i) => at < to || i < fewestBefore);
  const last = before.at(-1)?.id ?? '';
  const latest = await judgedDraws(q, projectId, version, to, 'latest');
  return { before, since: latest.filter(({ id }) => id > last) };
};

/** A judge is told in whole percents, so that nobody's single answer shows. */
const tellEstimate = ({ value, low, high, reviewed }: Estimate, isForJudge: boolean) => {
  const told = (x: number): number => (isForJudge ? (blurred(x) ?? x) : x);
  return { value: told(value), low: told(low), high: told(high), n: reviewed };
};

const tell = (signal: PeopleSignal, isForJudge: boolean): SignalReply =>
  signal.standing === 'not_enough'
    ? { ...signal, before: null, now: null }
    : {
        standing: signal.standing,
        missing: 0,
        before: tellEstimate(signal.before, isForJudge),
        now: tellEstimate(signal.now, isForJudge),
      };

type Asked = {
  project: ProjectState;
  models: readonly PredictingModel[];
  shown: PredictingModel;
  reference: DriftReference;
  standings: readonly DriftStanding[];
  now: number;
  isForJudge: boolean;
};

/** What people's answers say of a model version beside how its data stands, and what both together look like. */
export const conceptOf = async (
  q: Queryable,
  { project, models, shown, reference, standings, now, isForJudge }: Asked,
): Promise<ConceptReply> => {
  const { before, since } = await answersOf(q, project.id, shown, reference);
  const inForce = await certificatesInForce(progressOnce(q, project, now), project, models);
  const watches = inForce.flatMap(({ certificate, watch }) =>
    certificate.model === shown.model ? [watch] : [],
  );
  const audits = auditSignal(watches);
  const agreement = agreementSignal(before, since);
  const calibration = calibrationSignal(before, since);
  const people = peopleStanding({ audits, agreement, calibration });
  const data = dataStanding(standings);
  return {
    look: driftLook(people, data),
    people,
    data,
    audits,
    agreement: tell(agreement, isForJudge),
    calibration: calibration && tell(calibration, isForJudge),
  };
};
