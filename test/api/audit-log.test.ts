import { proposedSettings } from '../../server/domain/rollout/settings.ts';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { api } from '../../server/api.ts';
import { auditActions, type AuditAction } from '../../server/domain/audit-actions.ts';
import { firstPolicy } from '../../server/domain/policy.ts';
import { firstSettings } from '../../server/domain/retraining/triggers/settings.ts';
import type { Json } from '../../server/domain/words.ts';
import { aCondition } from '../support/alarms.ts';
import { keepExport } from '../support/frozen.ts';
import { goldChanges, type Scene, type Trace } from './audit-log/gold.ts';
import { queueChanges } from './audit-log/queue.ts';
import { casesToFit, judgeHeldOut } from '../support/held-out.ts';
import { expectProblem, expectProblemIn } from '../support/problems.ts';
import {
  aPrediction,
  scratchClasses,
  startServer,
  submit,
  type PersonCaller,
  type TestServer,
} from '../support/server.ts';

let server: TestServer;
let admin: PersonCaller;
beforeAll(async () => {
  server = await startServer();
  admin = await server.person('admin');
});
afterAll(() => server.close());

const accept = (url: string, as: PersonCaller) =>
  as.call(api.sessions.acceptLink, { params: { token: url.split('/').at(-1) ?? '' }, body: {} });
const makeKey = ({ slug, lead }: Scene) =>
  lead.call(api.keys.create, {
    params: { project: slug },
    body: { name: 'line', permissions: ['items.read'] },
  });

const askForTraining = async ({ slug, lead }: Scene) => {
  await lead.call(api.policy.save, {
    params: { project: slug },
    body: { basedOn: 2, policy: { ...firstPolicy, degree: 'full', auditShare: 0.1 }, note: 'To train' },
  });
  await submit(await server.service(slug), slug, [aPrediction()]);
  return lead.call(api.retraining.request, { params: { project: slug } });
};

/** A snapshot that was exported, and an analyst of its project. */
const frozen = async ({ slug }: Scene) => {
  const { db, now, projects } = server.app.services;
  const project = await projects.get(slug);
  if (!project) throw new Error(`there is no project ${slug}`);
  const { secret: _, ...ids } = await keepExport(db, project, now());
  return { ...ids, by: await server.person('analyst', slug) };
};

const hook = 'https://hook.example/labels';
const makeEndpoint = ({ slug, lead }: Scene) =>
  lead.call(api.callbacks.create, {
    params: { project: slug },
    body: { url: hook, events: ['label.created', 'label.changed'] },
  });

/** Sets an endpoint of a model; answers what the log keeps of it, which is all but the secret. */
const setModelEndpoint = async (lead: PersonCaller, slug: string) => {
  const params = { project: slug, model: 'eye@1' };
  await lead.call(api.models.register, { params, body: {} });
  const mapping = { value: 'label', confidence: null, scores: null };
  const kept = {
    url: 'https://models.example/eye',
    protocol: 'plain_json' as const,
    timeoutMs: 900,
    mapping,
  };
  const body = { ...kept, secretHeader: 'authorization', secret: 'Bearer abc' };
  await lead.call(api.models.setEndpoint, { params, body });
  return { ...kept, secretHeader: 'authorization' };
};

const longQueue = { name: 'Long queue', condition: aCondition, note: '', mutedBy: [], enabled: true };
const makeAlarm = ({ slug, lead }: Scene) =>
  lead.call(api.alarms.create, { params: { project: slug }, body: longQueue });
const makeSilence = ({ slug, lead }: Scene) =>
  lead.call(api.alarms.silence, {
    params: { project: slug },
    body: { alarm: null, endsAt: new Date(Date.now() + 3_600_000).toISOString(), reason: 'Stocktaking' },
  });

/** Every change there is, made once, and the entry it must leave. A new kind of change needs a line here. */
const changes: Record<AuditAction, (scene: Scene) => Promise<Trace>> = {
  ...goldChanges(() => server),
  ...queueChanges(() => server),
  'project.created': async () => {
    const body = {
      slug: `p-${randomUUID()}`,
      name: 'Cars',
      question: 'Dented?',
      itemKind: 'image' as const,
      instructions: '',
      leaseSeconds: 60,
      auditDueHours: 72,
      schema: { kind: 'choice' as const, classes: scratchClasses },
    };
    await admin.call(api.projects.create, { body });
    return { subject: 'Cars', before: null, after: body, by: admin, server: true };
  },
  'project.changed': async ({ slug, lead }) => {
    const body = { question: 'Scratched at all?', leaseSeconds: 60, name: 'Phones' };
    await lead.call(api.projects.update, { params: { project: slug }, body });
    return {
      subject: 'Phones',
      before: { question: 'Is this phone scratched?', leaseSeconds: 120 },
      after: { question: 'Scratched at all?', leaseSeconds: 60 },
    };
  },
  'schema.revised': async ({ slug, lead }) => {
    const before = { kind: 'choice' as const, classes: scratchClasses };
    const after = { ...before, classes: scratchClasses.map((c) => ({ ...c, title: c.title.toUpperCase() })) };
    await lead.call(api.projects.reviseSchema, {
      params: { project: slug },
      body: { basedOn: 1, schema: after },
    });
    return { subject: 'label schema 2', before, after };
  },
  'policy.revised': async ({ slug, lead }) => {
    const after = { ...firstPolicy, blindShare: 0.3 };
    await lead.call(api.policy.save, { params: { project: slug }, body: { basedOn: 2, policy: after } });
    return { subject: 'policy 3', before: firstPolicy as Json, after: after as Json }; // policies are JSON
  },
  'policy_draft.saved': async ({ slug, lead }) => {
    const body = { name: 'Bold', policy: firstPolicy };
    await lead.call(api.policy.saveDraft, { params: { project: slug }, body });
    return { subject: 'Bold', before: null, after: firstPolicy as Json }; // policies are JSON
  },
  'policy_draft.changed': async ({ slug, lead }) => {
    const draft = { name: 'Old', policy: firstPolicy };
    const params = { project: slug };
    const { id } = await lead.call(api.policy.saveDraft, { params, body: draft });
    await lead.call(api.policy.changeDraft, { params: { ...params, id }, body: { name: 'New' } });
    return { subject: 'Old', before: draft as Json, after: { ...draft, name: 'New' } as Json }; // the same
  },
  'policy_draft.removed': async ({ slug, lead }) => {
    const params = { project: slug };
    const body = { name: 'Gone', policy: firstPolicy };
    const { id } = await lead.call(api.policy.saveDraft, { params, body });
    await lead.call(api.policy.removeDraft, { params: { ...params, id } });
    return { subject: 'Gone', before: firstPolicy as Json, after: null }; // the same
  },
  'model.described': async ({ slug, lead }) => {
    const params = { project: slug, model: 'eye@1' };
    await lead.call(api.models.register, { params, body: { description: 'first' } });
    await lead.call(api.models.register, { params, body: { description: 'second' } });
    return { subject: 'eye@1', before: { description: 'first' }, after: { description: 'second' } };
  },
  'model.retired': async ({ slug, lead }) => {
    const params = { project: slug, model: 'eye@1' };
    await lead.call(api.models.register, { params, body: {} });
    await lead.call(api.models.retire, { params, body: { retired: true } });
    return { subject: 'eye@1', before: { retired: false }, after: { retired: true } };
  },
  'model.endpoint_set': async ({ slug, lead }) => ({
    subject: 'eye@1',
    before: null,
    after: await setModelEndpoint(lead, slug),
  }),
  'model.endpoint_removed': async ({ slug, lead }) => {
    const before = await setModelEndpoint(lead, slug);
    await lead.call(api.models.removeEndpoint, { params: { project: slug, model: 'eye@1' } });
    return { subject: 'eye@1', before, after: null };
  },
  'rollout.created': async ({ slug, lead }) => {
    await lead.call(api.models.register, { params: { project: slug, model: 'eye@2' }, body: {} });
    await lead.call(api.rollouts.create, { params: { project: slug }, body: { candidate: 'eye@2' } });
    return {
      subject: 'eye@2',
      before: null,
      after: { ...proposedSettings, steps: [...proposedSettings.steps] },
    };
  },
  'rollout.moved': async ({ slug, lead }) => {
    const params = { project: slug };
    await lead.call(api.models.register, { params: { ...params, model: 'eye@2' }, body: {} });
    const { id } = await lead.call(api.rollouts.create, { params, body: { candidate: 'eye@2' } });
    const body = { action: 'abort' as const, note: 'A typing error' };
    await lead.call(api.rollouts.act, { params: { ...params, rollout: id }, body });
    return {
      subject: 'eye@2',
      before: { state: 'draft', share: 0 },
      after: { action: 'abort', state: 'aborted', share: 0, note: 'A typing error' },
    };
  },
  'calibrator.fitted': async ({ slug, lead }) => {
    await judgeHeldOut(server, slug, casesToFit);
    const body = { model: 'scratches@1', kind: 'isotonic' as const };
    await lead.call(api.calibrators.fit, { params: { project: slug }, body });
    const after = { revision: 1, kind: 'isotonic', labels: casesToFit.length };
    return { subject: 'scratches@1', before: null, after };
  },
  'drift_reference.taken': async ({ slug, lead }) => {
    const records = Array.from({ length: 200 }, () => aPrediction());
    await submit(await server.service(slug), slug, records);
    const time = { from: '2020-01-01T00:00:00Z', to: '2100-01-01T00:00:00Z' };
    const body = { name: 'All', model: 'scratches@1', ...time };
    await lead.call(api.drift.takeReference, { params: { project: slug }, body });
    return {
      subject: 'All of scratches@1',
      before: null,
      after: { revision: 1, ...time, windowMinutes: 60 },
    };
  },
  'calibrator.used': async ({ slug, lead }) => {
    const params = { project: slug };
    await judgeHeldOut(server, slug, casesToFit);
    await lead.call(api.calibrators.fit, { params, body: { model: 'scratches@1', kind: 'isotonic' } });
    await lead.call(api.calibrators.use, {
      params,
      body: { model: 'scratches@1', revision: 1, insteadOf: 0 },
    });
    return { subject: 'scratches@1', before: { revision: 0 }, after: { revision: 1 } };
  },
  'person.invited': async ({ slug, lead }) => {
    const body = { role: 'analyst' as const, email: 'grace@example.org' };
    await lead.call(api.people.invite, { params: { project: slug }, body });
    return { subject: 'grace@example.org', before: null, after: { role: 'analyst' } };
  },
  'person.joined': async ({ slug, lead }) => {
    const person = await server.person(null);
    const body = { role: 'inspector' as const };
    const { url } = await lead.call(api.people.invite, { params: { project: slug }, body });
    await accept(url, person);
    const after = { role: 'inspector', invitedBy: lead.name };
    return { subject: person.email, before: null, after, by: person };
  },
  'invitation.withdrawn': async ({ slug, lead }) => {
    const params = { project: slug };
    const { id } = await lead.call(api.people.invite, { params, body: { role: 'lead' } });
    await lead.call(api.people.withdrawInvitation, { params: { ...params, id } });
    return { subject: 'whoever has the link', before: { role: 'lead' }, after: null };
  },
  'person.role_set': async ({ slug, lead }) => {
    const person = await server.person('inspector', slug);
    const params = { project: slug, user: person.id };
    await lead.call(api.people.setRole, { params, body: { role: 'analyst' } });
    return { subject: person.email, before: { role: 'inspector' }, after: { role: 'analyst' } };
  },
  'person.removed': async ({ slug, lead }) => {
    const person = await server.person('inspector', slug);
    await lead.call(api.people.remove, { params: { project: slug, user: person.id } });
    return { subject: person.email, before: { role: 'inspector' }, after: null };
  },
  'account.changed': async () => {
    const person = await server.person(null);
    const body = { disabled: true };
    await admin.call(api.people.updateAccount, { params: { user: person.id }, body });
    const before = { disabled: false, isAdmin: false };
    return { subject: person.email, before, after: { ...before, ...body }, by: admin, server: true };
  },
  'sign_in_link.made': async () => {
    const person = await server.person(null);
    await admin.call(api.people.signInLink, { params: { user: person.id } });
    return { subject: person.email, before: null, after: null, by: admin, server: true };
  },
  'password.changed': async () => {
    const person = await server.person(null);
    const body = { current: null, next: 'a good password' };
    await person.call(api.sessions.changePassword, { body });
    return { subject: person.email, before: null, after: null, by: person, server: true };
  },
  'key.created': async (scene) => {
    const { prefix } = await makeKey(scene);
    const after = { permissions: ['items.read'], expiresAt: null };
    return { subject: `line (${prefix}…)`, before: null, after };
  },
  'key.rotated': async (scene) => {
    const old = await makeKey(scene);
    const params = { project: scene.slug, id: old.id };
    const made = await scene.lead.call(api.keys.rotate, { params, body: { overlapHours: 1 } });
    return {
      subject: `line (${old.prefix}…)`,
      before: { prefix: old.prefix, expiresAt: null },
      after: { prefix: made.prefix, oldKeyEndsAt: expect.any(String) as string },
    };
  },
  'key.revoked': async (scene) => {
    const { id, prefix } = await makeKey(scene);
    await scene.lead.call(api.keys.revoke, { params: { project: scene.slug, id } });
    return { subject: `line (${prefix}…)`, before: { permissions: ['items.read'] }, after: null };
  },
  'callback.created': async (scene) => {
    await makeEndpoint(scene);
    const events = ['label.created', 'label.changed'];
    return { subject: hook, before: null, after: { description: '', events } };
  },
  'callback.changed': async (scene) => {
    const { id } = await makeEndpoint(scene);
    const params = { project: scene.slug, id };
    const body = {
      enabled: false,
      description: 'labels',
      events: ['label.created' as const, 'label.changed' as const],
    };
    await scene.lead.call(api.callbacks.update, { params, body });
    const before = { description: '', enabled: true };
    return { subject: hook, before, after: { description: 'labels', enabled: false } };
  },
  'callback.removed': async (scene) => {
    const { id } = await makeEndpoint(scene);
    await scene.lead.call(api.callbacks.remove, { params: { project: scene.slug, id } });
    const events = ['label.created', 'label.changed'];
    return { subject: hook, before: { description: '', events }, after: null };
  },
  'callback.secret_rotated': async (scene) => {
    const { id } = await makeEndpoint(scene);
    const params = { project: scene.slug, id };
    await scene.lead.call(api.callbacks.rotateSecret, { params, body: { overlapHours: 0 } });
    return { subject: hook, before: null, after: { oldSecretsEndAt: expect.any(String) } };
  },
  'callback.replayed': async (scene) => {
    const { id } = await makeEndpoint(scene);
    const body = { from: '2026-01-01T00:00:00Z', to: '2026-01-02T00:00:00Z', only: 'all' as const };
    await scene.lead.call(api.callbacks.replayRange, { params: { project: scene.slug, id }, body });
    return { subject: hook, before: null, after: { ...body, replayed: 0 } };
  },
  'retraining.changed': async ({ slug, lead }) => {
    const body = { ...firstSettings, pauseHours: 1 };
    await lead.call(api.retraining.change, { params: { project: slug }, body });
    return { subject: 'Phones', before: firstSettings, after: body };
  },
  'retraining.requested': async (scene) => {
    const { id } = await askForTraining(scene);
    return { subject: 'Phones', before: null, after: { cycle: id, cause: 'by_hand', newLabels: 0 } };
  },
  'retraining.cancelled': async (scene) => {
    const { id } = await askForTraining(scene);
    await scene.lead.call(api.retraining.cancel, { params: { project: scene.slug, id } });
    return {
      subject: 'Phones',
      before: { cycle: id, state: expect.any(String) },
      after: { cycle: id, state: 'cancelled' },
    };
  },
  'item.erased': async ({ slug, lead }) => {
    const [receipt] = await submit(await server.service(slug), slug, [aPrediction()]);
    const params = { project: slug, key: receipt?.key ?? '' };
    await lead.call(api.items.erase, { params, body: { reason: 'asked by its owner' } });
    const after = { reason: 'asked by its owner', snapshots: [] };
    return { subject: params.key, before: null, after };
  },
  'snapshot.created': async ({ slug, lead }) => {
    const body = { name: 'Spring', query: {}, seal: true };
    const { id, query } = await lead.call(api.datasets.create, { params: { project: slug }, body });
    return { subject: 'Spring', before: null, after: { snapshot: id, query, seal: true } };
  },
  'snapshot.exported': async (scene) => {
    const { id, by } = await frozen(scene);
    const form = { format: 'csv', bare: false } as const;
    await by.call(api.datasets.export, { params: { project: scene.slug, id }, body: form });
    return { subject: 'whole', before: null, after: { snapshot: id, ...form }, by };
  },
  'snapshot.linked': async (scene) => {
    const { by, ...ids } = await frozen(scene);
    await by.call(api.datasets.link, {
      params: { project: scene.slug, id: ids.id, export: ids.export },
      body: { hours: 2 },
    });
    const after = { snapshot: ids.id, export: ids.export, hours: 2 };
    return { subject: 'whole', before: null, after, by };
  },
  'alarm.created': async (scene) => {
    await makeAlarm(scene);
    return { subject: 'Long queue', before: null, after: longQueue };
  },
  'alarm.changed': async (scene) => {
    const { id } = await makeAlarm(scene);
    const body = { note: 'Call Ida' };
    await scene.lead.call(api.alarms.update, { params: { project: scene.slug, id }, body });
    return { subject: 'Long queue', before: longQueue, after: { ...longQueue, ...body } };
  },
  'alarm.removed': async (scene) => {
    const { id } = await makeAlarm(scene);
    await scene.lead.call(api.alarms.remove, { params: { project: scene.slug, id } });
    return { subject: 'Long queue', before: longQueue, after: null };
  },
  'alarm.silenced': async (scene) => {
    const { endsAt } = await makeSilence(scene);
    return { subject: 'all alarms', before: null, after: { endsAt, reason: 'Stocktaking' } };
  },
  'alarm.unsilenced': async (scene) => {
    const { id } = await makeSilence(scene);
    await scene.lead.call(api.alarms.unsilence, { params: { project: scene.slug, id } });
    return { subject: 'all alarms', before: { reason: 'Stocktaking' }, after: null };
  },
  'alarm.presets_added': async ({ slug, lead }) => {
    const params = { project: slug };
    const { alarms } = await lead.call(api.alarms.list, { params });
    const missing = alarms.find(({ preset }) => preset === 'long_wait');
    await lead.call(api.alarms.remove, { params: { ...params, id: missing?.id ?? '' } });
    await lead.call(api.alarms.addPresets, { params });
    return { subject: 'preset alarms', before: null, after: ['A review waits too long'] };
  },
  'alarm.recipients_set': async ({ slug, lead }) => {
    const addresses = ['duty@example.org'];
    await lead.call(api.alarms.setRecipients, { params: { project: slug }, body: { addresses } });
    return { subject: 'whom alarms are mailed to', before: [], after: addresses };
  },
  'item.revealed': async ({ slug, lead }) => {
    const [receipt] = await submit(await server.service(slug), slug, [aPrediction()]);
    const key = receipt?.key ?? '';
    await lead.call(api.items.reveal, { params: { project: slug, key } });
    return { subject: key, before: null, after: null };
  },
};

const logOf = async (slug: string | null, reader: PersonCaller) =>
  (slug === null
    ? await reader.call(api.auditLog.server, { query: { limit: 5 } })
    : await reader.call(api.auditLog.project, { params: { project: slug }, query: { limit: 5 } })
  ).rows;

describe('the audit log', () => {
  it.each(auditActions)('has who did it, what was and what is: %s', async (action) => {
    const slug = await server.project();
    const lead = await server.person('lead', slug);
    const trace = await changes[action]({ slug, lead });
    const [entry] = await logOf(trace.server ? null : slug, trace.server ? admin : lead);
    const {
      kind = 'person',
      id,
      name,
    }: NonNullable<Trace['by']> = trace.by ?? {
      id: lead.id,
      name: lead.name,
    };
    const { subject, before, after } = trace;
    expect(entry).toEqual({
      id: expect.any(String),
      at: expect.any(String),
      actor: { kind, id, name },
      action,
      subject,
      project: action === 'project.created' ? (after as { slug: string }).slug : trace.server ? null : slug,
      before,
      after,
    });
  });

  it('has no entry for what changes nothing', async () => {
    const slug = await server.project();
    const lead = await server.person('lead', slug);
    const member = await server.person('inspector', slug);
    const { id } = await makeKey({ slug, lead });
    const params = { project: slug };
    await lead.call(api.models.register, {
      params: { ...params, model: 'eye@1' },
      body: { description: 'x' },
    });
    await lead.call(api.keys.revoke, { params: { ...params, id } });
    const length = (await logOf(slug, lead)).length;

    await lead.call(api.projects.update, { params, body: { name: 'Phones' } });
    await lead.call(api.models.register, {
      params: { ...params, model: 'eye@1' },
      body: { description: 'x' },
    });
    await lead.call(api.people.setRole, {
      params: { ...params, user: member.id },
      body: { role: 'inspector' },
    });
    await lead.call(api.keys.revoke, { params: { ...params, id } });
    const stale = { basedOn: 1, policy: firstPolicy };
    expectProblem(await lead.ask(api.policy.save, { params, body: stale }), 'revision_conflict');
    expect(await logOf(slug, lead)).toHaveLength(length);
  });

  it('turns its pages newest first, each entry once, whatever their size', async () => {
    const slug = await server.project();
    const lead = await server.person('lead', slug);
    for (let i = 0; i < 7; i += 1)
      await lead.call(api.projects.update, { params: { project: slug }, body: { leaseSeconds: 20 + i } });
    const read = async (limit: number) => {
      const ids: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await lead.call(api.auditLog.project, {
          params: { project: slug },
          query: { limit, cursor },
        });
        expect(page.rows.length).toBeLessThanOrEqual(limit);
        ids.push(...page.rows.map(({ id }) => id));
        cursor = page.nextCursor ?? undefined;
      } while (cursor);
      return ids;
    };
    const all = await read(200);
    expect(all).toHaveLength(9); // made, its policy, seven changes
    expect(all).toEqual(all.toSorted().toReversed());
    for (const limit of [1, 2, 3, 8, 9]) expect(await read(limit)).toEqual(all);
    const forged = await lead.fetch(`/api/v1/projects/${slug}/audit-log?cursor=WzFd`);
    await expectProblemIn(forged, 'invalid_input', ['query', 'cursor']);
  });

  it('of the server has what happened in every project, that of a project only its own', async () => {
    const [one, two] = [await server.project(), await server.project()];
    const everywhere = (await admin.call(api.auditLog.server, { query: { limit: 10 } })).rows;
    expect(everywhere.map(({ project }) => project)).toEqual(expect.arrayContaining([one, two]));
    const own = await logOf(one, admin);
    expect(new Set(own.map(({ project }) => project))).toEqual(new Set([one]));
  });

  it('has no secret in it', async () => {
    const slug = await server.project();
    const lead = await server.person('lead', slug);
    const { secret } = await makeKey({ slug, lead });
    const { url } = await lead.call(api.people.invite, { params: { project: slug }, body: { role: 'lead' } });
    const text = JSON.stringify(await logOf(slug, lead));
    expect(text).not.toContain(secret);
    expect(text).not.toContain(url.split('/').at(-1));
  });
});
