import { proportionOf, type Proportion } from '../../contract/proportion.ts';
import type { EstimateResult } from '../../domain/reliability-estimate.ts';
import type { PairCell, SettledCell } from '../../domain/reliability.ts';
import { cohenKappa } from '../../domain/statistics/kappa.ts';
import { arms, type Arm } from '../../domain/words.ts';
import type { Coefficient, InspectorReliability, Pair } from './contract.ts';

type Named = { id: string; name: string };

const count = <T extends { n: number }>(cells: readonly T[], test: (cell: T) => boolean): number =>
  cells.reduce((sum, cell) => sum + (test(cell) ? cell.n : 0), 0);

const byArm = <T>(of: (arm: Arm) => T): Record<Arm, T> =>
  Object.fromEntries(arms.map((arm) => [arm, of(arm)])) as Record<Arm, T>; // each is there

const kappaOf = (cells: readonly PairCell[]): Coefficient => {
  const values = [...new Set(cells.flatMap(({ firstValue, secondValue }) => [firstValue, secondValue]))];
  const counts = values.map((first) =>
    values.map((second) =>
      count(cells, ({ firstValue, secondValue }) => firstValue === first && secondValue === second),
    ),
  );
  const { kappa, low, high } = cohenKappa(counts);
  return kappa === null ? null : { value: kappa, low, high };
};

const agreementIn = (cells: readonly PairCell[]): Proportion =>
  proportionOf(
    count(cells, ({ firstValue, secondValue }) => firstValue === secondValue),
    count(cells, () => true),
  );

/** Each two inspectors who have judged items together; who share the most comes first. */
export const pairsOf = (cells: readonly PairCell[], named: (id: string) => Named): Pair[] => {
  const groups = Map.groupBy(cells, ({ firstUserId, secondUserId }) => `${firstUserId} ${secondUserId}`);
  const shared = (pair: Pair): number => pair.arms.blind.agreement.n + pair.arms.assisted.agreement.n;
  return [...groups]
    .map(([ids, group]): Pair => {
      const [first = '', second = ''] = ids.split(' ');
      const of = (arm: Arm) => group.filter((cell) => cell.arm === arm);
      return {
        first: named(first),
        second: named(second),
        arms: byArm((arm) => ({ agreement: agreementIn(of(arm)), kappa: kappaOf(of(arm)) })),
      };
    })
    .toSorted((a, b) => shared(b) - shared(a) || (a.first.id < b.first.id ? -1 : 1));
};

/** Each of these inspectors, by name. */
export const inspectorsOf = (
  people: readonly Named[],
  settled: readonly SettledCell[],
  estimate: EstimateResult | null,
): InspectorReliability[] => {
  const estimates = new Map(
    estimate?.inspectors.map(({ userId, answers, accuracy, cells }) => [
      userId,
      { answers, accuracy, cells },
    ]),
  );
  const settledBy = Map.groupBy(settled, ({ userId }) => userId);
  return people
    .map((inspector) => {
      const own = settledBy.get(inspector.id) ?? [];
      return {
        inspector,
        settled: byArm((arm) =>
          proportionOf(
            count(own, (cell) => cell.arm === arm && cell.answer === cell.label),
            count(own, (cell) => cell.arm === arm),
          ),
        ),
        estimate: estimates.get(inspector.id) ?? null,
      };
    })
    .toSorted((a, b) => a.inspector.name.localeCompare(b.inspector.name));
};
