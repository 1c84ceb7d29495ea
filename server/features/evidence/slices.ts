import { setImmediate as nextTask } from 'node:timers/promises';
import {
  comparedAnswers,
  type AnswerPlace,
  type ComparedAnswer,
} from '../../../db/queries/compared-answers.ts';
import { proportionOf } from '../../contract/proportion.ts';
import { evidenceBases, type EvidenceBasis } from '../../domain/evidence.ts';
import { slicesOf, type SlicedBy } from '../../domain/slices.ts';
import { weakSlices } from '../../domain/weak-slices.ts';
import type { Handler, Services } from '../../http/handler.ts';
import type { evidenceContract, EvidenceSlice } from './contract.ts';
import { modelShown } from '../../http/model-shown.ts';

/** Answers that are looked at, at most. */
const mostAnswers = 10_000;

/** Of so many of the latest it is told what they can be sliced by. */
const mostForChoices = 400;

/** Answers read at a time; between two lots other requests have their turn. */
const lot = 200;

const readLatest = async (
  { db }: Services,
  modelVersionId: string,
  { withInputs, most }: { withInputs: boolean; most: number },
  signal: AbortSignal,
): Promise<ComparedAnswer[]> => {
  const found: ComparedAnswer[] = [];
  let last: AnswerPlace | null = null;
  while (found.length < most) {
    const next: ComparedAnswer[] = await db.read((q) =>
      comparedAnswers(q, modelVersionId, withInputs, last, lot),
    );
    found.push(...next);
    last = next.at(-1) ?? null;
    if (next.length < lot) break;
    await nextTask(undefined, { signal });
  }
  return found;
};

/** What people could be shown answers by, the inputs in the order of their names. */
const choicesOf = (answers: readonly ComparedAnswer[]) => ({
  rules: answers.some(({ rule }) => rule !== null),
  inputs: [...new Set(answers.flatMap(({ inputs }) => Object.keys(inputs ?? {})))].toSorted(),
});

/** What an answer is sliced by; an input may have any name, so that only its own is looked at. */
const slicedBy = (by: string): ((answer: ComparedAnswer) => SlicedBy) => {
  if (by === 'rule') return ({ rule }) => rule;
  const name = by.slice('input:'.length);
  return ({ inputs }) => (inputs && Object.hasOwn(inputs, name) ? (inputs[name] ?? null) : null);
};

/**
 * Agreement of each slice, apart for each way of asking. With the suggestion in sight agreement is partly its echo, so
 * that no slice is called weak by that.
 */
const agreementBy = (answers: readonly ComparedAnswer[], by: string): EvidenceSlice[] => {
  const slices = slicesOf(answers, slicedBy(by));
  const of = (basis: EvidenceBasis) => {
    const counts = slices.map(({ answers: own }) => {
      const asked = own.filter((answer) => answer.basis === basis);
      return { k: asked.filter(({ agreed }) => agreed).length, n: asked.length };
    });
    const weak = basis === 'assisted' ? [] : weakSlices(counts);
    return counts.map(({ k, n }, i) => ({ ...proportionOf(k, n), isWeak: weak[i] ?? false }));
  };
  const byBasis = evidenceBases.map((basis) => [basis, of(basis)] as const);
  return slices.map(({ slice }, i) => ({
    slice,
    agreement: Object.fromEntries(
      byBasis.map(([basis, told]) => [basis, told[i]]),
    ) as EvidenceSlice['agreement'], // each is there
  }));
};

/**
 * Agreement by the values of one input, or by the rule that was applied. Inputs have names and values without bound, so
 * that nothing of this is counted as answers come in: it is worked out when asked for, from the latest answers.
 */
export const slices =
  (s: Services): Handler<(typeof evidenceContract)['slices']> =>
  async ({ project, query: { model, by = null }, signal }) => {
    const { shown } = await s.db.read((q) => modelShown(q, project.id, model));
    const read = (withInputs: boolean, most: number) =>
      shown ? readLatest(s, shown.id, { withInputs, most }, signal) : [];
    const latest = await read(true, mostForChoices);
    const answers = by === null ? [] : await read(by !== 'rule', mostAnswers);
    const oldest = answers.at(-1);
    return {
      model: shown?.model ?? null,
      choices: choicesOf(latest),
      by,
      mostAnswers,
      answers: answers.length,
      since: oldest ? new Date(oldest.createdAt).toISOString() : null,
      slices: by === null ? [] : agreementBy(answers, by),
    };
  };
