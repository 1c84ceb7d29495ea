import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addressOf } from '../../../client/api/call.ts';
import { api } from '../../../server/api.ts';
import type { LabelSource } from '../../../server/domain/words.ts';
import { deskOf, type Desk } from '../../support/desk.ts';
import { classesOf } from '../../../server/domain/label-schema.ts';
import {
  aPrediction,
  scratchClasses,
  startServer,
  submit,
  type Caller,
  type TestServer,
} from '../../support/server.ts';

let server: TestServer;
let project: string;
let service: Caller;
let ada: Desk;
let bob: Desk;
let lead: Desk;
beforeAll(async () => {
  server = await startServer();
  project = await server.project({
    degree: 'partial',
    threshold: 0.9,
    blindShare: 0,
    auditShare: 1,
    rules: [
      {
        name: 'two',
        when: [{ on: 'input', name: 'doubtful', op: 'eq', value: true }],
        then: { review: true, inspectors: 2 },
      },
    ],
  });
  service = await server.service(project);
  // The history has more than one revision of either, so that a lineage that names the wrong one shows.
  const owner = await server.person('lead', project);
  const dented = { name: 'dented', title: 'Dented', color: '#1c7ed6', key: 'd', retired: false };
  await owner.call(api.projects.reviseSchema, {
    params: { project },
    body: { basedOn: 1, schema: { kind: 'choice', classes: [...scratchClasses, dented] } },
  });
  ada = await deskOf(server, project, 'inspector', 'Ada');
  bob = await deskOf(server, project, 'inspector', 'Bob');
  lead = await deskOf(server, project, 'lead', 'Lea');
});
afterAll(() => server.close());

const submits = (key: string, more: Record<string, unknown>) =>
  submit(service, project, [aPrediction({ key, model: `eye@${key}`, ...more })]);
const item = (key: string) => service.call(api.items.get, { params: { project, key } });

/** Follows the label in force back to everything it came from, each link of it; the decisions it stands on. */
const followLineage = async (key: string, source: LabelSource) => {
  const { label: inForce, labels, predictions, routings, reviews, decisions } = await item(key);
  const label = labels.find((l) => l.supersededAt === null);
  expect(inForce).toMatchObject({ id: label?.id, value: label?.value, source });
  if (!label) throw new Error(`${key} has no label`);

  const prediction = predictions.find((p) => p.id === label.predictionId);
  expect(prediction).toMatchObject({ model: `eye@${key}` });
  const routing = routings.find((r) => r.id === label.routingId);
  expect(routing).toMatchObject({ predictionId: prediction?.id, policyRevision: label.policyRevision });
  const { revisions: policies } = await service.call(api.policy.revisions, { params: { project } });
  expect(policies.map((p) => p.revision)).toContain(label.policyRevision);
  const { revisions: schemas } = await service.call(api.projects.schemas, { params: { project } });
  const schema = schemas.find((s) => s.revision === label.schemaRevision);
  expect(schema && classesOf(schema.schema).map((c) => c.name)).toContain(label.value);

  const stands = label.decisionIds.map((id) => {
    const decision = decisions.find((d) => d.id === id);
    const review = reviews.find((r) => r.id === decision?.reviewId);
    if (!decision || !review) throw new Error(`decision ${id} or its review is missing`);
    expect(decision.standing).toBe('standing');
    expect(review).toMatchObject({ state: 'done', schemaRevision: decision.schemaRevision });
    expect(schemas.map((s) => s.revision)).toContain(decision.schemaRevision);
    return decision;
  });

  // The dataset carries the same.
  const exported = await (await service.fetch(addressOf(api.labels.export, { project }))).text();
  const row = exported
    .split('\n')
    .filter(Boolean)
    .map((text) => JSON.parse(text) as Record<string, unknown>)
    .find((r) => r.key === key);
  expect(row).toMatchObject({
    value: label.value,
    source,
    model: `eye@${key}`,
    model_value: prediction?.value,
    policy_revision: label.policyRevision,
    schema_revision: label.schemaRevision,
    review_probability: routing?.reviewProbability,
  });
  return { label, stands };
};

describe('promise 7: every label has a lineage', () => {
  it('promise 7: an automatic label: prediction, routing, policy and schema revision', async () => {
    await submits('auto', { confidence: 0.99 });
    const { label } = await followLineage('auto', 'auto');
    expect(label).toMatchObject({ decisionIds: [], policyRevision: 2, schemaRevision: 2 });
  });

  it('promise 7: an automatic label that an audit replaced: the decisions on it, and the label before it', async () => {
    await ada.decides(await ada.claimsOne(), 'dented');
    await followLineage('auto', 'auto');
    await bob.decides(await bob.claimsOne(), 'dented');
    const { stands } = await followLineage('auto', 'consensus');
    const blind = { value: 'dented', arm: 'blind', suggestionShown: false };
    expect(stands).toMatchObject([
      { inspector: 'Ada', ...blind },
      { inspector: 'Bob', ...blind },
    ]);
    expect((await item('auto')).labels).toMatchObject([
      { source: 'auto', supersededAt: expect.any(String) },
      { source: 'consensus', supersededAt: null },
    ]);
  });

  it('promise 7: a human label: the decision it stands on', async () => {
    await submits('human', { confidence: 0.3 });
    await ada.decides(await ada.claimsOne(), 'intact', { suggestionShown: true });
    const { stands } = await followLineage('human', 'human');
    expect(stands).toMatchObject([
      { inspector: 'Ada', value: 'intact', arm: 'assisted', suggestionShown: true },
    ]);
  });

  it('promise 7: a consensus: both decisions', async () => {
    await submits('consensus', { confidence: 0.99, inputs: { doubtful: true } });
    await ada.decides(await ada.claimsOne(), 'intact');
    await bob.decides(await bob.claimsOne(), 'intact');
    const { stands } = await followLineage('consensus', 'consensus');
    expect(stands.map((d) => d.inspector).toSorted()).toEqual(['Ada', 'Bob']);
  });

  it('promise 7: an adjudicated label: both decisions and the lead’s', async () => {
    await submits('adjudicated', { inputs: { doubtful: true } });
    await ada.decides(await ada.claimsOne(), 'intact');
    await bob.decides(await bob.claimsOne(), 'scratched');
    await lead.decides(await lead.claimsOne(), 'intact');
    const { stands } = await followLineage('adjudicated', 'adjudicated');
    expect(stands.map((d) => [d.inspector, d.value]).toSorted()).toEqual([
      ['Ada', 'intact'],
      ['Bob', 'scratched'],
      ['Lea', 'intact'],
    ]);
  });

  it('promise 7: an amended label: the amendment, what it revises, and every label before it', async () => {
    await submits('amended', { confidence: 0.3 });
    const { decisionId } = await ada.decides(await ada.claimsOne(), 'intact');
    await followLineage('amended', 'human'); // which exports it
    await ada.changes(decisionId, 'dented');
    const { stands } = await followLineage('amended', 'human');
    expect(stands).toMatchObject([{ value: 'dented', revises: decisionId, revision: 'amendment' }]);
    const { labels, decisions } = await item('amended');
    expect(decisions[0]).toMatchObject({ id: decisionId, standing: 'superseded', value: 'intact' });
    expect(labels).toMatchObject([
      { value: 'intact', decisionIds: [decisionId], supersededAt: expect.any(String) },
      { value: 'dented', supersededAt: null },
    ]);
  });
});
