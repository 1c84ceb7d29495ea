import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { addressOf } from '../../../client/api/call.ts';
import { system } from '../../../db/actor.ts';
import { insertEndpoint } from '../../../db/queries/callbacks.ts';
import { keepState } from '../../../db/queries/certification.ts';
import { predictingModels } from '../../../db/queries/evidence.ts';
import { cancelEstimate, estimateOf, startEstimate } from '../../../db/queries/estimates.ts';
import { changeCycle, openCycle, type CycleRow } from '../../../db/queries/retraining.ts';
import { changeImport } from '../../../db/queries/imports.ts';
import { markGold, pause } from '../../../db/queries/gold.ts';
import { itemIdOf } from '../../../db/queries/item-history.ts';
import { unattended } from '../../../db/queries/written-by-jobs.ts';
import { addReliability } from '../../../db/queries/reliability.ts';
import { api } from '../../../server/api.ts';
import { referenceOf } from '../../../server/domain/certificate.ts';
import { startCertification } from '../../../server/domain/certification-fold.ts';
import { firstPolicy, type Policy } from '../../../server/domain/policy.ts';
import type { Role } from '../../../server/domain/roles.ts';
import { startEvidence } from '../../../server/domain/statistics/certification.ts';
import { thresholdGrid } from '../../../server/domain/threshold-grid.ts';
import type { ProjectState } from '../../../server/http/handler.ts';
import { aCondition } from '../../support/alarms.ts';
import { atDesk } from '../../support/desk.ts';
import { keepExport, keepSnapshot } from '../../support/frozen.ts';
import { casesToFit, judgeHeldOut } from '../../support/held-out.ts';
import { startReceiver } from '../../support/receiver.ts';
import {
  aPrediction,
  submit,
  type Caller,
  type PersonCaller,
  type TestServer,
} from '../../support/server.ts';

/** Somebody who calls: by their role in their project, or by what their key can do for the route at hand. */
export type Visitor = Caller & {
  kind: 'nobody' | 'stranger' | Role | 'key' | 'wrong key';
  home: Place | null;
};

/** A project with somebody at work in it, who makes what requests name. */
export type Place = {
  slug: string;
  policy: Policy;
  state(): Promise<ProjectState>;
  /** The key of an item that waits for a person. */
  item(): Promise<string>;
  /** A review in the caller's hands, or in the project's own inspector's where the caller may hold none. */
  held(caller: Visitor): Promise<{ id: string; token: number }>;
  /** A decision of the caller's, or of the project's own inspector. */
  decided(caller: Visitor): Promise<string>;
  /** The use of a threshold that is certified. */
  certified(): Promise<{ basedOn: number; model: string; value: null; threshold: number }>;
  /** A model version that was registered for this. */
  version(): Promise<string>;
  /** A model version that was registered for this, with an endpoint that nobody answers at. */
  askable(): Promise<string>;
  /** The id of a rollout that was drawn up, or aborted. */
  rollout(state?: 'draft' | 'aborted'): Promise<string>;
  /** Makes it possible to fit a calibrator. */
  calibratable(): Promise<void>;
  /** Has enough come in to take a reference. */
  measured(): Promise<void>;
  media(): Promise<string>;
  key(): Promise<string>;
  /** The path of an endpoint that nothing is sent to for a day. */
  endpoint(): Promise<{ project: string; id: string }>;
  /** The path of a delivery that waits. */
  delivery(): Promise<{ project: string; id: string; event: string }>;
  /** The path of an alarm, and of a silence. */
  alarm(): Promise<{ project: string; id: string }>;
  silence(): Promise<{ project: string; id: string }>;
  /** A policy that is kept as a draft. */
  draft(): Promise<string>;
  /** The id of a run that was cancelled. */
  estimate(): Promise<string>;
  /** The id of a training that was cancelled. */
  training(): Promise<string>;
  /** The id of one that waits for the trainer, with its dataset. */
  readyTraining(): Promise<string>;
  /** The id of a snapshot that is whole, once none is being written. */
  snapshot(): Promise<string>;
  /** The ids of one and of its export, and the secret of a link to that. */
  written(): Promise<{ id: string; export: string; secret: string }>;
  /** The id of a question that waits, about an item that the caller is no longer to judge where they may answer. */
  question(caller: Visitor): Promise<string>;
  /** The key of an item that is gold, and the id of somebody who is paused. */
  gold(): Promise<string>;
  paused(): Promise<string>;
  /** The id of an import of a file that was brought, or whose rows were taken in. */
  broughtFile(state: 'uploaded' | 'done'): Promise<string>;
  /** Makes a training possible, with none under way. */
  trainable(): Promise<void>;
  /** Makes an estimate possible, with none under way. */
  judgedTogether(): Promise<void>;
  /** Ends whatever goes on by itself, so that nothing changes but by requests. */
  still(): Promise<void>;
  /** The name of a group that was made for this. */
  group(): Promise<string>;
  invitation(): Promise<string>;
  adminInvitation(): Promise<string>;
  member(): Promise<string>;
  /** The token of a link that signs somebody in. */
  signInLink(): Promise<string>;
  passwordHolder(): Promise<{ email: string; password: string }>;
};

const policy: Policy = { ...firstPolicy, degree: 'partial', blindShare: 0.5 };

const workers: readonly string[] = ['inspector', 'lead'];
const isPerson = (caller: Caller): caller is PersonCaller & Visitor => 'cookie' in caller;

/** Makes a place on a server. */
export const makePlace = async (server: TestServer): Promise<Place> => {
  const slug = await server.project(policy);
  const params = { project: slug };
  const admin = await server.person('admin');
  const inspector = await server.person('inspector', slug);
  const service = await server.service(slug);
  const member = async () => (await server.person('inspector', slug)).id;
  const receiver = await startReceiver();
  const endpoint = async () => {
    const { db, now, projects } = server.app.services;
    const projectId = (await projects.get(slug))?.id ?? '';
    const id = randomUUID();
    await db.write((tx) =>
      insertEndpoint(tx, {
        id,
        projectId,
        url: receiver.url,
        description: '',
        events: [],
        secrets: [],
        createdBy: system,
        createdAt: now(),
        disabledAt: null,
        disabledReason: null,
        removedAt: null,
        failingSince: null,
        lastSuccessAt: null,
        pausedUntil: now() + 86_400_000,
        pauses: 0,
      }),
    );
    return { project: slug, id };
  };
  const state = async () => {
    const found = await server.app.services.projects.get(slug);
    if (!found) throw new Error(`there is no project ${slug}`);
    return found;
  };
  const item = async () => {
    const [receipt] = await submit(service, slug, [aPrediction({ key: randomUUID(), confidence: 0.5 })]);
    return receipt?.key ?? '';
  };
  const trainable = async (): Promise<void> => {
    await submit(service, slug, [aPrediction({ key: randomUUID(), confidence: 0.99 })]);
    const latest = async () =>
      (await admin.call(api.retraining.cycles, { params, query: { limit: 1 } })).rows[0];
    // Its dataset is written after the reply, and would show as a change in what the next test looks at.
    await expect.poll(async () => (await latest())?.state, { timeout: 20_000 }).not.toBe('preparing');
    const last = await latest();
    if (last) await admin.call(api.retraining.cancel, { params: { ...params, id: last.id } });
  };
  const broughtFile = async (to: 'uploaded' | 'done'): Promise<string> => {
    const query = { format: 'jsonl', name: 'phones.jsonl' };
    const sent = { method: 'POST', body: '{"key":"a","text":"A phone"}' };
    const response = await admin.fetch(addressOf(api.imports.upload, params, query), sent);
    const { id } = (await response.json()) as { id: string }; // what an upload answers
    await server.app.services.db.write((tx) => changeImport(tx, id, { state: to }));
    return id;
  };
  /** A cycle that nothing is done for by itself. */
  const givenTraining = async (change: Partial<CycleRow>): Promise<string> => {
    await trainable();
    const { db, now } = server.app.services;
    const { id: projectId } = await state();
    const given = { projectId, cause: 'by_hand', requestedBy: system, requestedAt: now() } as const;
    return db.write(async (tx) => {
      const opened = await openCycle(tx, { ...given, modelBefore: null, labelSeq: 1, newLabels: 0 });
      return (await changeCycle(tx, opened?.id ?? '', change)).id;
    });
  };
  const claims = async (caller: Visitor) => {
    await item();
    const works = caller.kind === 'admin' || (caller.home?.slug === slug && workers.includes(caller.kind));
    const desk = atDesk(works && isPerson(caller) ? caller : inspector, slug);
    const reviews = await desk.claims(10);
    const review = reviews.find(({ escalation }) => escalation === null); // an escalated one cannot be again
    if (!review) throw new Error('nothing waits');
    await desk.releases(...reviews.filter((other) => other !== review));
    return { desk, review };
  };
  const version = async () => {
    const model = `eye@${randomUUID()}`;
    await admin.call(api.models.register, { params: { ...params, model }, body: {} });
    return model;
  };
  let fitted: Promise<void> | null = null;
  const still = async () => {
    const { db, now } = server.app.services;
    const { id } = await state();
    await db.write(async (tx) => {
      const run = await estimateOf(tx, id, 'latest');
      if (run) await cancelEstimate(tx, id, run.id, now());
    });
  };
  return {
    slug,
    policy,
    calibratable: () => (fitted ??= judgeHeldOut(server, slug, casesToFit)),
    measured: async () => {
      await submit(
        service,
        slug,
        Array.from({ length: 200 }, () => aPrediction({ key: randomUUID() })),
      );
    },
    state,
    item,
    certified: async () => {
      await item();
      const project = await state();
      const peakLogWealth = Math.log(100);
      const evidence = thresholdGrid.map(() => ({ ...startEvidence, peakLogWealth }));
      await server.app.services.db.write(async (tx) => {
        const [version] = await predictingModels(tx, project.id);
        await keepState(tx, project.id, version?.id ?? '', null, {
          position: 'after all others',
          targetError: project.targetError,
          reference: referenceOf(project.policy, project.schema),
          calibrator: 0,
          state: { ...startCertification(0), all: evidence },
        });
      });
      return { basedOn: project.policyRevision, model: 'scratches@1', value: null, threshold: 0 };
    },
    version,
    askable: async () => {
      const model = await version();
      const body = { url: 'http://models.invalid/', protocol: 'plain_json' as const };
      await admin.call(api.models.setEndpoint, { params: { ...params, model }, body });
      return model;
    },
    rollout: async (wanted = 'draft') => {
      const body = { candidate: await version() };
      const { id } = await admin.call(api.rollouts.create, { params, body });
      if (wanted === 'aborted')
        await admin.call(api.rollouts.act, {
          params: { ...params, rollout: id },
          body: { action: 'abort' },
        });
      return id;
    },
    held: async (caller) => (await claims(caller)).review,
    decided: async (caller) => {
      const { desk, review } = await claims(caller);
      return (await desk.decides(review, 'intact')).decisionId;
    },
    question: async (caller) => {
      await item();
      const desk = atDesk(inspector, slug);
      const [review] = await desk.claims();
      if (!review) throw new Error('nothing waits');
      const id = randomUUID();
      await desk.asks(review, 'what is this?', { decisionId: id });
      if (caller.kind === 'admin' || (caller.home?.slug === slug && caller.kind === 'lead'))
        await caller.call(api.items.reveal, { params: { ...params, key: review.key } });
      return id;
    },
    media: async () => {
      const text = randomUUID();
      const document = { base64: Buffer.from(text).toString('base64') };
      const key = randomUUID();
      await submit(service, slug, [aPrediction({ key, payload: { document } })]);
      const { payload } = await service.call(api.items.get, { params: { ...params, key } });
      return (payload as { document: { media: string } }).document.media; // as texts in files are kept
    },
    key: async () => {
      const body = { name: 'line', permissions: ['items.read' as const] };
      return (await admin.call(api.keys.create, { params, body })).id;
    },
    endpoint,
    delivery: async () => {
      const { id } = await endpoint();
      const { eventId } = await admin.call(api.callbacks.test, { params: { ...params, id } });
      return { ...params, id, event: eventId };
    },
    alarm: async () => {
      const body = { name: randomUUID(), condition: aCondition };
      return { ...params, id: (await admin.call(api.alarms.create, { params, body })).id };
    },
    silence: async () => {
      const body = { alarm: null, endsAt: new Date(Date.now() + 3_600_000).toISOString() };
      return { ...params, id: (await admin.call(api.alarms.silence, { params, body })).id };
    },
    draft: async () =>
      (await admin.call(api.policy.saveDraft, { params, body: { name: randomUUID(), policy } })).id,
    estimate: async () => {
      const { db, now } = server.app.services;
      const { id, schemaRevision } = await state();
      return db.write(async (tx) => {
        const given = { projectId: id, startedBy: inspector.id, startedAt: now(), schemaRevision };
        const started = await startEstimate(tx, given);
        if (started) await cancelEstimate(tx, id, started.id, now());
        return (started ?? (await estimateOf(tx, id, 'latest')))?.id ?? '';
      });
    },
    training: () => givenTraining({ state: 'cancelled' }),
    readyTraining: () =>
      givenTraining({
        state: 'requested',
        labels: { auto: 0, human: 0, consensus: 0, adjudicated: 0, posterior: 0, imported: 0 },
        datasetHash: '0'.repeat(64),
        datasetBytes: 0,
        datasetParts: [],
      }),
    gold: async () => {
      const { db, now } = server.app.services;
      const key = randomUUID();
      await submit(service, slug, [aPrediction({ key })]);
      const { id: projectId } = await state();
      const gold = { projectId, value: 'intact', note: '', place: 0, author: system, markedAt: now() };
      await db.write(async (tx) =>
        markGold(tx, { ...gold, itemId: (await itemIdOf(tx, projectId, key)) ?? '' }),
      );
      return key;
    },
    paused: async () => {
      const { db, now } = server.app.services;
      const [{ id }, user] = [await state(), await member()];
      await db.write((tx) => pause(tx, id, user, now()));
      return user;
    },
    snapshot: async () => {
      const { db, now } = server.app.services;
      const writing = () => db.read((q) => unattended(q, q.tables.snapshots, Number.MAX_SAFE_INTEGER));
      await expect.poll(writing, { timeout: 20_000 }).toBeNull();
      return keepSnapshot(db, await state(), now());
    },
    written: async () => keepExport(server.app.services.db, await state(), server.app.services.now()),
    broughtFile,
    trainable,
    judgedTogether: async () => {
      const { db } = server.app.services;
      const { id } = await state();
      const cell = { arm: 'blind', firstValue: '"a"', secondValue: '"a"', n: 1 } as const;
      const pair = (firstUserId: string, secondUserId: string) => ({ ...cell, firstUserId, secondUserId });
      await db.write(async (tx) => {
        const pairs = [pair('a', 'b'), pair('b', 'c')];
        await addReliability(tx, id, [{ pairs, patterns: [], settled: [] }]);
      });
      await still();
    },
    still,
    group: async () => {
      const name = `g-${randomUUID().slice(0, 8)}`;
      await admin.call(api.groups.save, { params: { ...params, name }, body: { title: name, members: [] } });
      return name;
    },
    invitation: async () => (await admin.call(api.people.invite, { params, body: { role: 'analyst' } })).id,
    adminInvitation: async () => (await admin.call(api.people.inviteAdmin, { body: {} })).id,
    member,
    signInLink: async () => {
      const { url } = await admin.call(api.people.signInLink, { params: { user: await member() } });
      return url.split('/').at(-1) ?? '';
    },
    passwordHolder: async () => {
      const person = await server.person(null);
      const password = 'a good password';
      await person.call(api.sessions.changePassword, { body: { current: null, next: password } });
      return { email: person.email, password };
    },
  };
};
