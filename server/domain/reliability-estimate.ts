import type { DawidSkene } from './statistics/dawid-skene.ts';
import { total } from './statistics/total.ts';
import type { Json } from './words.ts';

/** Where a run that estimates inspectors' reliability stands. */
export const estimateStates = ['running', 'done', 'cancelled', 'failed'] as const;

/** Inspectors that must have judged items together: with fewer, the answers do not say whose are right. */
export const fewestInspectors = 3;

/** Answers that a run reads, the newest; no more are kept of them than `mostCells` by the number of classes. */
export const mostRead = 500_000;
export const mostCells = 500_000;

/** Labels that an estimate doubts of which so many are told, the most doubtful. */
export const mostDoubts = 50;

/** What one inspector's answers are worth. */
export type InspectorEstimate = {
  userId: string;
  /** How many of their answers were used. */
  answers: number;
  /** The share of items they would judge rightly, in [0,1]. */
  accuracy: number;
  /** Of the items that truly are of a class, the share they answer so; shares below a thousandth are left out. */
  cells: { truth: Json; answer: Json; share: number }[];
};

/** What a run found. */
export type EstimateResult = {
  converged: boolean;
  /** The share of each class among the items. */
  prevalence: { value: Json; share: number }[];
  inspectors: InspectorEstimate[];
};

/** Answers as the estimation takes them: positions in these lists, three numbers an answer (item, inspector, class), the
 * items one after another. */
export type EstimateInput = { users: string[]; classes: string[]; items: number; ratings: Int32Array };

const round = (share: number): number => Math.round(share * 1e6) / 1e6;

/** The estimate in the words of the project. */
export const resultOf = (
  { users, classes, ratings }: EstimateInput,
  { converged, prevalence, confusion }: DawidSkene,
): EstimateResult => {
  const values = classes.map((text) => JSON.parse(text) as Json); // written from JSON
  const answers = users.map(() => 0);
  for (let at = 1; at < ratings.length; at += 3) {
    const user = ratings[at] ?? 0;
    answers[user] = (answers[user] ?? 0) + 1;
  }
  const inspectors = users.map((userId, user) => {
    const rows = confusion[user] ?? [];
    const known = rows.map((row, c) => ({
      share: row === null ? 0 : (prevalence[c] ?? 0),
      right: row?.[c] ?? 0,
    }));
    return {
      userId,
      answers: answers[user] ?? 0,
      accuracy: round(
        total(known.map(({ share, right }) => share * right)) / total(known.map(({ share }) => share)),
      ),
      cells: rows.flatMap((row, truth) =>
        (row ?? []).flatMap((share, answer) =>
          share < 0.001
            ? []
            : [{ truth: values[truth] ?? null, answer: values[answer] ?? null, share: round(share) }],
        ),
      ),
    };
  });
  return {
    converged,
    prevalence: values.map((value, c) => ({ value, share: round(prevalence[c] ?? 0) })),
    inspectors,
  };
};
