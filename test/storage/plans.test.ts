import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Driver from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sqliteColumns } from '../../db/columns/sqlite.ts';
import { system } from '../../db/actor.ts';
import type { Builder, Database, Transaction } from '../../db/database.ts';
import { openDatabase } from '../../db/open.ts';
import { insertEndpoint } from '../../db/queries/callbacks.ts';
import { claimDeliveries, dueEndpoints } from '../../db/queries/callbacks-claims.ts';
import { deliveryOf, listDeliveries } from '../../db/queries/callbacks-deliveries.ts';
import { insertEvents } from '../../db/queries/callbacks-outbox.ts';
import { claimReviews, resumeHeld } from '../../db/queries/claims.ts';
import { comparedAnswers } from '../../db/queries/compared-answers.ts';
import { answersAt, itemsAt } from '../../db/queries/dataset-rows.ts';
import { drawsAfter, drawsBefore } from '../../db/queries/certification.ts';
import { blindAnswers } from '../../db/queries/estimates.ts';
import { claimGrid } from '../../db/queries/grid-claims.ts';
import { itemIdOf } from '../../db/queries/item-history.ts';
import { listItems } from '../../db/queries/items.ts';
import { lastSuccess } from '../../db/queries/jobs.ts';
import { labelsInForce } from '../../db/queries/labels.ts';
import { reopenExpired } from '../../db/queries/leases.ts';
import { doubtedLabels } from '../../db/queries/posteriors.ts';
import { endpointQueues, projectQueues } from '../../db/queries/monitoring.ts';
import { queueCounts } from '../../db/queries/overview.ts';
import { itemFurtherBack, routedItems } from '../../db/queries/routed-items.ts';
import { schemaOf } from '../../db/schema.ts';
import { givenItems, givenPerson, givenProject, noon } from '../support/rows.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'countersign-plans-'));
const file = path.join(folder, 'countersign.db');
let db: Database;
let driver: Driver.Database;
let tx: Transaction;
let projectId: string;
let userId: string;
let itemId: string;
const endpointId = 'endpoint';
let asked: { query: string; params: unknown[] }[];

/** Migrates a database, and opens it once more so that each statement the queries make is noted. */
beforeAll(async () => {
  db = await openDatabase(file);
  await db.write(async (writing) => {
    const project = await givenProject(writing);
    projectId = project.id;
    userId = await givenPerson(writing, 'Ada');
    const given = [{ key: 'a', label: null, reviews: [{}] }, { key: 'b' }];
    const [item] = await givenItems(writing, project, given);
    itemId = item?.itemId ?? '';
    await insertEndpoint(writing, {
      id: endpointId,
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
    });
    const event = { id: 'event', itemId, type: 'label.created' as const, body: '{}', createdAt: noon };
    await insertEvents(writing, projectId, [{ ...event, endpointIds: [endpointId] }], true);
  });
  driver = new Driver(file);
  const logger = { logQuery: (query: string, params: unknown[]) => void asked.push({ query, params }) };
  // As db/sqlite.ts has it: what comes at once is awaited all the same.
  const builder = drizzle({ client: driver, casing: 'snake_case', logger }) as unknown as Builder;
  tx = {
    db: builder,
    tables: schemaOf(sqliteColumns),
    dialect: db.dialect,
    run: (statement, params) => statement.build(tx).prepare().execute(params),
    insertMany: () => Promise.reject(new Error('only reads and claims are looked at')),
    lockRow: () => Promise.resolve(),
    afterCommit: () => undefined,
  };
});
afterAll(async () => {
  driver.close();
  await db.close();
  rmSync(folder, { recursive: true });
});

/** How SQLite goes about each statement that a query makes: the steps of its plan. */
const plansOf = async (query: () => Promise<unknown>): Promise<string[][]> => {
  asked = [];
  await query();
  const flat = (value: unknown) => (typeof value === 'boolean' ? Number(value) : value);
  return asked.map(({ query: text, params }) =>
    driver
      .prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${text}`)
      .all(...params.map(flat))
      .map(({ detail }) => detail),
  );
};

const reader = (judgeId: string | null = null) => ({ projectId, judgeId });
const everything = { after: null, through: null };
const claiming = { count: 1, now: noon, leaseMs: 1_000, schemaRevision: 1 };
const claim = (audiences: ('inspector' | 'lead')[]) =>
  claimReviews(tx, { projectId, userId, audiences, ...claiming });
/** After what was claimed before has run out. */
const claimForGrid = () =>
  claimGrid(tx, { projectId, userId, audiences: ['inspector'], ...claiming, count: 12, now: noon + 5_000 });

/** Each query that must stay quick however much is stored: the index that its statement goes along. */
const quick: [string, () => Promise<unknown>, ...string[]][] = [
  ['a claim', () => claim(['inspector']), 'reviews_leases', 'reviews_claim', 'reviews_claim'],
  ['the reopening of expired reviews', () => reopenExpired(tx, projectId, noon), 'reviews_leases'],
  ['what a person holds', () => resumeHeld(tx, projectId, userId, noon, 1_000), 'reviews_holder'],
  ['the newest items', () => listItems(tx, reader(), {}, everything, 50), 'items_newest'],
  [
    'the newest items as an inspector sees them',
    () => listItems(tx, reader(userId), {}, everything, 50),
    'items_newest',
  ],
  [
    'the next page of items',
    () => listItems(tx, reader(), { status: 'in_review' }, { after: 'x', through: 'a' }, 50),
    'items_newest',
  ],
  [
    'items by the beginning of their key',
    () => listItems(tx, reader(), { keyPrefix: 'a' }, everything, 50),
    'items_key',
  ],
  ['an item by its key', () => itemIdOf(tx, projectId, 'a'), 'items_key'],
  [
    'the labels of an export',
    () => labelsInForce(tx, reader(), {}, { after: 0, through: 500 }),
    'labels_seq',
  ],
  ['how far back a part of a what-if goes', () => itemFurtherBack(tx, projectId, null, 200), 'items_newest'],
  ['the items of a preview', () => routedItems(tx, projectId, {}, null, 200), 'items_newest'],
  ['the answers of an estimate', () => blindAnswers(tx, projectId, null, 200), 'decisions_independent'],
  ['the next answers of an estimate', () => blindAnswers(tx, projectId, 'x', 200), 'decisions_independent'],
  ['the answers to slice', () => comparedAnswers(tx, 'x', true, null, 200), 'decisions_compared'],
  [
    'the next answers to slice',
    () => comparedAnswers(tx, 'x', false, { createdAt: noon, id: 'x' }, 200),
    'decisions_compared',
  ],
  [
    'the labels that an estimate doubts',
    () => doubtedLabels(tx, reader(userId), 'x', 50),
    'item_posteriors_doubt',
  ],
  ['the draws of a certification', () => drawsAfter(tx, projectId, 'x'), 'routings_blind'],
  ['the latest draws for a calibrator', () => drawsBefore(tx, projectId, null), 'routings_blind'],
  [
    'a claim for a grid',
    claimForGrid,
    'reviews_leases',
    'reviews_claim',
    'reviews_claim',
    'sqlite_autoindex_reviews_1',
    'reviews_claim',
  ],
  [
    'the items of a dataset',
    () => itemsAt(tx, { projectId, labelSeq: 1, asOf: noon, estimateId: null, after: '', limit: 50 }),
    'items_key',
  ],
  ['when a job last went well', () => lastSuccess(tx, 'tidy'), 'job_runs_name'],
];

it.each(quick)('%s goes along an index, in its order, and through no table', async (_, query, ...indexes) => {
  const plans = await plansOf(query);
  expect(plans).toHaveLength(indexes.length);
  plans.forEach((plan, i) => {
    const text = plan.join('\n');
    expect(text).toMatch(new RegExp(`SEARCH \\w+ USING (?:COVERING )?INDEX ${indexes[i]} \\(`));
    expect(text).not.toMatch(/^SCAN (?!CONSTANT)/m);
    expect(text).not.toContain('TEMP B-TREE');
    expect(text, 'an index that is made for this alone').not.toContain('AUTOMATIC');
  });
});

it('the answers of a dataset are found by their items, and the later words of each with them', async () => {
  const [plan = []] = await plansOf(() => answersAt(tx, [itemId], noon));
  expect(plan.filter((step) => step.includes('decisions_item'))).toHaveLength(2);
  expect(plan.filter((step) => /^SCAN (?!json_each)|AUTOMATIC/.test(step))).toEqual([]);
});

it('callbacks are claimed along the index of those that are due, and what waits before them along that of their item', async () => {
  const claim = { count: 2, now: noon, leaseMs: 1_000 };
  const plans = (await plansOf(() => claimDeliveries(tx, endpointId, claim))).map((plan) => plan.join('\n'));
  const claims = plans.filter((plan) => plan.includes('deliveries_due'));
  expect(claims).toHaveLength(2); // one that finds one, and one that finds none
  for (const plan of claims) expect(plan).toMatch(/SEARCH earlier USING COVERING INDEX deliveries_item/);
  // What waits behind the one that was claimed waits on.
  expect(plans.some((plan) => plan.startsWith('SEARCH deliveries USING INDEX deliveries_item'))).toBe(true);
  for (const plan of plans) expect(plan).not.toMatch(/^SCAN (?!CONSTANT)|TEMP B-TREE/m);
});

it('what is due is found, and deliveries are listed, along indexes, whatever is stored of each endpoint', async () => {
  const [due = []] = await plansOf(() => dueEndpoints(tx));
  expect(due.join('\n')).toMatch(/SEARCH deliveries USING (COVERING )?INDEX deliveries_due/);
  const lists = (filter: { state?: 'failed'; itemId?: string }) =>
    plansOf(() => listDeliveries(tx, null, [endpointId], filter, null, 50));
  for (const plan of [...(await lists({})), ...(await lists({ state: 'failed' }))]) {
    expect(plan.join('\n')).toMatch(/SEARCH deliveries USING INDEX deliveries_newest/);
    expect(plan.join('\n')).not.toContain('TEMP B-TREE');
  }
  for (const plan of await lists({ itemId })) expect(plan.join('\n')).toContain('deliveries_item');
  const [one = []] = await plansOf(() => deliveryOf(tx, null, endpointId, 'event'));
  expect(one.join('\n')).toContain('deliveries_event');
});

it('the counts of a queue are read along partial indexes', async () => {
  const plans = (await plansOf(() => queueCounts(tx, projectId, noon))).map((plan) => plan.join('\n'));
  for (const plan of plans) expect(plan).not.toMatch(/^SCAN (?!CONSTANT)/m);
  expect(plans.join('\n')).toContain('reviews_leases');
  expect(plans.join('\n')).toContain('reviews_oldest');
});

it('what a scrape reads of projects and endpoints goes along indexes, but for the lists of those', async () => {
  const [projects = []] = await plansOf(() => projectQueues(tx, noon, 200));
  expect(projects.filter((step) => /^SCAN|TEMP B-TREE/.test(step))).toEqual([
    'SCAN projects USING INDEX sqlite_autoindex_projects_1',
  ]);
  const found = projects.join('\n');
  expect(found).toMatch(/reviews_oldest[^]*reviews_leases/);
  expect(
    found.match(/SEARCH rollups USING INDEX sqlite_autoindex_rollups_1 \(.*model_version_id=\?\)/g),
  ).toHaveLength(2);

  const [endpoints = []] = await plansOf(() => endpointQueues(tx, [projectId]));
  expect(endpoints.filter((step) => /^SCAN (?!counted|CONSTANT)|TEMP B-TREE/.test(step))).toEqual([]);
  expect(endpoints.join('\n')).toMatch(/SEARCH deliveries USING COVERING INDEX deliveries_(due|newest)/);
  expect(endpoints.join('\n')).toMatch(
    /SEARCH deliveries USING INDEX deliveries_newest \(endpoint_id=\? AND state=\?\)/,
  );
});
