import type { ModelEvidence } from '../../../db/queries/evidence.ts';
import { proportionOf } from '../../contract/proportion.ts';
import { evidenceBases, type EvidenceBasis } from '../../domain/evidence.ts';
import { cohenKappa } from '../../domain/statistics/kappa.ts';
import type { Json } from '../../domain/words.ts';
import type { Comparison, Evidence } from './contract.ts';

type Answers = ModelEvidence['answers'];

/** How many there are in all of those that pass. */
export const count = <T extends { n: number }>(rows: readonly T[], test: (row: T) => boolean): number =>
  rows.reduce((sum, row) => sum + (test(row) ? row.n : 0), 0);

const valueOf = (text: string): Json => JSON.parse(text) as Json; // written from JSON

const kappaOf = (rows: Answers, values: readonly string[]): Comparison['kappa'] => {
  const counts = values.map((said) =>
    values.map((answer) => count(rows, (row) => row.modelValue === said && row.answer === answer)),
  );
  const { kappa, low, high } = cohenKappa(counts);
  return kappa === null ? null : { value: kappa, low, high };
};

const compare = (rows: Answers, byClass: boolean): Comparison => {
  const counted = byClass ? rows : [];
  const values = [...new Set(counted.flatMap(({ modelValue, answer }) => [modelValue, answer]))].toSorted();
  const all = count(rows, () => true);
  return {
    agreement: proportionOf(
      count(rows, ({ agreed }) => agreed),
      all,
    ),
    kappa: byClass ? kappaOf(rows, values) : null,
    cells: counted.map(({ modelValue, answer, n }) => ({
      model: valueOf(modelValue),
      answer: valueOf(answer),
      n,
    })),
    classes: values.map((value) => {
      const both = count(rows, (row) => row.modelValue === value && row.agreed);
      return {
        value: valueOf(value),
        precision: proportionOf(
          both,
          count(rows, (row) => row.modelValue === value),
        ),
        recall: proportionOf(
          both,
          count(rows, (row) => row.answer === value),
        ),
      };
    }),
  };
};

/** What people answered beside what the model said, for each way of asking them; by class where answers are classes. */
export const comparisons = (answers: Answers, byClass: boolean): Evidence['comparisons'] => {
  const of = (basis: EvidenceBasis): Comparison =>
    compare(
      answers.filter((row) => row.basis === basis),
      byClass,
    );
  return Object.fromEntries(evidenceBases.map((basis) => [basis, of(basis)])) as Evidence['comparisons']; // each is there
};
