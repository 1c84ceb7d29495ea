import { and, asc, desc, eq, gt, gte, lt, lte, not, or, sql, type SQL } from 'drizzle-orm';
import type { EvidenceBasis } from '../../server/domain/evidence.ts';
import type { Destination, ItemStatus, Json, LabelSource } from '../../server/domain/words.ts';
import type { Queryable } from '../database.ts';
import { clocksApart, idAt } from '../id-at.ts';
import { answeredAs } from './answered-as.ts';
import { shownWhenWithheld, type ItemReader } from './blind.ts';
import { answeredAsGold, hiddenFrom, isGivenGold, ownGold } from './gold-disguise.ts';

/** Which items are listed. Filters see what the reader sees: a withheld item is in review, has no label and no answer of a model. */
export type ItemFilter = {
  /** Keys that begin with this; the list is then in key order, else newest first. */
  keyPrefix?: string | undefined;
  status?: ItemStatus | undefined;
  destination?: Destination | undefined;
  source?: LabelSource | undefined;
  /** The class in force. */
  class?: string | undefined;
  /** The class that the model answered. */
  predicted?: string | undefined;
  /** How people were asked whose answer stands. */
  asked?: EvidenceBasis | undefined;
  model?: string | undefined;
  /** When they came in: from one moment up to another (epoch milliseconds). */
  from?: number | undefined;
  to?: number | undefined;
};

/** A stretch of a list in its order: after one place (exclusive) and up to another (inclusive); null: no bound. */
export type Stretch = { after: string | null; through: string | null };

/** The first text, bytewise, after all that begin with this one; null where there is none. */
const endOfPrefix = (prefix: string): string | null => {
  const points = Array.from(prefix, (c) => c.codePointAt(0) ?? 0);
  for (let last = points.pop(); last !== undefined; last = points.pop())
    if (last < 0x10_ff_ff) return String.fromCodePoint(...points, last === 0xd7_ff ? 0xe0_00 : last + 1);
  return null;
};

/** The items of a list within a stretch, before any other filter. */
const within = (
  q: Queryable,
  projectId: string,
  { keyPrefix: prefix, from, to }: ItemFilter,
  { after, through }: Stretch,
) => {
  const { items } = q.tables;
  const ofProject = eq(items.projectId, projectId);
  if (prefix === undefined)
    return and(
      ofProject,
      after === null ? undefined : lt(items.id, after),
      through === null ? undefined : gte(items.id, through),
      from === undefined ? undefined : gte(items.id, idAt(from - clocksApart)),
      to === undefined ? undefined : lt(items.id, idAt(to + clocksApart)),
    );
  const end = endOfPrefix(prefix);
  return and(
    ofProject,
    after === null ? gte(items.key, prefix) : gt(items.key, after),
    end === null ? undefined : lt(items.key, end),
    through === null ? undefined : lte(items.key, through),
  );
};

const orderOf = (q: Queryable, prefix: string | undefined): SQL =>
  prefix === undefined ? desc(q.tables.items.id) : asc(q.tables.items.key);

const matching = (q: Queryable, reader: ItemReader, f: ItemFilter): SQL | undefined => {
  const { items, modelVersions } = q.tables;
  const { judgeId } = reader;
  const withheld = hiddenFrom(q, reader);
  const shown = (condition: SQL) => (judgeId === null ? condition : and(condition, not(withheld)));
  const orWithheld = (condition: SQL) => (judgeId === null ? condition : or(condition, withheld));
  /** What is asked of a label: of an item that the reader answered as gold it is their answer (`own`: whether that fits). */
  const labelled = (condition: SQL, own: SQL) =>
    isGivenGold(reader) ? or(and(shown(condition), not(answeredAsGold(q, reader))), own) : shown(condition);
  const never = sql`false`;
  const status = f.status && eq(items.status, f.status);
  const destination = f.destination && eq(items.destination, f.destination);
  return and(
    f.model === undefined ? undefined : eq(modelVersions.model, f.model),
    f.from === undefined ? undefined : gte(items.receivedAt, f.from),
    f.to === undefined ? undefined : lt(items.receivedAt, f.to),
    status &&
      (f.status === 'in_review'
        ? orWithheld(status)
        : labelled(status, f.status === 'labelled' ? answeredAsGold(q, reader) : never)),
    destination &&
      (f.destination === 'review'
        ? or(orWithheld(destination), answeredAsGold(q, reader))
        : labelled(destination, never)),
    f.source &&
      labelled(eq(items.labelSource, f.source), f.source === 'human' ? answeredAsGold(q, reader) : never),
    f.class === undefined
      ? undefined
      : labelled(eq(items.labelValue, f.class), answeredAsGold(q, reader, f.class)),
    f.predicted === undefined ? undefined : shown(eq(items.modelValue, f.predicted)),
    f.asked && labelled(answeredAs(q, f.asked), never),
  );
};

/** Whether anything but the key is asked for, so that most items may not match. */
export const isSelective = ({ keyPrefix: _, ...filter }: ItemFilter): boolean =>
  Object.values(filter).some((value) => value !== undefined);

/** The place of the `size`th item after a place, whatever its content; null where there are fewer. */
export const placeAfter = async (
  q: Queryable,
  { projectId }: ItemReader,
  filter: ItemFilter,
  after: string | null,
  size: number,
): Promise<string | null> => {
  const { items } = q.tables;
  const [row] = await q.db
    .select({ place: filter.keyPrefix === undefined ? items.id : items.key })
    .from(items)
    .where(within(q, projectId, filter, { after, through: null }))
    .orderBy(orderOf(q, filter.keyPrefix))
    .limit(1)
    .offset(size - 1);
  return row?.place ?? null;
};

/** An item as lists show it. What is withheld is not in it. */
export type ListedItem = {
  id: string;
  key: string;
  payload: Json;
  status: ItemStatus;
  destination: Destination;
  model: string;
  modelValue: Json;
  confidence: number | null;
  label: { value: Json; source: LabelSource } | null;
  withheld: boolean;
  receivedAt: number;
};

/** The items of a stretch that match, in the list's order. */
export const listItems = async (
  q: Queryable,
  reader: ItemReader,
  filter: ItemFilter,
  stretch: Stretch,
  limit: number,
): Promise<ListedItem[]> => {
  const { projectId } = reader;
  const { items, payloads, modelVersions } = q.tables;
  const rows = await q.db
    .select({
      id: items.id,
      key: items.key,
      payload: payloads.payload,
      status: items.status,
      destination: items.destination,
      model: modelVersions.model,
      modelValue: items.modelValue,
      confidence: items.confidence,
      labelValue: items.labelValue,
      labelSource: items.labelSource,
      withheld: hiddenFrom(q, reader),
      receivedAt: items.receivedAt,
    })
    .from(items)
    .innerJoin(payloads, eq(payloads.itemId, items.id))
    .innerJoin(modelVersions, eq(modelVersions.id, items.modelVersionId))
    .where(and(within(q, projectId, filter, stretch), matching(q, reader, filter)))
    .orderBy(orderOf(q, filter.keyPrefix))
    .limit(limit);
  const own = await ownGold(
    q,
    reader,
    rows.map(({ id }) => id),
  );
  return rows.map(({ labelValue, labelSource, ...row }) => {
    if (row.withheld)
      return { ...row, ...shownWhenWithheld, label: null, modelValue: null, confidence: null };
    const answer = own.get(row.id);
    if (answer === undefined)
      return { ...row, label: labelSource && { value: labelValue, source: labelSource } };
    const shown = { ...row, destination: shownWhenWithheld.destination };
    return answer
      ? { ...shown, status: 'labelled', label: { value: answer.value, source: 'human' } }
      : { ...shown, status: shownWhenWithheld.status, label: null };
  });
};
