import { eq, inArray } from 'drizzle-orm';
import { v7 } from 'uuid';
import { system } from '../../db/actor.ts';
import type { Transaction } from '../../db/database.ts';
import { insertEndpoint, type EndpointRow } from '../../db/queries/callbacks.ts';
import type { Tables } from '../../db/schema.ts';
import { dueTimes } from '../../server/domain/due.ts';
import { firstPolicy } from '../../server/domain/policy.ts';
import type { Json, LabelSource } from '../../server/domain/words.ts';

type Row<T extends keyof Tables> = Tables[T]['$inferInsert'];
const author = { kind: 'system', id: null, name: 'test' } as const;

/** When the rows of these tests were made, unless they say so. */
export const noon = Date.UTC(2026, 0, 1, 12);

/** A project of images with the classes "ok" and "scratched" and one model version, `eye@1`. */
export const givenProject = async (
  tx: Transaction,
  slug = 'phones',
): Promise<{ id: string; modelVersionId: string }> => {
  const { projects, projectSequences, schemaRevisions, policies, modelVersions } = tx.tables;
  const id = v7();
  const modelVersionId = v7();
  const classOf = (name: string) => ({ name, title: name, color: '#1c7ed6', key: null, retired: false });
  const schema = { kind: 'choice' as const, classes: [classOf('ok'), classOf('scratched')] };
  await tx.db.insert(projects).values({
    id,
    slug,
    name: slug,
    question: 'Scratched?',
    itemKind: 'image',
    instructions: '',
    seed: 'seed',
    leaseSeconds: 120,
    auditDueHours: 72,
    schemaRevision: 1,
    policyRevision: 1,
    createdAt: noon,
  });
  await tx.db.insert(projectSequences).values({ projectId: id, labelSeq: 0, exportedThrough: 0 });
  await tx.db
    .insert(schemaRevisions)
    .values({ projectId: id, revision: 1, schema, note: '', author, createdAt: noon });
  await tx.db
    .insert(policies)
    .values({ projectId: id, revision: 1, policy: firstPolicy, note: '', author, createdAt: noon });
  await tx.db
    .insert(modelVersions)
    .values({ id: modelVersionId, projectId: id, model: 'eye@1', description: '', registeredAt: noon });
  return { id, modelVersionId };
};

/** A person with a role nowhere. */
export const givenPerson = async (tx: Transaction, name: string): Promise<string> => {
  const id = v7();
  const email = `${name.toLowerCase()}@example.com`;
  await tx.db.insert(tx.tables.users).values({ id, email, name, isAdmin: false, createdAt: noon });
  return id;
};

/** An endpoint that asks to be told of new labels, unless it says otherwise; gives its id. */
export const givenEndpoint = async (
  tx: Transaction,
  projectId: string,
  more: Partial<EndpointRow> = {},
): Promise<string> => {
  const id = v7();
  await insertEndpoint(tx, {
    id,
    projectId,
    url: 'https://hook.example',
    description: '',
    events: ['label.created'],
    secrets: [],
    createdBy: system,
    createdAt: noon,
    disabledAt: null,
    disabledReason: null,
    removedAt: null,
    failingSince: null,
    lastSuccessAt: null,
    pausedUntil: null,
    pauses: 0,
    ...more,
  });
  return id;
};

/** What an item of a test is, where it differs from one accepted automatically as "ok" with confidence 0.99. */
export type GivenItem = {
  key: string;
  modelValue?: Json;
  confidence?: number | null;
  item?: Partial<Row<'items'>>;
  payload?: Partial<Row<'payloads'>>;
  routing?: Partial<Row<'routings'>>;
  /** The label in force; none where it is null. */
  label?: (Partial<Row<'labels'>> & { value: Json; source: LabelSource }) | null;
  reviews?: Partial<Row<'reviews'>>[];
};

/** Writes an item with its prediction, routing, reviews and label; its labels take the project's next positions. */
export const givenItems = async (
  tx: Transaction,
  project: { id: string; modelVersionId: string },
  given: GivenItem[],
): Promise<{ itemId: string; reviewIds: string[]; labelId: string | null }[]> => {
  const { items, payloads, predictions, routings, labels, reviews, projectSequences } = tx.tables;
  const projectId = project.id;
  const [sequence] = await tx.db
    .select()
    .from(projectSequences)
    .where(eq(projectSequences.projectId, projectId));
  let seq = sequence?.labelSeq ?? 0;
  const rows = given.map((g) => {
    const { key, modelValue = 'ok', confidence = 0.99 } = g;
    const ids = { itemId: v7(), predictionId: v7(), routingId: v7() };
    const label = g.label === undefined ? { value: modelValue, source: 'auto' as const } : g.label;
    const item = {
      id: ids.itemId,
      projectId,
      key,
      contentHash: 'hash',
      status: label
        ? label.source === 'auto'
          ? ('accepted' as const)
          : ('labelled' as const)
        : ('in_review' as const),
      destination: label?.source === 'auto' ? ('auto' as const) : ('review' as const),
      modelVersionId: project.modelVersionId,
      modelValue,
      confidence,
      labelValue: label?.value ?? null,
      labelSource: label?.source ?? null,
      receivedAt: noon,
      ...g.item,
    };
    const routing = {
      id: ids.routingId,
      projectId,
      itemId: ids.itemId,
      predictionId: ids.predictionId,
      destination: item.destination,
      reasons: ['degree' as const],
      rule: null,
      threshold: null,
      reviewProbability: item.destination === 'auto' ? 0.05 : 1,
      arm: null,
      priority: 0,
      inspectors: 0,
      policyRevision: 1,
      schemaRevision: 1,
      epoch: 0,
      createdAt: noon,
      ...g.routing,
    };
    const labelRow = label && {
      id: v7(),
      projectId,
      itemId: ids.itemId,
      seq: (seq += 1),
      decisionIds: [],
      inspectors: label.source === 'auto' ? 0 : 1,
      agreed: label.value === modelValue,
      predictionId: ids.predictionId,
      routingId: ids.routingId,
      policyRevision: 1,
      schemaRevision: 1,
      decidedAt: noon,
      ...label,
    };
    const reviewRows = (g.reviews ?? []).map((review) => ({
      id: v7(),
      projectId,
      itemId: ids.itemId,
      routingId: ids.routingId,
      purpose: item.destination === 'auto' ? ('audit' as const) : ('review' as const),
      audience: 'inspector' as const,
      state: 'open' as const,
      arm: 'blind' as const,
      lane: '',
      negPriority: 0,
      createdAt: noon,
      ...dueTimes(null, noon),
      token: 0,
      goldGiven: false,
      ...review,
    }));
    return { g, ids, item, routing, labelRow, reviewRows };
  });
  await tx.insertMany(
    items,
    rows.map((r) => r.item),
  );
  await tx.insertMany(
    payloads,
    rows.map(({ g, ids }) => ({
      itemId: ids.itemId,
      payload: { image: { url: `https://example.com/${encodeURIComponent(g.key)}.png` } },
      inputs: { brightness: 0.5 },
      priority: 0,
      occurredAt: null,
      ...g.payload,
    })),
  );
  await tx.insertMany(
    predictions,
    rows.map(({ ids, item }) => ({
      id: ids.predictionId,
      itemId: ids.itemId,
      modelVersionId: item.modelVersionId,
      value: item.modelValue,
      confidence: item.confidence,
      calibrated: null,
      calibrator: 0,
      scores: null,
      latencyMs: null,
      receivedAt: noon,
    })),
  );
  await tx.insertMany(
    routings,
    rows.map((r) => r.routing),
  );
  await tx.insertMany(
    reviews,
    rows.flatMap((r) => r.reviewRows),
  );
  await tx.insertMany(
    labels,
    rows.flatMap((r) => r.labelRow ?? []),
  );
  await tx.db
    .update(projectSequences)
    .set({ labelSeq: seq })
    .where(eq(projectSequences.projectId, projectId));
  return rows.map(({ ids, labelRow, reviewRows }) => ({
    itemId: ids.itemId,
    reviewIds: reviewRows.map((r) => r.id),
    labelId: labelRow?.id ?? null,
  }));
};

/** An answer of a person to a review, as it is kept; reviews and labels stay as they are. */
export const givenAnswer = async (
  tx: Transaction,
  project: { id: string },
  answer: Pick<Row<'decisions'>, 'itemId' | 'reviewId' | 'userId' | 'value'> & Partial<Row<'decisions'>>,
): Promise<string> => {
  const row = {
    id: v7(),
    projectId: project.id,
    kind: 'answer' as const,
    standing: 'standing' as const,
    arm: 'blind' as const,
    suggestionShown: false,
    schemaRevision: 1,
    contentHash: 'hash',
    createdAt: noon,
    ...answer,
  };
  await tx.db.insert(tx.tables.decisions).values(row);
  return row.id;
};

/** Puts another label in the place of each of these that were superseded, at positions from `seq` on. */
export const givenSuccessors = async (
  tx: Transaction,
  labelIds: readonly (string | null | undefined)[],
  seq: number,
  value: Json,
): Promise<void> => {
  const { labels } = tx.tables;
  const old = await tx.db
    .select()
    .from(labels)
    .where(
      inArray(
        labels.id,
        labelIds.filter((id) => typeof id === 'string'),
      ),
    );
  await tx.insertMany(
    labels,
    old.map((label, i) => ({
      ...label,
      id: v7(),
      seq: seq + i,
      value,
      source: 'human' as const,
      supersededAt: null,
    })),
  );
};
