import type { Transaction } from '../../../db/database.ts';
import { recordAudit } from '../../../db/queries/audit.ts';
import type { DecisionRow } from '../../../db/queries/decisions.ts';
import { goldOf, goldScoreOf, pause, pausedSince, putGoldAnswer } from '../../../db/queries/gold.ts';
import { system } from '../../../db/actor.ts';
import type { ReviewAtHand } from '../../../db/queries/settling.ts';
import { isToBePaused } from '../../domain/gold.ts';
import type { ProjectState, Services } from '../../http/handler.ts';
import type { Person } from '../../http/principal.ts';
import { sameLabel } from '../../kinds/registry.ts';
import type { Counts } from './count-answer.ts';

/** Pauses an inspector where the project wants that of somebody who does so. */
const pauseWhereDue = async (
  tx: Transaction,
  services: Services,
  project: ProjectState,
  person: Person,
): Promise<void> => {
  const rule = { below: project.goldPauseBelow, after: project.goldPauseAfter };
  const score = await goldScoreOf(tx, project.id, person.id);
  if (!isToBePaused(score, rule) || (await pausedSince(tx, project.id, person.id)) !== null) return;
  const at = services.now();
  await pause(tx, project.id, person.id, at);
  await recordAudit(tx, {
    at,
    projectId: project.id,
    actor: system,
    action: 'inspector.paused',
    subject: person.name,
    before: null,
    after: { ...score, ...rule },
  });
  services.publish.alarmsChanged(tx, project);
};

const counted = ({ item: { modelVersionId } }: ReviewAtHand, answer: DecisionRow | null, n: 1 | -1) =>
  answer?.kind === 'answer' ? [{ metric: 'gold' as const, modelVersionId, at: answer.createdAt, n }] : [];

/**
 * Holds an answer to a gold item against what is known of it, in place of the one that it changes (null: none). It says
 * something of its inspector and nothing of the item: no label follows. An answer to what another escalated says nothing.
 */
export const scoreGold = async (
  tx: Transaction,
  services: Services,
  project: ProjectState,
  person: Person,
  atHand: ReviewAtHand,
  { before, after }: { before: DecisionRow | null; after: DecisionRow },
): Promise<Counts[]> => {
  const { review } = atHand;
  const gold = review.audience === 'inspector' ? await goldOf(tx, review.itemId) : null;
  if (gold) {
    await putGoldAnswer(tx, {
      itemId: review.itemId,
      userId: person.id,
      projectId: project.id,
      decisionId: after.id,
      value: after.value,
      isRight: sameLabel(project.schema, after.value, gold.value),
      answeredAt: before?.kind === 'answer' ? before.createdAt : after.createdAt,
    });
    await pauseWhereDue(tx, services, project, person);
  }
  return [{ rollups: [...counted(atHand, before, -1), ...counted(atHand, after, 1)] }];
};
