import { arms, type Arm, type Json, type LabelSource, type ReviewPurpose } from './words.ts';

/** A standing answer whose author knew of nobody else's. */
export type IndependentAnswer = { userId: string; arm: Arm; value: Json };

/** How often two inspectors gave these answers to the same items; the first is the one with the lower id. */
export type PairCell = {
  arm: Arm;
  firstUserId: string;
  secondUserId: string;
  firstValue: string;
  secondValue: string;
  n: number;
};

/** How many items got just these answers, whoever gave them: a sorted JSON list. */
export type PatternCell = { arm: Arm; pattern: string; n: number };

/** How often an inspector gave an answer where a lead, who settled the disagreement, gave the label. */
export type SettledCell = { userId: string; arm: Arm; answer: string; label: string; n: number };

/** What inspectors' answers say about one another. Those who saw the suggestion are told apart from those who did not. */
export type Reliability = { pairs: PairCell[]; patterns: PatternCell[]; settled: SettledCell[] };

/**
 * Whether the answer to this review is one of its own to a question that is open: whoever gives it is told of nobody's
 * opinion (a note to a lead may hold one as well), and the answer to a gold item is known.
 */
export const isJudgedAlone = (review: { purpose: ReviewPurpose; escalation: unknown }): boolean =>
  review.purpose !== 'adjudication' && review.purpose !== 'gold' && review.escalation === null;

/** Values are told apart as their JSON texts. */
const textOf = (value: Json): string => JSON.stringify(value);

/** Answers to one item, in whatever order they came, as one text. */
export const patternOf = (values: readonly string[]): string => `[${values.toSorted().join(',')}]`;

const pairsOf = (arm: Arm, answers: readonly IndependentAnswer[], n: number): PairCell[] => {
  const sorted = answers.toSorted((a, b) => (a.userId < b.userId ? -1 : 1));
  return sorted.flatMap((first, i) =>
    sorted.slice(i + 1).map((second) => ({
      arm,
      firstUserId: first.userId,
      secondUserId: second.userId,
      firstValue: textOf(first.value),
      secondValue: textOf(second.value),
      n,
    })),
  );
};

/** The independent answers on one item, and its label in force. */
export type Judged = {
  answers: readonly IndependentAnswer[];
  label: { value: Json; source: LabelSource } | null;
};

/** What one item adds to what is known (n = 1), or takes out again (n = −1). */
export const reliabilityOf = ({ answers, label }: Judged, n: 1 | -1): Reliability => {
  const shared = arms
    .map((arm) => ({ arm, answers: answers.filter((answer) => answer.arm === arm) }))
    .filter((group) => group.answers.length > 1);
  return {
    pairs: shared.flatMap((group) => pairsOf(group.arm, group.answers, n)),
    patterns: shared.map((group) => ({
      arm: group.arm,
      pattern: patternOf(group.answers.map(({ value }) => textOf(value))),
      n,
    })),
    settled:
      label?.source === 'adjudicated'
        ? answers.map(({ userId, arm, value }) => ({
            userId,
            arm,
            answer: textOf(value),
            label: textOf(label.value),
            n,
          }))
        : [],
  };
};
