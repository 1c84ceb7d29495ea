import type { AlarmCondition, Comparison } from './condition.ts';
import { failingFrom, fewestRuns } from '../pipeline/state.ts';
import { metricFacts, type AlarmMetric } from './metrics.ts';
import { told, type Told } from '../told.ts';

const hour = 60;
const day = 24 * hour;

/** Alarms that a new project begins with, and an older one can be given. */
export const alarmPresetNames = [
  'no_submissions',
  'no_answers',
  'long_wait',
  'reviews_late',
  'leads_wanted',
  'inspector_paused',
  'many_abstentions',
  'many_overrides',
  'audits_disagree',
  'audits_late',
  'certificate_lapsed',
  'inputs_drift',
  'step_silent',
  'step_failing',
  'shadow_silent',
  'callbacks_late',
  'callbacks_lost',
  'server_late',
] as const;
export type AlarmPresetName = (typeof alarmPresetNames)[number];

/** What a preset makes. */
export type AlarmPreset = {
  name: string;
  condition: AlarmCondition;
  /** What to look at first, in words. */
  note: string;
  mutedBy: readonly AlarmPresetName[];
};

type Given = {
  name: Told;
  note: Told;
  when: readonly [AlarmMetric, Comparison, threshold: number];
  clear: number;
  window?: number;
  leastCases?: number;
  forMinutes: number;
  keepMinutes: number;
  mutedBy?: readonly AlarmPresetName[];
};

const preset = ({ name, note, when: [metric, comparison, threshold], ...given }: Given): AlarmPreset => ({
  name: name.message,
  note: note.message,
  mutedBy: given.mutedBy ?? [],
  condition: {
    metric,
    comparison,
    threshold,
    clearThreshold: given.clear,
    windowMinutes: metricFacts(metric).windowed ? (given.window ?? day) : null,
    leastCases: given.leastCases ?? 0,
    forMinutes: given.forMinutes,
    keepMinutes: given.keepMinutes,
  },
});

/** Thresholds that ordinary days stay away from: an alarm that cries wolf is not heard. */
export const alarmPresets: Record<AlarmPresetName, AlarmPreset> = {
  no_submissions: preset({
    name: told`Nothing comes in`,
    note: told`Is the model service running, and is its API key still valid?`,
    when: ['intake', 'below', 1],
    clear: 1,
    forMinutes: 5,
    keepMinutes: 0,
  }),
  no_answers: preset({
    name: told`Nobody answers`,
    note: told`Work waits, and nobody has answered any for three days. Who is meant to review?`,
    when: ['unanswered', 'above', 72 * 3_600],
    clear: 24 * 3_600,
    forMinutes: 5,
    keepMinutes: 0,
  }),
  long_wait: preset({
    name: told`A review waits too long`,
    note: told`More inspectors, a longer shift, or a lower threshold brings the queue down.`,
    when: ['oldest_wait', 'above', 72 * 3_600],
    clear: 24 * 3_600,
    forMinutes: 15,
    keepMinutes: 15,
    mutedBy: ['no_answers'],
  }),
  reviews_late: preset({
    name: told`Reviews are overdue`,
    note: told`More of them are late than a shift catches up on. The page Queue says which, and whom they wait for.`,
    when: ['overdue_reviews', 'above', 10],
    clear: 5,
    forMinutes: 15,
    keepMinutes: 15,
    mutedBy: ['no_answers'],
  }),
  leads_wanted: preset({
    name: told`Disagreements pile up`,
    note: told`Only a lead can settle what inspectors disagree on or pass on.`,
    when: ['waiting_for_leads', 'above', 25],
    clear: 10,
    forMinutes: hour,
    keepMinutes: 15,
  }),
  inspector_paused: preset({
    name: told`An inspector is paused`,
    note: told`Too few of their answers to gold items are right. The page Inspectors says how many, and lets them back to work.`,
    when: ['inspectors_paused', 'above', 0],
    clear: 0,
    forMinutes: 0,
    keepMinutes: 0,
  }),
  many_abstentions: preset({
    name: told`The model often has no answer`,
    note: told`Monitoring shows since when, and of which model version.`,
    when: ['null_share', 'above', 0.5],
    clear: 0.4,
    leastCases: 100,
    forMinutes: hour,
    keepMinutes: hour,
  }),
  many_overrides: preset({
    name: told`Suggestions are often overruled`,
    note: told`Look at the confusion matrix of the model version, and at what has changed in the items.`,
    when: ['override_rate', 'above', 0.4],
    clear: 0.3,
    leastCases: 50,
    forMinutes: hour,
    keepMinutes: hour,
  }),
  audits_disagree: preset({
    name: told`Audits find many errors`,
    note: told`What is accepted automatically is wrong too often. One click on the dial leads down.`,
    when: ['agreement_audit', 'below', 0.9],
    clear: 0.95,
    window: 7 * day,
    leastCases: 100,
    forMinutes: 5,
    keepMinutes: hour,
  }),
  audits_late: preset({
    name: told`Audits are overdue`,
    note: told`Until audits are answered nobody knows what automatic labels are worth.`,
    when: ['audits_overdue', 'above', 20],
    clear: 10,
    forMinutes: hour,
    keepMinutes: 15,
  }),
  certificate_lapsed: preset({
    name: told`A certificate has lapsed`,
    note: told`The page Evidence says why, and what is certified today.`,
    when: ['certificates_lapsed', 'above', 0],
    clear: 0,
    forMinutes: 5,
    keepMinutes: 5,
  }),
  inputs_drift: preset({
    name: told`What comes in has drifted`,
    note: told`Monitoring says what moved, since when, which items did, and whether people still agree with the model.`,
    when: ['drifting', 'above', 0],
    clear: 0,
    forMinutes: 5,
    keepMinutes: hour,
  }),
  step_silent: preset({
    name: told`A step is not heard from`,
    note: told`Items come in, and nothing is said of a step of the pipeline. Does it run, and is it submitted?`,
    when: ['steps_silent', 'above', 0],
    clear: 0,
    forMinutes: 5,
    keepMinutes: 5,
  }),
  step_failing: preset({
    name: told`A step fails often`,
    note: told`The pipeline on the page Monitoring says which; its items say why.`,
    when: ['step_failures', 'above', failingFrom],
    clear: failingFrom / 2,
    window: hour,
    leastCases: fewestRuns,
    forMinutes: 5,
    keepMinutes: 15,
  }),
  shadow_silent: preset({
    name: told`The candidate in shadow gets nothing`,
    note: told`Does its service ask for the assignment, or send its predictions beside those of live?`,
    when: ['shadow_coverage', 'below', 0.5],
    clear: 0.8,
    window: hour,
    leastCases: 50,
    forMinutes: 15,
    keepMinutes: 15,
    mutedBy: ['no_submissions'],
  }),
  callbacks_late: preset({
    name: told`Callbacks are late`,
    note: told`An endpoint does not answer, or refuses what it is sent.`,
    when: ['outbox_lag', 'above', 3_600],
    clear: 300,
    forMinutes: 10,
    keepMinutes: 5,
  }),
  callbacks_lost: preset({
    name: told`Callbacks were given up`,
    note: told`Replay what failed once the endpoint answers again.`,
    when: ['deliveries_failed', 'above', 0],
    clear: 0,
    forMinutes: 0,
    keepMinutes: 0,
  }),
  server_late: preset({
    name: told`The server is late`,
    note: told`Is the machine too small, or busy with something else? Admins see more on the page System.`,
    when: ['event_loop_delay', 'above', 250],
    clear: 100,
    window: 15,
    forMinutes: 5,
    keepMinutes: 15,
  }),
};
