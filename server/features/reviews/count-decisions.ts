import { AppError } from '../../errors.ts';
import type { DecisionKind, DecisionStanding } from '../../domain/words.ts';
import type { Services } from '../../http/handler.ts';

type Made = { standing: DecisionStanding; repeated: boolean };

const saysLate = (error: unknown): boolean =>
  error instanceof AppError && (error.code === 'lease_lost' || error.code === 'review_closed');

/** Counts a decision once it is kept, and one that came after its lease was lost, whether it was kept or refused. */
export const createDecisionCounter =
  (metrics: Services['metrics']) =>
  async <T extends Made>(kind: DecisionKind | 'change' | 'question', decision: Promise<T>): Promise<T> => {
    try {
      const made = await decision;
      if (made.repeated) return made;
      metrics.decisionMade(kind);
      if (kind !== 'change' && made.standing === 'opinion') metrics.decisionLate();
      return made;
    } catch (error) {
      if (saysLate(error)) metrics.decisionLate();
      throw error;
    }
  };
