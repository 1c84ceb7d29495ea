import { standingAnswers, setReview } from '../../../db/queries/decisions.ts';
import type { RollupChange } from '../../../db/queries/rollups.ts';
import { itemBasis, openAdjudication, putLabel, setItemStatus } from '../../../db/queries/settling.ts';
import type { Transaction } from '../../../db/database.ts';
import { resolve } from '../../domain/resolution.ts';
import type { ProjectState, Services } from '../../http/handler.ts';
import { labelKinds } from '../../kinds/registry.ts';
import { waitingCount } from './count-answer.ts';
import { labelEvent } from './label-event.ts';

const sameList = (a: string[], b: string[]): boolean =>
  a.length === b.length && a.every((x, i) => x === b[i]);

/**
 * Brings an item's label, status and adjudication in line with the standing answers, in the transaction that changed
 * them. The caller holds the item's lock. `schemaRevision` is that of the answer that caused the change. Answers what the
 * caller must add to the counters.
 */
export const settle = async (
  tx: Transaction,
  services: Services,
  project: ProjectState,
  itemId: string,
  schemaRevision: number,
): Promise<RollupChange[]> => {
  const now = services.now();
  const { same } = labelKinds[project.schema.kind];
  const basis = await itemBasis(tx, itemId);
  const { item, routing, prediction, label, adjudication } = basis;
  const answers = await standingAnswers(tx, itemId);
  const opinion = (a: { id: string; value: (typeof answers)[number]['value'] }) => ({
    decisionId: a.id,
    value: a.value,
  });
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

  const counts: RollupChange[] = [];
  if (next.needsAdjudication && !adjudication) {
    await openAdjudication(tx, basis, now);
    services.publish.queueChanged(tx, project, { negPriority: -routing.priority, createdAt: now });
    counts.push(waitingCount('lead', 1));
  }
  if (!next.needsAdjudication && adjudication && adjudication.state !== 'done') {
    await setReview(tx, adjudication.id, { state: 'cancelled', closedAt: now });
    counts.push(waitingCount('lead', -1));
  }

  const unchanged = next.label
    ? label !== null &&
      label.source === next.label.source &&
      same(label.value, next.label.value) &&
      sameList(label.decisionIds, next.label.decisionIds)
    : label === null;
  if (unchanged) {
    if (item.status !== next.status) await setItemStatus(tx, itemId, next.status);
    return counts;
  }
  await services.outbox.write(tx, project, () => labelEvent(basis, next.label, now));
  await putLabel(
    tx,
    basis,
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
  return counts;
};
