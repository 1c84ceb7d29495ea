import type { DecisionInPlace } from '../../../db/queries/decisions.ts';
import {
  cancelReview,
  openAdjudication,
  putLabel,
  routedPrediction,
  setItemStatus,
  type ReviewAtHand,
} from '../../../db/queries/settling.ts';
import type { Transaction } from '../../../db/database.ts';
import { labelEvidence } from '../../domain/evidence.ts';
import { resolve } from '../../domain/resolution.ts';
import type { ProjectState, Services } from '../../http/handler.ts';
import { labelKinds } from '../../kinds/registry.ts';
import { reliabilityCounts, waitingCount, type Counts } from './count-answer.ts';
import { labelEvent } from './label-event.ts';

const sameList = (a: string[], b: string[]): boolean =>
  a.length === b.length && a.every((x, i) => x === b[i]);

/** The answers that count, oldest first. */
const standingOnes = (decisions: readonly DecisionInPlace[]): DecisionInPlace[] =>
  decisions
    .filter(({ kind, standing }) => kind === 'answer' && standing === 'standing')
    .toSorted((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1));

/**
 * Brings an item's label, status and adjudication in line with the standing answers, in the transaction that changed
 * them. `atHand` is the review that was ended, as it was before, with its item, whose lock the caller holds; `before` and
 * `decisions` are all those on the item, as they were and as they are. `schemaRevision` is that of the answer that caused the change. Answers what the caller must
 * add to the counters.
 */
export const settle = async (
  tx: Transaction,
  services: Services,
  project: ProjectState,
  atHand: ReviewAtHand,
  before: readonly DecisionInPlace[],
  decisions: readonly DecisionInPlace[],
  schemaRevision: number,
): Promise<Counts[]> => {
  const now = services.now();
  const { same } = labelKinds[project.schema.kind];
  const { item, routing, prediction, label, adjudication, review } = atHand;
  const answers = standingOnes(decisions);
  const opinion = (a: DecisionInPlace) => ({ decisionId: a.id, value: a.value });
  const adjudicated = answers.find((a) => a.purpose === 'adjudication');
  const next = resolve(
    {
      automatic: item.destination === 'auto' ? prediction.value : undefined,
      asked: routing.inspectors,
      opinions: answers.filter((a) => a.purpose !== 'adjudication').map(opinion),
      adjudication: adjudicated ? opinion(adjudicated) : null,
    },
    same,
  );

  const counts = [reliabilityCounts({ decisions: before, label }, { decisions, label: next.label })];
  if (next.needsAdjudication && !adjudication) {
    await openAdjudication(tx, atHand, now);
    services.publish.queueChanged(tx, project, { negPriority: -routing.priority, createdAt: now });
    await services.outbox.write(tx, project, async () => [
      {
        type: 'review.requested',
        at: now,
        item,
        data: { ...(await routedPrediction(tx, routing.id)), purpose: 'adjudication', inspectors: 1 },
      },
    ]);
    counts.push(waitingCount('lead', 1));
  }
  const isWaiting = adjudication && adjudication.id !== review.id && adjudication.state !== 'done';
  if (!next.needsAdjudication && isWaiting) {
    await cancelReview(tx, adjudication.id, now);
    counts.push(waitingCount('lead', -1));
  }

  const unchanged = next.label
    ? label !== null &&
      label.source === next.label.source &&
      same(label.value, next.label.value) &&
      sameList(label.decisionIds, next.label.decisionIds)
    : label === null;
  if (unchanged) {
    if (item.status !== next.status) await setItemStatus(tx, item.id, next.status);
    return counts;
  }
  await services.outbox.write(tx, project, () => labelEvent(atHand, next.label, now));
  await putLabel(
    tx,
    atHand,
    next.status,
    next.label && {
      ...next.label,
      inspectors: answers.length,
      agreed: prediction.value === null ? null : same(next.label.value, prediction.value),
      policyRevision: routing.policyRevision,
      schemaRevision: next.label.source === 'auto' ? routing.schemaRevision : schemaRevision,
    },
    now,
  );
  const evidence = (of: typeof label | typeof next.label, sign: 1 | -1) =>
    labelEvidence(of, routing, prediction, of !== null && same(of.value, prediction.value), sign);
  const labels = [evidence(label, -1), evidence(next.label, 1)].filter((change) => change !== null);
  const { modelVersionId } = item;
  return [...counts, { labels: labels.map((change) => ({ ...change, modelVersionId })) }];
};
