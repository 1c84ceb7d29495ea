import { total } from '../statistics/total.ts';
import { upTo, type PipelineStep } from './steps.ts';

/**
 * How a step stands, the worst first: nothing is heard from it though items came in; it fails often; a metric of it drifts;
 * one moved in the latest window; it is well; too few items came in to tell.
 */
export const stepStates = ['silent', 'failing', 'drifting', 'moved', 'ok', 'not_enough'] as const;
export type StepState = (typeof stepStates)[number];

/** What came of a step in a stretch of time that begins at an instant (epoch milliseconds): how often each. */
export type StepRuns = { at: number; ok: number; failed: number; missing: number };

/** A metric of a step that is not where its reference was, and since when (epoch milliseconds). */
export type MovedMetric = { metric: string; standing: 'moved' | 'drifting'; since: number };

/** How a step stands, and since when something is the matter (epoch milliseconds); null: nothing is. */
export type StepStanding = { state: StepState; since: number | null };

/** Fewer items say nothing of a step. */
export const fewestItems = 20;

/** A step that fails in this share of its runs or more is failing; fewer runs than these do not tell. */
export const failingFrom = 0.2;
export const fewestRuns = 50;

/** A step that is run for a share p of the items is passed by this often / p times running once in a thousand: e⁻⁷. */
const surely = 7;

const itemsOf = (runs: readonly StepRuns[]): number =>
  total(runs.map(({ ok, failed, missing }) => ok + failed + missing));
const runsOf = (runs: readonly StepRuns[]): number => total(runs.map(({ ok, failed }) => ok + failed));

/** Since when a step is not heard from, though more items came in than it usually passes by. */
const silentSince = (runs: readonly StepRuns[]): number | null => {
  const last = runs.findLastIndex((one) => runsOf([one]) > 0);
  const [before, after] = [runs.slice(0, last + 1), runs.slice(last + 1)];
  const share = before.length === 0 ? 1 : runsOf(before) / itemsOf(before);
  const [first] = after;
  return first && itemsOf(after) >= Math.max(fewestItems, surely / share) ? first.at : null;
};

/** Since when it fails often: the start of the first of the windows, up to the latest, in which it always did. */
const failingSince = (runs: readonly StepRuns[]): number | null => {
  let since: number | null = null;
  let window: StepRuns[] = [];
  for (const one of runs.toReversed()) {
    window.push(one);
    if (runsOf(window) < fewestRuns) continue;
    if (total(window.map(({ failed }) => failed)) / runsOf(window) < failingFrom) break;
    since = one.at;
    window = [];
  }
  return since;
};

/** How a step stands after what came of it, stretch by stretch, and where its metrics are. */
export const stepStanding = (runs: readonly StepRuns[], moved: readonly MovedMetric[]): StepStanding => {
  const of = (standing: MovedMetric['standing']) =>
    moved.filter((one) => one.standing === standing).map(({ since }) => since);
  const troubles: [StepState, readonly (number | null)[]][] = [
    ['silent', [silentSince(runs)]],
    ['failing', [failingSince(runs)]],
    ['drifting', of('drifting')],
    ['moved', of('moved')],
  ];
  const begun = troubles.flatMap(([state, all]) =>
    all.flatMap((since) => (since === null ? [] : [{ state, since }])),
  );
  const [worst] = begun;
  if (worst) return { state: worst.state, since: Math.min(...begun.map(({ since }) => since)) };
  return { state: itemsOf(runs) < fewestItems ? 'not_enough' : 'ok', since: null };
};

/** A step with which something is the matter, and since when (epoch milliseconds). */
export type FirstMoved = { step: string; since: number };

/** Of steps in their order, the one with which something was the matter first; null: with none. */
const firstAmong = (names: readonly string[], since: ReadonlyMap<string, number | null>): FirstMoved | null =>
  names.reduce<FirstMoved | null>((first, step) => {
    const at = since.get(step) ?? null;
    return at !== null && (first === null || at < first.since) ? { step, since: at } : first;
  }, null);

/**
 * The step that moved first, of all or of those that lead to one and itself: where trouble began earlier than anywhere else,
 * and of several where it stands first.
 */
export const firstMoved = (
  steps: readonly PipelineStep[],
  since: ReadonlyMap<string, number | null>,
  name?: string,
): FirstMoved | null =>
  firstAmong(name === undefined ? steps.map((step) => step.name) : upTo(steps, name), since);
