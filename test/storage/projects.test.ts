import { beforeAll, expect, it } from 'vitest';
import { system } from '../../db/actor.ts';
import type { Database } from '../../db/database.ts';
import { insertPolicyRevision, policyRevisionsOf } from '../../db/queries/policies.ts';
import {
  insertProject,
  insertSchemaRevision,
  lockSettings,
  projectState,
  projectStates,
  schemaRevisionsOf,
  updateSettings,
} from '../../db/queries/projects.ts';
import type { LabelSchema } from '../../server/domain/label-schema.ts';
import { firstPolicy } from '../../server/domain/policy.ts';
import { onBothEngines } from '../support/engines.ts';
import { noon } from '../support/rows.ts';

const classOf = (name: string) => ({ name, title: name, color: '#1c7ed6', key: null, retired: false });
const schema: LabelSchema = { kind: 'choice', classes: [classOf('ok'), classOf('scratched')] };
const wider: LabelSchema = { kind: 'choice', classes: [...schema.classes, classOf('bent')] };

const phones = {
  name: 'Phones',
  question: 'Is it scratched?',
  itemKind: 'image' as const,
  instructions: '# Look',
  seed: 'salt',
  leaseSeconds: 90,
  auditDueHours: 48,
  createdAt: noon,
  schema,
  policy: firstPolicy,
};

onBothEngines('projects', (open) => {
  let db: Database;
  beforeAll(async () => {
    db = await open();
  });

  const given = (slug: string, name = 'Phones') =>
    db.write(async (tx) => (await insertProject(tx, { ...phones, slug, name }, system)) ?? 'taken');
  const state = (slug: string) => db.read((q) => projectState(q, slug));
  const revision = (n: number) => ({ revision: n, note: `note ${n}`, author: system, createdAt: noon + n });

  const target = {
    targetError: 0.02,
    targetConfidence: 0.95,
    fallsBack: false,
    resolution: 'consensus',
    posteriorAtLeast: 0.95,
    goldShare: 0,
    goldPauseBelow: null,
    opinionsNamed: false,
    goldPauseAfter: 20,
    neededSkill: null,
    namesHolders: false,
    countsByName: false,
    grid: false,
    monitoredInputs: [],
    pipeline: [],
    monitoringRows: { order: [], hidden: [] },
  };

  it('begin with their first label schema and policy in force', async () => {
    const id = await given('begin');
    expect(await state('begin')).toEqual({
      ...phones,
      id,
      slug: 'begin',
      schemaRevision: 1,
      policyRevision: 1,
      certificates: [],
      ...target,
    });
    expect(await state('unknown')).toBeNull();
    expect(await db.read((q) => schemaRevisionsOf(q, id))).toEqual([
      { revision: 1, schema, note: '', author: system, createdAt: noon },
    ]);
    expect(await db.read((q) => policyRevisionsOf(q, id))).toEqual([
      { revision: 1, policy: firstPolicy, certificates: [], note: '', author: system, createdAt: noon },
    ]);
  });

  it('have a slug of their own, however many ask for it at once', async () => {
    const made = await Promise.all(Array.from({ length: 8 }, () => given('slug')));
    expect(made.filter((id) => id === 'taken')).toHaveLength(7);
  });

  it('are listed by name: those asked for, none, or all', async () => {
    const [b, a] = [await given('b', 'Beta'), await given('a', 'Alpha')];
    const slugs = async (ids: string[] | null) =>
      (await db.read((q) => projectStates(q, ids))).map(({ slug }) => slug);
    expect(await slugs([b, a])).toEqual(['a', 'b']);
    expect(await slugs([])).toEqual([]);
    expect(await slugs(null)).toEqual(expect.arrayContaining(['a', 'b', 'begin']));
  });

  it('keep the settings that are not changed', async () => {
    const id = await given('settings');
    await db.write(async (tx) => {
      const { name, question, instructions, leaseSeconds, auditDueHours } = phones;
      expect(await lockSettings(tx, id)).toEqual({
        name,
        question,
        instructions,
        leaseSeconds,
        auditDueHours,
        ...target,
      });
      await updateSettings(tx, id, { leaseSeconds: 60 });
    });
    expect(await state('settings')).toMatchObject({ leaseSeconds: 60, question: phones.question });
    expect(await db.write((tx) => lockSettings(tx, 'unknown'))).toBeNull();
  });

  it('take the next label schema from one of all who revise the same revision at once', async () => {
    const id = await given('schemas');
    const revise = (n: number) =>
      db.write((tx) => insertSchemaRevision(tx, id, { ...revision(n), schema: wider }));
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => revise(2)));
    expect(outcomes.filter(Boolean)).toHaveLength(1);
    expect(await revise(4)).toBe(false);
    expect(await revise(3)).toBe(true);
    expect(await state('schemas')).toMatchObject({ schemaRevision: 3, schema: wider, policyRevision: 1 });
    expect((await db.read((q) => schemaRevisionsOf(q, id))).map((r) => r.revision)).toEqual([3, 2, 1]);
  });

  it('take the next policy from one of all who revise the same revision at once', async () => {
    const id = await given('policies');
    const policy = { ...firstPolicy, degree: 'partial' as const };
    const revise = (n: number) =>
      db.write((tx) => insertPolicyRevision(tx, id, { ...revision(n), policy, certificates: [] }));
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => revise(2)));
    expect(outcomes.filter(Boolean)).toHaveLength(1);
    expect(await revise(2)).toBe(false);
    expect(await state('policies')).toMatchObject({ policyRevision: 2, policy, schemaRevision: 1 });
    expect(await db.read((q) => policyRevisionsOf(q, id))).toMatchObject([{ revision: 2 }, { revision: 1 }]);
    expect(await db.read((q) => policyRevisionsOf(q, id, 1))).toMatchObject([
      { revision: 2, note: 'note 2' },
    ]);
  });
});
