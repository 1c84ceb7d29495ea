import { queryOptions } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import type { QueueCounts } from '../../server/contract/realtime.ts';
import type { ReplyOf } from '../../server/contract/route.ts';
import { permissionsOf, type ProjectPermission } from '../../server/domain/roles.ts';
import { alarmsContract } from '../../server/features/alarms/contract.ts';
import { auditsContract } from '../../server/features/audits/contract.ts';
import { callbacksContract } from '../../server/features/callbacks/contract.ts';
import { groupsContract } from '../../server/features/groups/contract.ts';
import { peopleContract } from '../../server/features/people/contract.ts';
import { commentsContract } from '../../server/features/comments/contract.ts';
import type { itemsContract } from '../../server/features/items/contract.ts';
import { overviewContract } from '../../server/features/overview/contract.ts';
import { personalContract } from '../../server/features/personal/contract.ts';
import { policyContract } from '../../server/features/policy/contract.ts';
import { projectsContract } from '../../server/features/projects/contract.ts';
import { sessionsContract, type Me } from '../../server/features/sessions/contract.ts';
import { call, CallError } from './call.ts';

export type Project = ReplyOf<typeof projectsContract.get>;
export type ItemFilters = Omit<
  NonNullable<Parameters<typeof call<typeof itemsContract.list>>[1]['query']>,
  'cursor'
>;

export type DeliveryFilters = Omit<
  NonNullable<Parameters<typeof call<typeof callbacksContract.deliveries>>[1]['query']>,
  'cursor' | 'limit'
>;

/**
 * The keys of the query cache. All of a project's keys begin with `keys.inProject(slug)`, so that everything known of
 * it can be refreshed at once (as after a reconnect). What the socket writes:
 *
 * | event      | writes                                  | marks stale                                      |
 * |------------|-----------------------------------------|--------------------------------------------------|
 * | `queue`    | `queue`, `overview` (its counts)        | `overview`, `work`, at most every three seconds  |
 * | `presence` | `overview` (its people)                 |                                                  |
 * | `item`     |                                         | `item`, `comments`, `items`, `overview`, evidence (3 s) |
 * | `policy`   |                                         | `policy`, `policies`, `project`, `overview`, evidence |
 * | `project`  |                                         | `project`, `schemas`, `projects`, `me`           |
 * | `audits`   |                                         | `audits`                                         |
 * | `rollouts` |                                         | `rollouts`, `models`                             |
 * | `datasets`   |                                       | `snapshots`                                      |
 * | `retraining` |                                       | `retraining`                                     |
 * | `comments` |                                         | `questions`                                      |
 * | `alarms`   |                                         | `alarms`, `reliability` and all below them       |
 */
export const keys = {
  me: ['me'] as const,
  /** Whether whoever was signed in has left, so that their pages are no longer theirs. */
  left: ['left'] as const,
  projects: ['projects'] as const,
  accounts: ['accounts'] as const,
  serverAuditLog: ['server-audit-log'] as const,
  /** What instances measured of themselves (null: all together); asked for again by the clock. */
  system: (asked: { range: string; instance: string | null }) => ['system', asked] as const,
  links: ['link'] as const,
  link: (token: string) => ['link', token] as const,

  inProject: (project: string) => ['in-project', project] as const,
  project: (project: string) => ['in-project', project, 'project'] as const,
  schemas: (project: string) => ['in-project', project, 'schemas'] as const,
  overview: (project: string) => ['in-project', project, 'overview'] as const,
  /** One's own figures since the start of a day. */
  personal: (project: string, since: string) => ['in-project', project, 'personal', since] as const,
  /** `QueueCounts`. */
  queue: (project: string) => ['in-project', project, 'queue'] as const,
  /** What waits for whom, and who holds what. */
  work: (project: string) => ['in-project', project, 'work'] as const,
  groups: (project: string) => ['in-project', project, 'groups'] as const,
  policy: (project: string) => ['in-project', project, 'policy'] as const,
  policies: (project: string) => ['in-project', project, 'policies'] as const,
  policyDrafts: (project: string) => ['in-project', project, 'policy-drafts'] as const,
  whatIf: (project: string, asked: Record<string, unknown>) =>
    ['in-project', project, 'what-if', asked] as const,
  models: (project: string) => ['in-project', project, 'models'] as const,
  rollouts: (project: string) => ['in-project', project, 'rollouts'] as const,
  rollout: (project: string, id: string) => ['in-project', project, 'rollouts', id] as const,
  /** What people's answers say about a model version; undefined: the latest. */
  evidence: (project: string, model: string | undefined) =>
    ['in-project', project, 'evidence', 'answers', model ?? null] as const,
  /** The same by the values of an input, or by rule; null: what there is to slice by. No event asks for it again. */
  slices: (project: string, model: string, by: string | null) =>
    ['in-project', project, 'slices', model, by] as const,
  /** What is measured over a time, of a model version (null: of all); asked for again by the clock. */
  pipeline: (project: string) => ['in-project', project, 'pipeline'] as const,
  monitoring: (project: string, asked: { range: string; model: string | null; isBefore: boolean }) =>
    ['in-project', project, 'monitoring', asked] as const,
  /** What is expected of the declared inputs. */
  expected: (project: string) => ['in-project', project, 'expected'] as const,
  /** How far a model version's traffic has moved from its reference; null: the latest version's. */
  allDrift: (project: string) => ['in-project', project, 'drift'] as const,
  drift: (project: string, model: string | null) => ['in-project', project, 'drift', model] as const,
  /** The newest items of the group that grew most in one subject, in one window. */
  movedItems: (project: string, asked: { model: string | null; subject: string; window: string }) =>
    ['in-project', project, 'drift', 'items', asked] as const,
  /** How far its thresholds are certified. */
  certificates: (project: string, model: string) =>
    ['in-project', project, 'evidence', 'certificates', model] as const,
  /** What its confidence goes through. */
  calibrators: (project: string, model: string) =>
    ['in-project', project, 'evidence', 'calibrators', model] as const,
  /** What each higher degree asks for. */
  ladder: (project: string) => ['in-project', project, 'evidence', 'ladder'] as const,
  /** All that is known of model versions. */
  allEvidence: (project: string) => ['in-project', project, 'evidence'] as const,
  /**
   * How far inspectors agree, and what their answers are estimated to be worth; by name, and the labels that are doubted,
   * as of one estimate.
   */
  /** Whether an item is gold. */
  gold: (project: string, key: string) => ['in-project', project, 'gold', key] as const,
  reliability: (project: string) => ['in-project', project, 'reliability'] as const,
  reliabilityByName: (project: string, estimate: string | null) =>
    ['in-project', project, 'reliability', 'by-name', estimate] as const,
  doubts: (project: string, estimate: string) =>
    ['in-project', project, 'reliability', 'doubts', estimate] as const,
  /** When trainings are asked for, and how each went. */
  snapshots: (project: string) => ['in-project', project, 'snapshots'] as const,
  retraining: (project: string) => ['in-project', project, 'retraining'] as const,
  retrainingStanding: (project: string) => ['in-project', project, 'retraining', 'standing'] as const,
  retrainingCycles: (project: string) => ['in-project', project, 'retraining', 'cycles'] as const,
  /** Files of items and labels that were brought; below it each of them. */
  imports: (project: string) => ['in-project', project, 'imports'] as const,
  importList: (project: string) => ['in-project', project, 'imports', 'list'] as const,
  import: (project: string, id: string) => ['in-project', project, 'imports', 'one', id] as const,
  importFaults: (project: string, id: string) => ['in-project', project, 'imports', 'faults', id] as const,
  /** How the project's audits stand, by stratum. */
  audits: (project: string) => ['in-project', project, 'audits'] as const,
  /** How the project's alarms stand; below it their history, and whom they are mailed to. */
  alarms: (project: string) => ['in-project', project, 'alarms'] as const,
  alarmHistory: (project: string) => ['in-project', project, 'alarms', 'history'] as const,
  alarmRecipients: (project: string) => ['in-project', project, 'alarms', 'recipients'] as const,
  /** Every list of items. */
  items: (project: string) => ['in-project', project, 'items'] as const,
  itemList: (project: string, filters: ItemFilters) => ['in-project', project, 'items', filters] as const,
  item: (project: string, key: string) => ['in-project', project, 'item', key] as const,
  /** What was said of an item. */
  comments: (project: string, key: string) => ['in-project', project, 'comments', key] as const,
  /** Questions of inspectors that wait for a lead. */
  questions: (project: string) => ['in-project', project, 'questions'] as const,
  /** Items that people hold to be of a class: a few that may be of yesterday, so that no event asks for them again. */
  examples: (project: string, className: string) => ['in-project', project, 'examples', className] as const,
  /** Every item that was looked at. */
  inItems: (project: string) => ['in-project', project, 'item'] as const,
  myDecisions: (project: string) => ['in-project', project, 'my-decisions'] as const,
  labelCount: (project: string, filters: Record<string, unknown>) =>
    ['in-project', project, 'label-count', filters] as const,
  people: (project: string) => ['in-project', project, 'people'] as const,
  apiKeys: (project: string) => ['in-project', project, 'keys'] as const,
  /** The endpoints that are called back. */
  callbacks: (project: string) => ['in-project', project, 'callbacks'] as const,
  /** Every list of deliveries: `pages` as they were asked for, and the first one as it is at this moment. */
  deliveries: (project: string) => ['in-project', project, 'deliveries'] as const,
  deliveryPages: (project: string, filters: DeliveryFilters) =>
    ['in-project', project, 'deliveries', 'pages', filters] as const,
  latestDeliveries: (project: string, filters: DeliveryFilters) =>
    ['in-project', project, 'deliveries', 'latest', filters] as const,
  delivery: (project: string, endpoint: string, event: string) =>
    ['in-project', project, 'delivery', endpoint, event] as const,
  auditLog: (project: string) => ['in-project', project, 'audit-log'] as const,
};

/** Who is signed in; null: nobody. */
export const meQuery = queryOptions({
  queryKey: keys.me,
  staleTime: 60_000,
  queryFn: async ({ signal }): Promise<Me | null> => {
    try {
      return await call(sessionsContract.me, { signal });
    } catch (error) {
      if (error instanceof CallError && error.code === 'unauthenticated') return null;
      throw error;
    }
  },
});

/** The projects the caller has a role in. */
export const projectsQuery = queryOptions({
  queryKey: keys.projects,
  queryFn: async ({ signal }) => (await call(projectsContract.list, { signal })).projects,
});

/** One project with its label schema in force. */
export const projectQuery = (project: string) =>
  queryOptions({
    queryKey: keys.project(project),
    queryFn: ({ signal }) => call(projectsContract.get, { params: { project }, signal }),
  });

/** All revisions of a project's label schema, newest first. */
export const schemasQuery = (project: string) =>
  queryOptions({
    queryKey: keys.schemas(project),
    queryFn: async ({ signal }) =>
      (await call(projectsContract.schemas, { params: { project }, signal })).revisions,
  });

/** Audits planned, drawn and answered, by stratum; the socket tells where they give cause for concern. */
export const auditsQuery = (project: string) =>
  queryOptions({
    queryKey: keys.audits(project),
    queryFn: ({ signal }) => call(auditsContract.get, { params: { project }, signal }),
  });

/** A minute is soon enough for what no event tells: that alarms are not evaluated any more. */
const askForAlarmsEvery = 60_000;

/** Who works in a project, and who is invited. */
export const peopleQuery = (project: string) =>
  queryOptions({
    queryKey: keys.people(project),
    queryFn: ({ signal }) => call(peopleContract.list, { params: { project }, signal }),
  });

/** The groups and skills of a project, with their members. */
export const groupsQuery = (project: string) =>
  queryOptions({
    queryKey: keys.groups(project),
    queryFn: async ({ signal }) => (await call(groupsContract.list, { params: { project }, signal })).groups,
  });

/** Questions of inspectors that wait for a lead, oldest first; the socket tells where one is asked or answered. */
export const questionsQuery = (project: string) =>
  queryOptions({
    queryKey: keys.questions(project),
    queryFn: async ({ signal }) =>
      (await call(commentsContract.questions, { params: { project }, signal })).questions,
  });

/** The alarms and how they stand; the socket tells where one changes. */
export const alarmsQuery = (project: string) =>
  queryOptions({
    queryKey: keys.alarms(project),
    refetchInterval: askForAlarmsEvery,
    queryFn: ({ signal }) => call(alarmsContract.list, { params: { project }, signal }),
  });

/** The dial, the queue, the shares and who is here; kept fresh by the socket. */
export const overviewQuery = (project: string) =>
  queryOptions({
    queryKey: keys.overview(project),
    queryFn: ({ signal }) => call(overviewContract.get, { params: { project }, signal }),
  });

/** One's own figures since an instant; no event tells of them. */
export const personalQuery = (project: string, since: string) =>
  queryOptions({
    queryKey: keys.personal(project, since),
    queryFn: ({ signal }) => call(personalContract.get, { params: { project }, query: { since }, signal }),
  });

/** The policy in force, with its revision, author and note. */
export const policyQuery = (project: string) =>
  queryOptions({
    queryKey: keys.policy(project),
    queryFn: ({ signal }) => call(policyContract.current, { params: { project }, signal }),
  });

/** Policies that were saved as drafts, by name. */
export const policyDraftsQuery = (project: string) =>
  queryOptions({
    queryKey: keys.policyDrafts(project),
    queryFn: async ({ signal }) =>
      (await call(policyContract.drafts, { params: { project }, signal })).drafts,
  });

/** How much waits: asked for once, told by the socket from then on. */
export const queueQuery = (project: string) =>
  queryOptions({
    queryKey: keys.queue(project),
    staleTime: Infinity,
    queryFn: async ({ client }): Promise<QueueCounts> =>
      (await client.fetchQuery({ ...overviewQuery(project), staleTime: 5_000 })).queue,
  });

/** The endpoints that are called back, and how they fare; no event tells of it. */
export const callbacksQuery = (project: string) =>
  queryOptions({
    queryKey: keys.callbacks(project),
    queryFn: async ({ signal }) =>
      (await call(callbacksContract.list, { params: { project }, signal })).endpoints,
  });

/** Set by the shell for every page of a signed-in person. */
export const MeContext = createContext<Me | null>(null);

/** Set by the project's layout for every page below `/projects/$project`. */
export const ProjectContext = createContext<Project | null>(null);

/** The person who is signed in; only below the shell. */
export const useMe = (): Me => {
  const me = useContext(MeContext);
  if (me === null) throw new Error('useMe is for pages of signed-in people');
  return me;
};

/** The project that is open, with its label schema in force; only on pages below `/projects/$project`. */
export const useProject = (): Project => {
  const project = useContext(ProjectContext);
  if (project === null) throw new Error('useProject is for pages below /projects/$project');
  return project;
};

/** What a person may do in a project; empty where they have no role. */
export const permissionsIn = (me: Me, project: string): ReadonlySet<ProjectPermission> =>
  me.isAdmin ? permissionsOf.admin : new Set(me.projects.find((p) => p.slug === project)?.permissions);

/** What the person who is signed in may do in the project that is open. */
export const useMay = (permission: ProjectPermission): boolean =>
  permissionsIn(useMe(), useProject().slug).has(permission);
