import { randomUUID } from 'node:crypto';
import type { api } from '../../../server/api.ts';
import type { Role } from '../../../server/domain/roles.ts';
import { firstPolicy } from '../../../server/domain/policy.ts';
import { firstSettings } from '../../../server/domain/retraining/triggers/settings.ts';
import { aCondition } from '../../support/alarms.ts';
import { aPrediction, scratchClasses } from '../../support/server.ts';
import { commentEntries } from './comments.ts';
import { datasetEntries } from './datasets.ts';
import { goldEntries } from './gold.ts';
import { importEntries } from './imports.ts';
import { queueEntries } from './queue.ts';
import type { Place, Visitor } from './place.ts';

/** Who may: one of these roles in the project, or a service whose key has the permission. */
type Who = Role | 'key';

/** A request's parts, as they are sent. */
export type Sent = {
  params?: Record<string, string>;
  query?: Record<string, string>;
  body?: unknown;
  /** A file, in place of a body. */
  file?: string;
};

/** One route: who may call it, and a request that those are granted. */
export type Entry = {
  may: 'anyone' | 'people' | 'admins' | readonly Who[];
  /** A valid request of this caller in a place; what it names is made for it, and used up by nobody else. */
  request(place: Place, caller: Visitor): Sent | Promise<Sent>;
  /** Those who may name another project's thing here, as the rule is that nobody may. */
  mayNameForeign?: readonly Who[];
};

type Api = typeof api;
type RouteName = { [F in keyof Api]: `${F}.${keyof Api[F] & string}` }[keyof Api];

const leads = ['lead', 'admin'] as const;
const workers = ['inspector', ...leads] as const;
const readers = ['analyst', ...leads, 'key'] as const;
const aDay = { from: '2026-01-01T00:00:00Z', to: '2026-01-02T00:00:00Z' };
const everyone = ['inspector', ...readers] as const;

const inProject = (place: Place): Sent => ({ params: { project: place.slug } });
const ofAskable = async (place: Place) => ({ params: { project: place.slug, model: await place.askable() } });
const ofTraining = async (place: Place) => ({ project: place.slug, id: await place.training() });
const ending = (token: number) => ({ decisionId: randomUUID(), token });

/** Every route of the API. A new one does not compile without its line. */
export const table: Record<RouteName, Entry> = {
  'sessions.signIn': {
    may: 'anyone',
    request: async (place) => ({ body: await place.passwordHolder() }),
  },
  'sessions.me': { may: 'people', request: () => ({}) },
  'sessions.signOut': { may: 'people', request: () => ({ query: { everywhere: 'true' } }) },
  'sessions.changePassword': {
    may: 'people',
    request: () => ({ body: { current: null, next: 'a good password' } }),
  },
  'sessions.setDeskKeys': { may: 'people', request: () => ({ body: { keys: { skip: 'x' } } }) },
  'sessions.describeLink': {
    may: 'anyone',
    request: async (place) => ({ params: { token: await place.signInLink() } }),
  },
  'sessions.acceptLink': {
    may: 'anyone',
    request: async (place) => ({ params: { token: await place.signInLink() }, body: {} }),
  },

  'people.list': { may: ['analyst', ...leads], request: inProject },
  'people.invite': {
    may: leads,
    request: (place) => ({ ...inProject(place), body: { role: 'analyst' } }),
  },
  'people.withdrawInvitation': {
    may: leads,
    request: async (place) => ({ params: { project: place.slug, id: await place.invitation() } }),
  },
  'people.setRole': {
    may: leads,
    request: async (place) => ({
      params: { project: place.slug, user: await place.member() },
      body: { role: 'analyst' },
    }),
    mayNameForeign: ['admin'], // who may bring any account into any project
  },
  'people.remove': {
    may: leads,
    request: async (place) => ({ params: { project: place.slug, user: await place.member() } }),
  },
  'people.accounts': { may: 'admins', request: () => ({}) },
  'people.inviteAdmin': { may: 'admins', request: () => ({ body: {} }) },
  'people.withdrawAdminInvitation': {
    may: 'admins',
    request: async (place) => ({ params: { id: await place.adminInvitation() } }),
  },
  'people.updateAccount': {
    may: 'admins',
    request: async (place) => ({ params: { user: await place.member() }, body: { disabled: true } }),
  },
  'people.signInLink': {
    may: 'admins',
    request: async (place) => ({ params: { user: await place.member() } }),
  },

  'keys.list': { may: leads, request: inProject },
  'keys.create': {
    may: leads,
    request: (place) => ({ ...inProject(place), body: { name: 'line', permissions: ['items.read'] } }),
  },
  'keys.rotate': {
    may: leads,
    request: async (place) => ({ params: { project: place.slug, id: await place.key() }, body: {} }),
  },
  'keys.revoke': {
    may: leads,
    request: async (place) => ({ params: { project: place.slug, id: await place.key() } }),
  },

  'projects.list': { may: 'people', request: () => ({}) },
  'projects.create': {
    may: 'admins',
    request: () => ({
      body: {
        slug: `p-${randomUUID()}`,
        name: 'Cars',
        question: 'Dented?',
        itemKind: 'text',
        schema: { kind: 'choice', classes: scratchClasses },
      },
    }),
  },
  'projects.get': { may: everyone, request: inProject },
  'projects.update': {
    may: leads,
    request: (place) => ({ ...inProject(place), body: { name: `Phones ${randomUUID()}` } }),
  },
  'projects.schemas': { may: everyone, request: inProject },
  'projects.reviseSchema': {
    may: leads,
    request: async (place) => ({
      ...inProject(place),
      body: {
        basedOn: (await place.state()).schemaRevision,
        schema: { kind: 'choice', classes: scratchClasses },
      },
    }),
  },

  'media.upload': {
    may: [...leads, 'key'],
    request: (place) => ({ ...inProject(place), file: randomUUID() }),
  },
  'media.get': {
    may: everyone,
    request: async (place) => ({ params: { project: place.slug, media: await place.media() } }),
  },

  'intake.submit': {
    may: [...leads, 'key'],
    request: (place) => ({ ...inProject(place), body: aPrediction({ key: randomUUID() }) }),
  },

  'intake.decide': {
    may: [...leads, 'key'],
    request: async (place) => {
      await place.askable();
      return { ...inProject(place), body: { key: randomUUID(), payload: { text: 'A phone' } } };
    },
  },

  'items.list': { may: everyone, request: inProject },
  'items.get': {
    may: everyone,
    request: async (place) => ({ params: { project: place.slug, key: await place.item() } }),
  },
  'items.label': {
    may: everyone,
    request: async (place) => ({ params: { project: place.slug, key: await place.item() } }),
  },
  'items.reveal': {
    may: leads,
    request: async (place) => ({ params: { project: place.slug, key: await place.item() } }),
  },

  'policy.current': { may: readers, request: inProject },
  'policy.revisions': { may: readers, request: inProject },
  'policy.save': {
    may: leads,
    request: async (place) => ({
      ...inProject(place),
      body: { basedOn: (await place.state()).policyRevision, policy: place.policy },
    }),
  },
  'policy.preview': {
    may: readers,
    request: (place) => ({ ...inProject(place), body: { policy: firstPolicy } }),
  },
  'policy.whatIf': {
    may: readers,
    request: (place) => ({ ...inProject(place), body: { policies: [firstPolicy] } }),
  },
  'policy.drafts': { may: readers, request: inProject },
  'policy.saveDraft': {
    may: ['analyst', ...leads],
    request: (place) => ({ ...inProject(place), body: { name: randomUUID(), policy: place.policy } }),
  },
  'policy.changeDraft': {
    may: ['analyst', ...leads],
    request: async (place) => ({
      params: { project: place.slug, id: await place.draft() },
      body: { name: randomUUID() },
    }),
  },
  'policy.removeDraft': {
    may: ['analyst', ...leads],
    request: async (place) => ({ params: { project: place.slug, id: await place.draft() } }),
  },

  'models.list': { may: readers, request: inProject },
  'models.register': {
    may: leads,
    request: (place) => ({
      params: { project: place.slug, model: 'eye@1' },
      body: { description: randomUUID() },
    }),
  },

  'models.retire': {
    may: leads,
    request: async (place) => ({
      params: { project: place.slug, model: await place.version() },
      body: { retired: true },
    }),
  },

  'models.endpoint': { may: readers, request: ofAskable },
  'models.setEndpoint': {
    may: leads,
    request: async (place) => ({
      ...(await ofAskable(place)),
      body: { url: 'http://models.invalid/', protocol: 'open_inference' },
    }),
  },
  'models.removeEndpoint': { may: leads, request: ofAskable },
  'models.tryEndpoint': {
    may: leads,
    request: async (place) => ({ ...(await ofAskable(place)), body: { payload: { text: 'A phone' } } }),
  },

  'rollouts.assignment': {
    may: [...leads, 'key'],
    request: (place) => ({ ...inProject(place), query: { unit: 'a' } }),
  },
  'rollouts.list': { may: readers, request: inProject },
  'rollouts.propose': {
    may: readers,
    request: (place) => ({ ...inProject(place), query: { candidate: 'eye@9' } }),
  },
  'rollouts.create': {
    may: leads,
    request: async (place) => ({ ...inProject(place), body: { candidate: await place.version() } }),
  },
  'rollouts.get': {
    may: readers,
    request: async (place) => ({ params: { project: place.slug, rollout: await place.rollout() } }),
  },
  'rollouts.act': {
    may: leads,
    request: async (place) => ({
      params: { project: place.slug, rollout: await place.rollout() },
      body: { action: 'abort' },
    }),
  },
  'rollouts.quarantine': {
    may: leads,
    request: async (place) => ({
      params: { project: place.slug, rollout: await place.rollout('aborted') },
    }),
  },

  'evidence.get': { may: readers, request: inProject },
  'calibrators.get': { may: readers, request: inProject },
  'calibrators.fit': {
    may: leads,
    request: async (place) => {
      await place.calibratable();
      return { ...inProject(place), body: { model: 'scratches@1', kind: 'temperature' } };
    },
  },
  'calibrators.use': {
    may: leads,
    request: async (place) => {
      await place.item();
      return { ...inProject(place), body: { model: 'scratches@1', revision: 0, insteadOf: 0 } };
    },
  },
  'evidence.slices': { may: readers, request: inProject },
  'ladder.get': { may: readers, request: inProject },
  'certificates.get': { may: readers, request: inProject },
  'certificates.use': {
    may: leads,
    request: async (place) => ({ ...inProject(place), body: await place.certified() }),
  },

  'reliability.get': { may: readers, request: inProject },
  'reliability.inspectors': { may: leads, request: inProject },
  'reliability.doubts': { may: ['analyst', ...leads], request: inProject },
  'reliability.start': {
    may: ['analyst', ...leads],
    request: async (place) => {
      await place.judgedTogether();
      return inProject(place);
    },
  },
  'reliability.cancel': {
    may: ['analyst', ...leads],
    request: async (place) => ({ params: { project: place.slug, id: await place.estimate() } }),
  },
  ...commentEntries,
  ...queueEntries,
  ...goldEntries,
  ...datasetEntries,
  ...importEntries,

  'audits.get': { may: readers, request: inProject },

  'retraining.get': { may: readers, request: inProject },
  'retraining.change': {
    may: leads,
    request: (place) => ({ ...inProject(place), body: firstSettings }),
  },
  'retraining.cycles': { may: readers, request: inProject },
  'retraining.cycle': { may: readers, request: async (place) => ({ params: await ofTraining(place) }) },
  'retraining.request': {
    may: ['analyst', ...leads],
    request: async (place) => {
      await place.trainable();
      return inProject(place);
    },
  },
  'retraining.cancel': {
    may: ['analyst', ...leads],
    request: async (place) => ({ params: await ofTraining(place) }),
  },
  'retraining.dataset': {
    may: ['analyst', 'key'],
    request: async (place) => ({ params: { project: place.slug, id: await place.readyTraining() } }),
  },
  'retraining.report': {
    may: [...leads, 'key'],
    request: async (place) => ({
      params: { project: place.slug, id: await place.readyTraining() },
      body: { report: 'started' },
    }),
  },
  'alarms.list': { may: readers, request: inProject },
  'alarms.history': { may: readers, request: inProject },
  'alarms.create': {
    may: leads,
    request: (place) => ({ ...inProject(place), body: { name: randomUUID(), condition: aCondition } }),
  },
  'alarms.addPresets': { may: leads, request: inProject },
  'alarms.update': {
    may: leads,
    request: async (place) => ({ params: await place.alarm(), body: { note: randomUUID() } }),
  },
  'alarms.remove': { may: leads, request: async (place) => ({ params: await place.alarm() }) },
  'alarms.silence': {
    may: leads,
    request: (place) => ({
      ...inProject(place),
      body: { alarm: null, endsAt: new Date(Date.now() + 3_600_000).toISOString() },
    }),
  },
  'alarms.unsilence': { may: leads, request: async (place) => ({ params: await place.silence() }) },
  'alarms.recipients': { may: leads, request: inProject },
  'alarms.setRecipients': {
    may: leads,
    request: (place) => ({ ...inProject(place), body: { addresses: [] } }),
  },

  'reviews.claim': {
    may: workers,
    request: async (place) => {
      await place.item();
      return { ...inProject(place), body: { count: 1 } };
    },
  },
  'reviews.decide': {
    may: workers,
    request: async (place, caller) => {
      const { id, token } = await place.held(caller);
      const body = { ...ending(token), value: 'intact', suggestionShown: false };
      return { params: { project: place.slug, id }, body };
    },
  },
  'reviews.skip': {
    may: workers,
    request: async (place, caller) => {
      const { id, token } = await place.held(caller);
      return { params: { project: place.slug, id }, body: { ...ending(token), reason: 'unclear' } };
    },
  },
  'reviews.escalate': {
    may: workers,
    request: async (place, caller) => {
      const { id, token } = await place.held(caller);
      return { params: { project: place.slug, id }, body: { ...ending(token), note: 'what is this?' } };
    },
  },
  'reviews.release': {
    may: workers,
    request: async (place, caller) => {
      const { id, token } = await place.held(caller);
      return { ...inProject(place), body: { leases: [{ reviewId: id, token }] } };
    },
  },
  'reviews.renew': {
    may: workers,
    request: async (place, caller) => {
      const { id, token } = await place.held(caller);
      return { ...inProject(place), body: { leases: [{ reviewId: id, token }] } };
    },
  },
  'reviews.myDecisions': { may: workers, request: inProject },
  'reviews.change': {
    may: workers,
    request: async (place, caller) => ({
      params: { project: place.slug, id: await place.decided(caller) },
      body: { decisionId: randomUUID(), value: 'scratched' },
    }),
  },

  'labels.export': { may: readers, request: inProject },
  'labels.count': { may: readers, request: inProject },

  'callbacks.list': { may: leads, request: inProject },
  'callbacks.create': {
    may: leads,
    request: (place) => ({
      ...inProject(place),
      body: { url: 'https://hook.example/a', events: ['label.changed'] },
    }),
  },
  'callbacks.update': {
    may: leads,
    request: async (place) => ({ params: await place.endpoint(), body: { description: randomUUID() } }),
  },
  'callbacks.remove': { may: leads, request: async (place) => ({ params: await place.endpoint() }) },
  'callbacks.rotateSecret': {
    may: leads,
    request: async (place) => ({ params: await place.endpoint(), body: {} }),
  },
  'callbacks.test': { may: leads, request: async (place) => ({ params: await place.endpoint() }) },
  'callbacks.deliveries': {
    may: leads,
    request: async (place) => ({ ...inProject(place), query: { endpoint: (await place.endpoint()).id } }),
  },
  'callbacks.delivery': { may: leads, request: async (place) => ({ params: await place.delivery() }) },
  'callbacks.replay': { may: leads, request: async (place) => ({ params: await place.delivery() }) },
  'callbacks.replayRange': {
    may: leads,
    request: async (place) => ({
      params: await place.endpoint(),
      body: { from: '2026-01-01T00:00:00Z', to: '2026-01-02T00:00:00Z' },
    }),
  },

  'overview.get': { may: everyone, request: inProject },
  'personal.get': {
    may: workers,
    request: (place) => ({ ...inProject(place), query: { since: '2026-01-01T00:00:00Z' } }),
  },
  'monitoring.series': { may: readers, request: (place) => ({ ...inProject(place), query: aDay }) },
  'monitoring.inputs': { may: leads, request: inProject },
  'monitoring.expected': { may: everyone, request: inProject },
  'pipeline.get': { may: readers, request: inProject },
  'drift.get': { may: readers, request: inProject },
  'drift.movedItems': {
    may: readers,
    request: (place) => ({ ...inProject(place), query: { subject: 'classes' } }),
  },
  'drift.takeReference': {
    may: leads,
    request: async (place) => {
      await place.measured();
      const time = { from: '2020-01-01T00:00:00Z', to: '2100-01-01T00:00:00Z' };
      return { ...inProject(place), body: { name: 'All', model: 'scratches@1', ...time } };
    },
  },

  'auditLog.project': { may: leads, request: inProject },
  'system.series': { may: 'admins', request: () => ({ query: aDay }) },
  'auditLog.server': { may: 'admins', request: () => ({}) },
};
