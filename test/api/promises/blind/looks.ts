import { randomUUID } from 'node:crypto';
import { addressOf } from '../../../../client/api/call.ts';
import { api } from '../../../../server/api.ts';
import type { ReplyOf, Route } from '../../../../server/contract/route.ts';
import { callbackTypes } from '../../../../server/domain/callback-events.ts';
import { evidenceBases } from '../../../../server/domain/evidence.ts';
import { labelSources } from '../../../../server/domain/words.ts';
import type { HeldReview } from '../../../../server/features/reviews/contract.ts';
import type { Caller } from '../../../support/server.ts';
import { classes, readerSays, type Scene } from './scenes.ts';
import type { Said } from './leaks.ts';

type Sent = { params?: Record<string, unknown>; query?: Record<string, unknown>; body?: unknown };

/** Somebody who tries to find out, and all they were told. */
export type Reader = {
  caller: Caller;
  scene: Scene;
  held: Map<string, HeldReview>;
  decided: string[];
  deliveries: { id: string; event: string }[];
  said: Said[];
  /** Asks lists by every filter too, which tells by what it leaves out; what its rows say, they say without it. */
  filters: boolean;
};

type Look = (reader: Reader) => Sent[];
type Looks = { [F in keyof typeof api]: Record<keyof (typeof api)[F], Look> };

const nobody = '01900000-0000-7000-8000-000000000000';
const oneOf = ({ scene }: Reader) => ({ project: scene.project });
const inProject: Look = (r) => [{ params: oneOf(r) }];
const bare: Look = () => [{}];
const ofNobody =
  (name: string, body?: unknown): Look =>
  (r) => [{ params: { ...oneOf(r), [name]: nobody }, body }];
const ofItems =
  (...queries: Record<string, unknown>[]): Look =>
  (r) =>
    [r.scene.target, r.scene.twin].flatMap((key) =>
      queries.map((query) => ({ params: { ...oneOf(r), key }, query })),
    );
const lists =
  (whole: Record<string, unknown>[], filters: Record<string, unknown>[]): Look =>
  (r) =>
    [...whole, ...(r.filters ? filters : [])].map((query) => ({ params: oneOf(r), query }));
const ofLabels = [
  ...classes.map((name) => ({ class: name })),
  { model: 'scratches@1' },
  ...labelSources.map((source) => ({ source })),
];
const past = '2020-01-01T00:00:00Z';

/** Ends a review of a decoy and claims what there is, then sends the same again, which is answered by what is held. */
const endsDecoy =
  (more: Record<string, unknown>): Look =>
  (r) => {
    const [decoy] = [...r.held.values()].filter((review) => r.scene.decoys.includes(review.key));
    if (!decoy) return [];
    r.held.delete(decoy.id);
    const sent = {
      params: { ...oneOf(r), id: decoy.id },
      body: { decisionId: randomUUID(), token: decoy.token, claim: 10, ...more },
    };
    if ('value' in more) r.decided.push(sent.body.decisionId);
    return [sent, sent];
  };
const target = (r: Reader) => [...r.held.values()].find((review) => review.key === r.scene.target);

/** What each route is asked by somebody who would like to know; nothing in it takes them out of those who may judge. */
export const looks: Looks = {
  sessions: {
    signIn: () => [{ body: { email: 'nobody@example.org', password: 'wrong' } }],
    me: bare,
    signOut: () => [], // would end the session that all the others need; it answers { ok: true }
    changePassword: () => [{ body: { current: 'wrong', next: 'short' } }],
    setDeskKeys: () => [{ body: { keys: {} } }],
    describeLink: () => [{ params: { token: 'none' } }],
    acceptLink: () => [{ params: { token: 'none' }, body: {} }],
  },
  people: {
    list: inProject,
    invite: (r) => [{ params: oneOf(r), body: { role: 'analyst' } }],
    withdrawInvitation: ofNobody('id'),
    setRole: ofNobody('user', { role: 'analyst' }),
    remove: ofNobody('user'),
    accounts: bare,
    inviteAdmin: () => [{ body: {} }],
    updateAccount: ofNobody('user', { disabled: true }),
    signInLink: ofNobody('user'),
    withdrawAdminInvitation: ofNobody('id'),
  },
  groups: {
    list: inProject,
    save: (r) => [{ params: { ...oneOf(r), name: 'none' }, body: { title: '', members: [] } }],
    remove: ofNobody('name'),
  },
  queue: {
    get: inProject,
    // Of what they hold themselves nothing is taken from them, and they could not be given it otherwise.
    assign: (r) => [
      {
        params: oneOf(r),
        body: { which: { keys: [r.scene.target] }, to: { kind: 'person', id: nobody }, reason: '?' },
      },
    ],
    requeue: (r) => [{ params: oneOf(r), body: { keys: [r.scene.target, r.scene.twin], reason: '?' } }],
  },
  keys: {
    list: inProject,
    create: (r) => [{ params: oneOf(r), body: { name: 'mine', permissions: ['project.read'] } }],
    rotate: ofNobody('id', {}),
    revoke: ofNobody('id'),
  },
  projects: {
    list: bare,
    create: (r) => [{ body: { slug: r.scene.project } }],
    get: inProject,
    update: (r) => [{ params: oneOf(r), body: {} }],
    schemas: inProject,
    reviseSchema: (r) => [{ params: oneOf(r), body: { basedOn: 99 } }],
  },
  media: {
    upload: (r) => [{ params: oneOf(r), body: {} }],
    get: (r) => [{ params: { ...oneOf(r), media: 'a'.repeat(64) } }],
  },
  intake: {
    // Under the item's own key, with other content: what is stored under it is not told.
    submit: (r) => [
      {
        params: oneOf(r),
        body: [{ key: r.scene.target, payload: { text: '?' }, model: 'scratches@1', value: readerSays }],
      },
    ],
    decide: (r) => [{ params: oneOf(r), body: { key: r.scene.target, payload: { text: '?' } } }],
  },
  items: {
    list: lists(
      [{}],
      [
        ...ofLabels,
        { key: 't' },
        ...classes.map((predicted) => ({ predicted })),
        ...['accepted', 'in_review', 'disputed', 'labelled'].map((status) => ({ status })),
        ...evidenceBases.map((asked) => ({ asked })),
        ...['auto', 'review'].map((destination) => ({ destination })),
      ],
    ),
    get: ofItems({}),
    label: ofItems({}, { wait: 0.05 }),
    erase: (r) => [{ params: { ...oneOf(r), key: 'nobody' }, body: { reason: 'mine' } }],
    reveal: (r) => (target(r) ? ofItems({})(r) : []), // refused while it is held; else it is what it says
  },
  policy: {
    current: inProject,
    revisions: inProject,
    save: (r) => [{ params: oneOf(r), body: { basedOn: 99 } }],
    preview: () => [], // counts over many items, by predicted class: of what is waiting too
    whatIf: () => [], // the same
    drafts: inProject,
    saveDraft: (r) => [{ params: oneOf(r), body: { name: 'mine' } }],
    changeDraft: ofNobody('id', { name: 'mine' }),
    removeDraft: ofNobody('id'),
  },
  models: {
    list: inProject,
    register: (r) => [{ params: { ...oneOf(r), model: 'scratches@1' }, body: {} }],
    retire: (r) => [{ params: { ...oneOf(r), model: 'scratches@1' }, body: { retired: false } }],
    endpoint: (r) => [{ params: { ...oneOf(r), model: 'scratches@1' } }],
    setEndpoint: (r) => [{ params: { ...oneOf(r), model: 'scratches@1' }, body: {} }],
    removeEndpoint: (r) => [{ params: { ...oneOf(r), model: 'scratches@1' } }],
    tryEndpoint: (r) => [{ params: { ...oneOf(r), model: 'scratches@1' }, body: { payload: { text: '?' } } }],
  },
  rollouts: {
    assignment: inProject,
    list: inProject,
    propose: () => [], // counts over many answers, of no item
    create: (r) => [{ params: oneOf(r), body: { candidate: 'scratches@9' } }],
    get: (r) => [{ params: { ...oneOf(r), rollout: randomUUID() } }],
    act: (r) => [{ params: { ...oneOf(r), rollout: randomUUID() }, body: { action: 'abort' } }],
    quarantine: (r) => [{ params: { ...oneOf(r), rollout: randomUUID() } }],
  },
  evidence: {
    get: () => [], // counts over many answers, of no item
    slices: () => [], // the same, by what was measured
  },
  calibrators: {
    get: () => [], // counts as well
    fit: (r) => [{ params: oneOf(r), body: { model: 'scratches@1', kind: 'isotonic' } }],
    use: (r) => [{ params: oneOf(r), body: { model: 'scratches@1', revision: 7, insteadOf: 0 } }],
  },
  ladder: {
    get: () => [], // counts as well
  },
  certificates: {
    get: () => [], // counts as well, and the key of an item that is waited for
    use: (r) => [
      { params: oneOf(r), body: { basedOn: 99, model: 'scratches@1', value: null, threshold: 0.9 } },
    ],
  },
  reliability: {
    get: inProject,
    inspectors: inProject,
    doubts: inProject,
    start: inProject,
    cancel: ofNobody('id'),
  },
  comments: {
    list: ofItems({}),
    write: (r) => [
      { params: { ...oneOf(r), key: r.scene.target }, body: { id: randomUUID(), text: 'what is this?' } },
    ],
    questions: inProject,
    answer: ofNobody('id', { id: randomUUID(), text: 'that' }),
  },
  gold: {
    list: inProject,
    mark: (r) => [
      { params: oneOf(r), body: { items: [{ key: r.scene.target, value: 'none of the classes' }] } },
    ],
    unmark: (r) => [{ params: { ...oneOf(r), key: r.scene.target } }],
    resume: ofNobody('user'),
  },
  audits: { get: inProject },
  retraining: {
    get: inProject,
    change: (r) => [{ params: oneOf(r), body: {} }],
    cycles: inProject,
    cycle: ofNobody('id'),
    request: inProject,
    cancel: ofNobody('id'),
    dataset: ofNobody('id'), // refused to all who judge, which a test of its own holds
    report: ofNobody('id', { report: 'started' }),
  },
  // Its rows are refused to all who judge, which a test of its own holds.
  datasets: {
    create: (r) => [{ params: oneOf(r), body: { name: 'mine' } }],
    list: inProject,
    get: ofNobody('id'),
    cancel: ofNobody('id'),
    rows: ofNobody('id'),
    data: ofNobody('id'),
    difference: ofNobody('id'),
    export: ofNobody('id', { format: 'jsonl' }),
    exports: ofNobody('id'),
    exported: ofNobody('id'),
    cancelExport: ofNobody('id'),
    file: ofNobody('id'),
    link: ofNobody('id', {}),
    linked: () => [{ params: { secret: 'nobody' } }],
    withdrawn: inProject,
  },
  alarms: {
    list: inProject,
    history: inProject,
    create: (r) => [{ params: oneOf(r), body: { name: 'mine' } }],
    addPresets: inProject,
    update: ofNobody('id', { note: 'mine' }),
    remove: ofNobody('id'),
    silence: (r) => [{ params: oneOf(r), body: { alarm: nobody, endsAt: past } }],
    unsilence: ofNobody('id'),
    recipients: inProject,
    setRecipients: (r) => [{ params: oneOf(r), body: { addresses: ['nobody'] } }],
  },
  reviews: {
    claim: (r) => [
      { params: oneOf(r), body: { count: 2 } },
      { params: oneOf(r), body: { count: 5, resume: true } },
    ],
    decide: (r) => [
      ...endsDecoy({ value: readerSays, suggestionShown: true })(r),
      ...[target(r)].flatMap((review) =>
        review
          ? [
              {
                params: { ...oneOf(r), id: review.id },
                body: {
                  decisionId: randomUUID(),
                  token: review.token,
                  value: 'unicorn',
                  suggestionShown: true,
                },
              },
            ]
          : [],
      ),
    ],
    skip: endsDecoy({ reason: 'unclear' }),
    escalate: endsDecoy({ note: 'help' }),
    ask: endsDecoy({ text: 'what is this?' }),
    release: (r) => [{ params: oneOf(r), body: { leases: [{ reviewId: nobody, token: 1 }] } }],
    renew: (r) => [
      {
        params: oneOf(r),
        body: { leases: [...r.held.values()].map(({ id, token }) => ({ reviewId: id, token })) },
      },
    ],
    myDecisions: (r) => [{ params: oneOf(r), query: { limit: 50 } }],
    change: (r) => {
      const id = r.decided.pop();
      if (id === undefined) return [];
      return [{ params: { ...oneOf(r), id }, body: { decisionId: randomUUID(), value: readerSays } }];
    },
  },
  labels: {
    export: lists([{ format: 'jsonl' }, { format: 'csv' }], [...ofLabels, { from: past }]),
    count: lists([{}], [...ofLabels, { from: past }]),
  },
  callbacks: {
    list: inProject,
    create: (r) => [{ params: oneOf(r), body: { url: 'ftp://nowhere' } }],
    update: ofNobody('id', { description: 'mine' }),
    remove: ofNobody('id'),
    rotateSecret: ofNobody('id', {}),
    test: ofNobody('id'),
    deliveries: lists(
      [{ limit: 200 }],
      callbackTypes.map((type) => ({ limit: 200, type })),
    ),
    delivery: (r) => r.deliveries.map((params) => ({ params: { ...oneOf(r), ...params } })),
    replay: (r) => r.deliveries.slice(0, 2).map((params) => ({ params: { ...oneOf(r), ...params } })),
    replayRange: ofNobody('id', { from: past, to: '2020-01-02T00:00:00Z' }),
  },
  overview: { get: inProject },
  personal: { get: (r) => [{ params: oneOf(r), query: { since: past } }] },
  monitoring: {
    series: (r) => [
      { params: oneOf(r), query: { from: past, to: new Date().toISOString() } },
      { params: oneOf(r), query: { from: past, to: new Date().toISOString(), model: 'scratches@1' } },
    ],
    inputs: inProject,
    expected: inProject,
  },
  pipeline: { get: inProject },
  drift: {
    get: inProject,
    movedItems: (r) =>
      ['classes', 'confidence', 'input:secret'].map((subject) => ({ params: oneOf(r), query: { subject } })),
    takeReference: (r) => [
      {
        params: oneOf(r),
        body: { name: 'All', model: 'scratches@1', from: past, to: new Date().toISOString() },
      },
    ],
  },
  system: { series: () => [{ query: { from: past, to: new Date().toISOString() } }] },
  auditLog: { project: inProject, server: bare },
};

const remember = (reader: Reader, text: string): void => {
  const { reviews } = JSON.parse(text) as { reviews?: HeldReview[] };
  for (const review of reviews ?? []) reader.held.set(review.id, review);
};

const rememberDeliveries = (reader: Reader, text: string): void => {
  const { rows } = JSON.parse(text) as ReplyOf<typeof api.callbacks.deliveries>;
  for (const { endpointId: id, eventId: event } of rows)
    if (!reader.deliveries.some((known) => known.event === event)) reader.deliveries.push({ id, event });
};

/** Asks every route what there is to ask, or those alone that `which` takes, keeping all that is told. */
export const lookEverywhere = async (
  reader: Reader,
  which: (route: Route) => boolean = () => true,
): Promise<void> => {
  for (const [feature, contract] of Object.entries(api))
    for (const [name, route] of Object.entries<Route>(contract)) {
      if (!which(route)) continue;
      // A route that is not in the table is missed by a test of its own.
      const look = (looks as Record<string, Record<string, Look>>)[feature]?.[name];
      for (const { params, query, body } of look?.(reader) ?? []) {
        const response = await reader.caller.fetch(addressOf(route, params, query), {
          method: route.method.toUpperCase(),
          ...(body === undefined
            ? {}
            : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
        });
        const text = await response.text();
        const by = `${feature}.${name} ${response.status} ${JSON.stringify(query ?? {})}`;
        reader.said.push(
          { by, text },
          { by: `${by} (headers)`, text: JSON.stringify([...response.headers]) },
        );
        if (feature === 'reviews' && response.ok) remember(reader, text);
        if (route === api.callbacks.deliveries && response.ok) rememberDeliveries(reader, text);
      }
    }
};
