import { proportionOf } from '../../contract/proportion.ts';
import type { GoldScore } from '../../domain/gold.ts';
import type { InspectorGold } from './contract.ts';

/** How each inspector does where the answer is known, by name. */
export const goldByInspector = (
  scores: readonly (GoldScore & { userId: string })[],
  pauses: readonly { userId: string; pausedAt: number }[],
  named: (id: string) => InspectorGold['inspector'],
): InspectorGold[] => {
  const pausedAt = new Map(pauses.map((pause) => [pause.userId, pause.pausedAt]));
  const scored = new Map(scores.map((score) => [score.userId, score]));
  return [...new Set([...scored.keys(), ...pausedAt.keys()])]
    .map((userId) => {
      const { right, answers } = scored.get(userId) ?? { right: 0, answers: 0 };
      const since = pausedAt.get(userId);
      return {
        inspector: named(userId),
        right: proportionOf(right, answers),
        pausedSince: since === undefined ? null : new Date(since).toISOString(),
      };
    })
    .toSorted((a, b) => a.inspector.name.localeCompare(b.inspector.name));
};
