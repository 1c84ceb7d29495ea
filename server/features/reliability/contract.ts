import { z } from 'zod';
import { bias } from '../../contract/automation-bias.ts';
import { classShare } from '../../contract/class-share.ts';
import { proportion } from '../../contract/proportion.ts';
import { defineContract } from '../../contract/route.ts';
import { id, instant, json, slug } from '../../contract/values.ts';
import { estimateStates, mostDoubts } from '../../domain/reliability-estimate.ts';
import { arms, labelSources } from '../../domain/words.ts';

const inProject = z.strictObject({ project: slug });

/** A coefficient in [−1,1] with its 95 % interval; null: not defined. */
const coefficient = z.strictObject({ value: z.number(), low: z.number(), high: z.number() }).nullable();
export type Coefficient = z.infer<typeof coefficient>;

/** How far those agree who judged the same items in one way: with the suggestion in sight, or without it. */
const agreement = z.strictObject({
  /** Items that several inspectors judged, their independent answers, and who gave them. */
  items: z.number().int(),
  answers: z.number().int(),
  inspectors: z.number().int(),
  /** Krippendorff's alpha for values that are equal or not. */
  alpha: coefficient,
});
export type Agreement = z.infer<typeof agreement>;

/** How alike answers to the same items are that are no classes. */
const alike = {
  /** Items that several inspectors judged, and their independent answers. */
  items: z.number().int(),
  answers: z.number().int(),
  /** The mean over the items of how alike their answers are, from 0 to 1, as the label kind compares them. */
  agreement: coefficient,
  /** Krippendorff's alpha by the kind's own distance: squared for numbers, else 1 less how alike. */
  alpha: coefficient,
};
const likeness = z.strictObject({
  ...alike,
  /** The same of each field of a form. */
  fields: z.array(z.strictObject({ name: z.string(), title: z.string(), ...alike })),
});
export type Likeness = z.infer<typeof likeness>;

/** A run that estimates what inspectors' answers are worth, by Dawid and Skene. */
const run = z.strictObject({
  id,
  state: z.enum(estimateStates),
  startedBy: z.string(),
  startedAt: instant,
  finishedAt: instant.nullable(),
  /** The label schema that was in force when it was started. */
  schemaRevision: z.number().int(),
  /** Answers read so far; those of them on items that several inspectors judged; and those items. */
  read: z.number().int(),
  answers: z.number().int(),
  items: z.number().int(),
  iterations: z.number().int(),
  /** Natural, over all answers; null before the first iteration. */
  logLikelihood: z.number().nullable(),
  /** Why it failed; null where it did not. */
  failure: z.string().nullable(),
});
export type EstimateRun = z.infer<typeof run>;

/** What the latest run that was done has found of the project. */
const estimate = z.strictObject({
  run,
  converged: z.boolean(),
  inspectors: z.number().int(),
  prevalence: z.array(z.strictObject({ value: json, share: z.number() })),
});
export type Estimate = z.infer<typeof estimate>;

export const reliability = z.strictObject({
  /** Never pooled: who saw the same suggestion agrees the more for it. */
  agreement: z.record(z.enum(arms), agreement),
  /** Where answers are no classes, how alike the newest are; null: they are classes. */
  likeness: z.record(z.enum(arms), likeness).nullable(),
  /** How many inspectors must have judged items together, blind, before a run can be started. */
  fewestInspectors: z.number().int(),
  /** The newest answers that a run reads, at most, and how many of them by the number of classes it keeps. */
  mostRead: z.number().int(),
  mostCells: z.number().int(),
  /** The latest run, whatever became of it; null: none was started. */
  run: run.nullable(),
  estimate: estimate.nullable(),
});
export type Reliability = z.infer<typeof reliability>;

const person = z.strictObject({ id, name: z.string() });

const inspector = z.strictObject({
  inspector: person,
  /** Of the items whose disagreement a lead has settled, how often they had given the label that came of it. */
  settled: z.record(z.enum(arms), proportion),
  /** From the latest run that was done; null: it knows no answer of theirs. */
  estimate: z
    .strictObject({
      answers: z.number().int(),
      /** The share of the project's items that they would judge rightly. */
      accuracy: z.number(),
      /** Of the items that truly are of a class, the share they answer so; shares below a thousandth are left out. */
      cells: z.array(z.strictObject({ truth: json, answer: json, share: z.number() })),
    })
    .nullable(),
});
export type InspectorReliability = z.infer<typeof inspector>;

const pair = z.strictObject({
  first: person,
  second: person,
  /** Over the items that both have judged. */
  arms: z.record(z.enum(arms), z.strictObject({ agreement: proportion, kappa: coefficient })),
});
export type Pair = z.infer<typeof pair>;

/** How alike the answers of two inspectors are that are no classes, over the newest items that both have judged. */
const alikePair = z.strictObject({
  first: person,
  second: person,
  arms: z.record(z.enum(arms), z.strictObject({ items: z.number().int(), agreement: coefficient })),
});
export type AlikePair = z.infer<typeof alikePair>;

/** What seeing the suggestion changes in one inspector's answers. */
const inspectorBias = bias.extend({ inspector: person });
export type InspectorBias = z.infer<typeof inspectorBias>;

/** How an inspector does at items whose answer is known, whether or not the suggestion was in sight. */
const inspectorGold = z.strictObject({
  inspector: person,
  right: proportion,
  /** Since when they are paused for it; null: they are not. */
  pausedSince: instant.nullable(),
});
export type InspectorGold = z.infer<typeof inspectorGold>;

/** A label that is probably wrong, by the latest estimate. */
const doubted = z.strictObject({
  itemId: id,
  key: z.string(),
  label: z.strictObject({ value: json, source: z.enum(labelSources) }),
  /** The likeliest class first; shares below a thousandth are left out. */
  shares: z.array(classShare),
  /** The probability that the label is wrong. */
  doubt: z.number(),
});
export type DoubtedLabel = z.infer<typeof doubted>;

export const reliabilityContract = defineContract({
  get: {
    method: 'get',
    path: '/projects/:project/reliability',
    summary: 'How far inspectors agree with one another, and what their answers are estimated to be worth',
    access: 'evidence.read',
    params: inProject,
    reply: reliability,
    errors: [],
  },
  inspectors: {
    method: 'get',
    path: '/projects/:project/reliability/inspectors',
    summary: 'The same by name: each inspector, each pair of them, and what seeing the suggestion changes',
    access: 'inspectors.read',
    params: inProject,
    reply: z.strictObject({
      inspectors: z.array(inspector),
      pairs: z.array(pair),
      /** Instead of these where answers are no classes; who agree least come first. */
      alike: z.array(alikePair),
      bias: z.array(inspectorBias),
      /** How each does at gold items: everybody who answered one, and whoever is paused. */
      gold: z.array(inspectorGold),
    }),
    errors: [],
  },
  doubts: {
    method: 'get',
    path: '/projects/:project/reliability/doubts',
    summary: `The ${mostDoubts} labels that the latest estimate doubts most, of those that it makes rather wrong than right`,
    access: 'estimates.run',
    params: inProject,
    reply: z.strictObject({ labels: z.array(doubted) }),
    errors: [],
  },
  start: {
    method: 'post',
    path: '/projects/:project/reliability/estimates',
    summary: 'Estimate what each inspector’s answers are worth; one run at a time',
    access: 'estimates.run',
    params: inProject,
    reply: run,
    status: 201,
    errors: ['conflict'],
  },
  cancel: {
    method: 'post',
    path: '/projects/:project/reliability/estimates/:id/cancel',
    summary: 'Cancel a run; one that has ended stays as it is',
    access: 'estimates.run',
    params: inProject.extend({ id }),
    reply: run,
    errors: ['not_found'],
  },
});
