import type { SharedAnswer } from '../../../db/queries/reliability.ts';
import type { LabelSchema } from '../../domain/label-schema.ts';
import { meanLikeness } from '../../domain/statistics/distance-alpha.ts';
import { arms, type Arm } from '../../domain/words.ts';
import { labelKindOf } from '../../kinds/registry.ts';
import type { AlikePair } from './contract.ts';

type Compared = { first: string; second: string; arm: Arm; likeness: number };

/** How alike each two answers to the same item are. */
const comparedIn = (schema: LabelSchema, arm: Arm, answers: readonly SharedAnswer[]): Compared[] => {
  const kind = labelKindOf(schema);
  return [...Map.groupBy(answers, ({ itemId }) => itemId).values()].flatMap((onItem) => {
    const sorted = onItem.toSorted((a, b) => (a.userId < b.userId ? -1 : 1));
    return sorted.flatMap((one, i) =>
      sorted.slice(i + 1).map((other) => ({
        first: one.userId,
        second: other.userId,
        arm,
        likeness: kind.compare(schema, one.value, other.value),
      })),
    );
  });
};

/** Those who agree least, where both were asked blind, come first; those of whom nothing is known last. */
const order = ({ arms: { blind } }: AlikePair): number => blind.agreement?.value ?? 2;

/** How alike the answers of each two inspectors are. */
export const alikePairs = (
  schema: LabelSchema,
  answers: Record<Arm, readonly SharedAnswer[]>,
  named: (id: string) => AlikePair['first'],
): AlikePair[] => {
  const compared = arms.flatMap((arm) => comparedIn(schema, arm, answers[arm]));
  const groups = Map.groupBy(compared, ({ first, second }) => `${first} ${second}`);
  return [...groups]
    .map(([ids, group]): AlikePair => {
      const [first = '', second = ''] = ids.split(' ');
      const of = (arm: Arm) => {
        const likenesses = group.filter((one) => one.arm === arm).map(({ likeness }) => likeness);
        return { items: likenesses.length, agreement: meanLikeness(likenesses) };
      };
      return {
        first: named(first),
        second: named(second),
        arms: { blind: of('blind'), assisted: of('assisted') },
      };
    })
    .toSorted((a, b) => order(a) - order(b) || (a.first.id < b.first.id ? -1 : 1));
};
