import { api } from '../api.ts';
import type { Caller } from './caller.ts';
import { inDemo, type LeadStep } from './lead-step.ts';

const minuteMs = 60_000;

/** Takes a version's first two minutes as what later traffic is held against, minute by minute. */
export const takingReference: LeadStep = async (lead) => {
  const { model, reference } = await lead(api.drift.get, { ...inDemo, query: {} });
  if (model === null || reference !== null) return null;
  const { models } = await lead(api.models.list, inDemo);
  const firstAt = models.find((one) => one.model === model)?.firstPredictionAt ?? null;
  if (firstAt === null) return null;
  const from = Math.floor(Date.parse(firstAt) / minuteMs) * minuteMs;
  const to = from + 2 * minuteMs;
  if (Date.now() < to) return null;
  const instant = (at: number) => new Date(at).toISOString();
  await lead(api.drift.takeReference, {
    ...inDemo,
    body: { name: 'First minutes', model, from: instant(from), to: instant(to), windowMinutes: 1 },
  });
  return `What comes in is held against the first digits that ${model} read, minute by minute (Monitoring).`;
};

/** Has the preset alarm about drift fire at the demo's pace: once it has lasted a minute. */
export const hasteningAlarm: LeadStep = async (lead) => {
  const { alarms } = await lead(api.alarms.list, inDemo);
  const alarm = alarms.find(({ preset, condition }) => preset === 'inputs_drift' && condition.forMinutes > 1);
  if (!alarm) return null;
  await lead(api.alarms.update, {
    params: { ...inDemo.params, id: alarm.id },
    body: { condition: { ...alarm.condition, forMinutes: 1, keepMinutes: 5 } },
  });
  return null;
};

/** What drifts at this moment, of the live version. */
export const drifting = async (lead: Caller): Promise<string[]> => {
  const { states } = await lead(api.drift.get, { ...inDemo, query: {} });
  return states.flatMap(({ subject, standing }) => (standing === 'drifting' ? [subject] : []));
};

/** Tells what begins to drift. */
export const tellingOfDrift = (): LeadStep => {
  let told = '';
  return async (lead) => {
    const subjects = (await drifting(lead)).join(', ');
    if (subjects === told) return null;
    told = subjects;
    return subjects === '' ? null : `What comes in has drifted: ${subjects} (Monitoring).`;
  };
};

/** Tells where the policy fell back by itself. */
export const tellingOfFallBacks = (): LeadStep => {
  let told = 0;
  return async (lead) => {
    const { revision, author, note } = await lead(api.policy.current, inDemo);
    if (revision === told) return null;
    told = revision;
    return author.kind === 'system' ? `The policy fell back by itself. ${note}` : null;
  };
};
