import type { z } from 'zod';
import {
  itemHistory,
  itemIdOf,
  type ItemHistory,
  type LabelInForce,
} from '../../../db/queries/item-history.ts';
import type { Queryable } from '../../../db/database.ts';
import { groupsOf } from '../../../db/queries/groups.ts';
import { membersOf } from '../../../db/queries/people.ts';
import type { ItemReader } from '../../../db/queries/blind.ts';
import { keptTeller } from '../../contract/kept-for.ts';
import { opinionNames } from '../../domain/opinion-names.ts';
import { AppError } from '../../errors.ts';
import type { Handler, ProjectState, Services } from '../../http/handler.ts';
import { may, type Principal } from '../../http/principal.ts';
import { readerOf } from '../../http/reader.ts';
import type { itemDetail, itemsContract } from './contract.ts';
import { told } from '../../domain/told.ts';

type Detail = z.output<typeof itemDetail>;

const instant = (ms: number): string => new Date(ms).toISOString();
const instantOrNull = (ms: number | null): string | null => (ms === null ? null : instant(ms));

/** A project has no item of this key. */
export const noSuchItem = (): AppError =>
  new AppError('not_found', { detail: told`this project has no item of this key` });

/** A label as replies carry it. */
export const labelReply = ({
  id,
  seq,
  value,
  source,
  decidedAt,
}: LabelInForce): NonNullable<Detail['label']> => ({
  id,
  seq,
  value,
  source,
  decidedAt: instant(decidedAt),
});

/** What stands for the name of whoever else had a part in an item whose opinions are not named. */
const unnamed = 'An inspector';

/**
 * How those who decided are called: by name, but for a reader who may judge in the project while a lead is yet to settle
 * what differs, unless the project names opinions. They are then called as at the desk.
 */
const namesIn = (
  h: ItemHistory,
  { seed, opinionsNamed }: Pick<ProjectState, 'seed' | 'opinionsNamed'>,
  { judgeId }: ItemReader,
): ((d: Pick<ItemHistory['decisions'][number], 'userId' | 'inspector'>) => string) => {
  const toSettle = h.reviews.filter(({ purpose }) => purpose === 'adjudication');
  const isWaiting = toSettle.some(({ state }) => state === 'open' || state === 'held');
  if (opinionsNamed || judgeId === null || !isWaiting) return ({ inspector }) => inspector;
  const opinions = h.decisions.filter(
    ({ kind, standing, reviewId }) =>
      kind === 'answer' && standing === 'standing' && !toSettle.some(({ id }) => id === reviewId),
  );
  const names = opinionNames(
    seed,
    h.id,
    opinions.map(({ userId }) => userId),
  );
  return ({ userId }) => names.get(userId) ?? unnamed;
};

type KeptTeller = ReturnType<typeof keptTeller>;

/** Tells leads whom reviews are for; null: this is nobody to be told. */
export const keptTellerFor = async (
  q: Queryable,
  principal: Principal,
  { id }: ProjectState,
): Promise<KeptTeller | null> =>
  may(principal, 'queue.manage', id)
    ? keptTeller({ groups: await groupsOf(q, id), people: await membersOf(q, id) })
    : null;

/** Everything known about an item as replies carry it to this reader; `keptOf` tells leads whom reviews are for. */
export const detailReply = (
  h: ItemHistory,
  project: ProjectState,
  reader: ItemReader,
  keptOf: KeptTeller | null,
): Detail => {
  const nameOf = namesIn(h, project, reader);
  const inForce = h.labels.find((label) => label.supersededAt === null);
  return {
    id: h.id,
    key: h.key,
    payload: h.payload,
    inputs: h.inputs,
    steps: h.steps ?? {},
    status: h.status,
    priority: h.priority,
    occurredAt: instantOrNull(h.occurredAt),
    receivedAt: instant(h.receivedAt),
    withheld: h.withheld,
    label: inForce ? labelReply(inForce) : null,
    predictions: h.predictions.map(({ itemId: _, modelVersionId: __, receivedAt, ...prediction }) => ({
      ...prediction,
      receivedAt: instant(receivedAt),
    })),
    routings: h.routings.map((r) => ({
      id: r.id,
      predictionId: r.predictionId,
      destination: r.destination,
      reasons: r.reasons,
      rule: r.rule,
      threshold: r.threshold,
      reviewProbability: r.reviewProbability,
      stratum: r.stratum,
      arm: r.arm,
      policyRevision: r.policyRevision,
      createdAt: instant(r.createdAt),
    })),
    reviews: h.reviews.map((r) => ({
      id: r.id,
      purpose: r.purpose,
      state: r.state,
      arm: r.arm,
      schemaRevision: r.schemaRevision,
      holder: r.holder,
      opened: keptOf && { audience: r.audience, ...keptOf(r), requeued: r.requeued },
      createdAt: instant(r.createdAt),
      dueAt: instantOrNull(r.dueAt),
      raisedAt: instantOrNull(r.raisedAt),
      closedAt: instantOrNull(r.closedAt),
    })),
    decisions: h.decisions.map((d) => ({
      id: d.id,
      reviewId: d.reviewId,
      inspector: nameOf(d),
      kind: d.kind,
      value: d.value,
      standing: d.standing,
      revises: d.revises,
      revision: d.revision,
      reason: d.reason,
      note: d.note,
      timeSpentMs: d.timeSpentMs,
      cells: d.cells,
      arm: d.arm,
      suggestionShown: d.suggestionShown,
      schemaRevision: d.schemaRevision,
      createdAt: instant(d.createdAt),
    })),
    labels: h.labels.map((l) => ({
      ...labelReply(l),
      decisionIds: l.decisionIds,
      predictionId: l.predictionId,
      routingId: l.routingId,
      policyRevision: l.policyRevision,
      schemaRevision: l.schemaRevision,
      estimate:
        l.estimateId === null || l.posterior === null
          ? null
          : { id: l.estimateId, estimatedAt: instant(l.estimatedAt ?? 0), posterior: l.posterior },
      supersededAt: instantOrNull(l.supersededAt),
    })),
    posterior: h.posterior && { ...h.posterior, estimatedAt: instant(h.posterior.estimatedAt) },
  };
};

/** Everything known about an item, blind rules kept. */
export const get =
  (s: Services): Handler<(typeof itemsContract)['get']> =>
  async ({ params, project, principal }) => {
    const reader = readerOf(principal, project.id);
    return s.db.read(async (q) => {
      const id = await itemIdOf(q, project.id, params.key);
      const history = id === null ? null : await itemHistory(q, reader, id);
      if (!history) throw noSuchItem();
      return detailReply(history, project, reader, await keptTellerFor(q, principal, project));
    });
  };
