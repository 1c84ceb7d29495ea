import type { Transaction } from '../../../db/database.ts';
import type { DecisionInPlace } from '../../../db/queries/decisions.ts';
import { latestEstimate } from '../../../db/queries/posteriors.ts';
import { hasClasses } from '../../domain/label-schema.ts';
import { settledByWeight } from '../../domain/weighing.ts';
import type { Json } from '../../domain/words.ts';
import type { ProjectState } from '../../http/handler.ts';

/** What differing answers were settled to, by which estimate, and how probable that made it. */
export type SettledByEstimate = { value: Json; estimateId: string; posterior: number };

/** Estimates are made of answers that nobody had helped; a change of such an answer is weighed like the first. */
const isWeighable = ({ arm, independent, revises }: DecisionInPlace): boolean =>
  arm === 'blind' && (independent || revises !== null);

/** Settles differing answers by the project's latest estimate, where the project wants that and the estimate can; else null. */
export const weighAnswers = async (
  tx: Transaction,
  { id, schema, resolution, posteriorAtLeast }: ProjectState,
  answers: readonly DecisionInPlace[],
): Promise<SettledByEstimate | null> => {
  if (!hasClasses(schema) || resolution !== 'posterior' || !answers.every(isWeighable)) return null;
  const estimate = await latestEstimate(tx, id);
  const found = estimate && settledByWeight(estimate.result, answers, posteriorAtLeast);
  return found && { value: found.value, estimateId: estimate.id, posterior: found.share };
};
