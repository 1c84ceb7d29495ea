import { api } from '../api.ts';
import type { SentBody } from '../contract/route.ts';
import type { Caller } from './caller.ts';
import type { Drift } from './lighting.ts';
import { inDemo, type LeadStep } from './lead-step.ts';
import { drifting } from './watch-for-drift.ts';

type Rollout = NonNullable<SentBody<typeof api.rollouts.create>['settings']>;

/**
 * A rollout at the demo's pace. Blind reviews are mostly of digits that are hard to read: hence the wide limits. How often it
 * differs from the version in force is not held against it: where the world has changed it ought to.
 */
const quick: Partial<Rollout> = {
  steps: [0.25, 1],
  dwellMinutes: 0,
  leastLabels: 20,
  limits: {
    error: 0.3,
    worse_than_live: 0.5,
    override: 0.6,
    abstentions: 0.05,
    coverage: 0.9,
  },
  advance: 'automatic',
  disagreementShare: 1,
  disagreementsPerDay: 2_000,
};

/** Whether it is time to think of a training: the model is trusted with something or, of a line that changes, what comes in has drifted. */
const isDue = async (lead: Caller, drift: Drift | null): Promise<boolean> =>
  drift === null
    ? (await lead(api.policy.current, inDemo)).policy.degree === 'partial'
    : (await drifting(lead)).length > 0;

/** Has trainings asked for by themselves, the first once people have labelled so many more, of what has drifted more than else. */
export const askingForTrainings =
  (drift: Drift | null, more = drift === null ? 500 : 1_500): LeadStep =>
  async (lead) => {
    const { settings, newLabels } = await lead(api.retraining.get, inDemo);
    const { triggers } = settings;
    if (triggers.new_labels.on || !(await isDue(lead, drift))) return null;
    const atLeast = newLabels + more;
    await lead(api.retraining.change, {
      ...inDemo,
      body: { ...settings, pauseHours: 0, triggers: { ...triggers, new_labels: { on: true, atLeast } } },
    });
    return `A training is asked for with every ${atLeast.toLocaleString('en')} labels of people, of which there are ${newLabels.toLocaleString('en')}.`;
  };

const latestCycle = async (lead: Caller) => {
  const { rows } = await lead(api.retraining.cycles, { ...inDemo, query: { state: 'finished', limit: 1 } });
  return rows[0] ?? null;
};

/** Brings in, in shadow at first, what came of a training. */
export const rollingOut =
  (pace = quick): LeadStep =>
  async (lead) => {
    const cycle = await latestCycle(lead);
    const candidate = cycle?.after?.model;
    const { deployment } = await lead(api.rollouts.list, inDemo);
    if (candidate === undefined || cycle?.rollout !== null || deployment.candidate !== null) return null;
    const { live, settings } = await lead(api.rollouts.propose, { ...inDemo, query: { candidate } });
    const { id } = await lead(api.rollouts.create, {
      ...inDemo,
      body: {
        candidate,
        live,
        settings: { ...settings, steps: [...settings.steps], ...pace },
        note: 'It came of a training.',
      },
    });
    await lead(api.rollouts.act, {
      params: { ...inDemo.params, rollout: id },
      body: { action: 'start' },
    });
    return `${candidate} is in shadow: it predicts beside ${live}, and decides nothing yet.`;
  };

type Version = NonNullable<Awaited<ReturnType<typeof latestCycle>>>['after'];

const accuracyOf = (version: Version): string =>
  version?.accuracy
    ? `${version.model} ${(version.accuracy.value * 100).toFixed(1)} % (${version.accuracy.n.toLocaleString('en')})`
    : '';

/** Tells where a rollout has come to. */
export const tellingOfRollouts = (): LeadStep => {
  let told: string | null = null;
  return async (lead) => {
    const cycle = await latestCycle(lead);
    const [rollout] = (await lead(api.rollouts.list, inDemo)).rollouts;
    if (!cycle || !rollout) return null;
    const { state, share, candidate } = rollout;
    const place = `${rollout.id} ${state} ${share}`;
    if (told === place) return null;
    told = place;
    if (state === 'canary') return `${candidate} decides ${share * 100} % of the digits (canary).`;
    if (state === 'promoted')
      return `${candidate} is live. Right by blind reviews: ${[cycle.before, cycle.after].map(accuracyOf).join(', ')}.`;
    return state === 'rolled_back' || state === 'paused' ? `The rollout of ${candidate} is ${state}.` : null;
  };
};
