import type { Watch } from '../certification-fold.ts';
import { alarmAt } from '../statistics/e-detector.ts';
import { fewestSince, type PeopleSignal, type SignalStanding } from './people.ts';
import type { DriftStanding } from './state.ts';

/**
 * What all signals together look like: nothing has moved; the data has, and the model still agrees with people; the data
 * is as it was, and people answer otherwise than the model more often (concept drift); both; or it cannot be told.
 */
export const driftLooks = ['nothing', 'data', 'concept', 'both', 'not_enough'] as const;
export type DriftLook = (typeof driftLooks)[number];

/** The watch over audited errors since a certificate is in force: its highest level, after so many audits. */
export type AuditSignal = { standing: SignalStanding; missing: number; audits: number; level: number };

/** How the watches over the certificates of a model version stand together; null: it has none. */
export const auditSignal = (watches: readonly Watch[]): AuditSignal | null => {
  if (watches.length === 0) return null;
  const level = Math.max(...watches.map(({ peak }) => peak));
  const audits = Math.max(...watches.map(({ detector }) => detector.n));
  const missing = Math.max(fewestSince - audits, 0);
  // The alarm allows a look after each audit: it needs no least number.
  if (level >= alarmAt) return { standing: 'moved', missing: 0, audits, level };
  return { standing: missing > 0 ? 'not_enough' : 'stable', missing, audits, level };
};

/** How what comes in, and what the model says of it, stands altogether. */
export const dataStanding = (standings: readonly DriftStanding[]): SignalStanding => {
  if (standings.some((one) => one === 'moved' || one === 'drifting')) return 'moved';
  return standings.includes('stable') ? 'stable' : 'not_enough';
};

/** What people's answers say: `calibration` null where the model gives no confidence. */
export type PeopleSignals = {
  audits: AuditSignal | null;
  agreement: PeopleSignal;
  calibration: PeopleSignal | null;
};

/** How people's answers stand altogether: one signal that moved is enough, all is well only where agreement is known. */
export const peopleStanding = ({ audits, agreement, calibration }: PeopleSignals): SignalStanding =>
  [audits, agreement, calibration].some((signal) => signal?.standing === 'moved')
    ? 'moved'
    : agreement.standing;

/** By how people's answers stand, then by how the data does. */
const looks: Record<SignalStanding, Record<SignalStanding, DriftLook>> = {
  not_enough: { not_enough: 'not_enough', stable: 'not_enough', moved: 'not_enough' },
  stable: { not_enough: 'not_enough', stable: 'nothing', moved: 'data' },
  moved: { not_enough: 'not_enough', stable: 'concept', moved: 'both' },
};

/** What it looks like. */
export const driftLook = (people: SignalStanding, data: SignalStanding): DriftLook => looks[people][data];
