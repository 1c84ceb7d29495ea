import type { CallbackType, DeliveryState } from '../server/domain/callback-events.ts';
import type { EvidenceBasis } from '../server/domain/evidence.ts';
import type { TimeRange } from './ui/ranges.ts';
import type { Destination, ItemStatus, LabelSource } from '../server/domain/words.ts';

/**
 * Where every page is, as link options: `<TextLink {...paths.overview(slug)}>`, `navigate(paths.item(slug, key))`.
 * Slugs and keys go in as they are; the router encodes them.
 */
export const paths = {
  projects: () => ({ to: '/' }) as const,
  newProject: () => ({ to: '/new-project' }) as const,
  signIn: (next?: string) => ({ to: '/sign-in', search: next === undefined ? {} : { next } }) as const,
  link: (token: string) => ({ to: '/link/$token', params: { token } }) as const,
  account: () => ({ to: '/account' }) as const,
  accounts: () => ({ to: '/admin/people' }) as const,
  serverAuditLog: () => ({ to: '/admin/audit-log' }) as const,
  system: (search: SystemSearch = {}) => ({ to: '/admin/system', search }) as const,

  overview: (project: string) => ({ to: '/projects/$project/overview', params: { project } }) as const,
  questions: (project: string) => ({ to: '/projects/$project/questions', params: { project } }) as const,
  personal: (project: string) => ({ to: '/projects/$project/me', params: { project } }) as const,
  review: (project: string) => ({ to: '/projects/$project/review', params: { project } }) as const,
  queue: (project: string) => ({ to: '/projects/$project/queue', params: { project } }) as const,
  items: (project: string, search: ItemsSearch = {}) =>
    ({ to: '/projects/$project/items', params: { project }, search }) as const,
  item: (project: string, key: string) =>
    ({ to: '/projects/$project/items/$key', params: { project, key } }) as const,
  policy: (project: string, search: DraftSearch = {}) =>
    ({ to: '/projects/$project/policy', params: { project }, search }) as const,
  whatIf: (project: string) => ({ to: '/projects/$project/what-if', params: { project } }) as const,
  models: (project: string) => ({ to: '/projects/$project/models', params: { project } }) as const,
  rollouts: (project: string) => ({ to: '/projects/$project/rollouts', params: { project } }) as const,
  rollout: (project: string, rollout: string) =>
    ({ to: '/projects/$project/rollouts/$rollout', params: { project, rollout } }) as const,
  evidence: (project: string, search: EvidenceSearch = {}) =>
    ({ to: '/projects/$project/evidence', params: { project }, search }) as const,
  retraining: (project: string) => ({ to: '/projects/$project/retraining', params: { project } }) as const,
  alarms: (project: string) => ({ to: '/projects/$project/alarms', params: { project } }) as const,
  monitoring: (project: string, search: MonitoringSearch = {}) =>
    ({ to: '/projects/$project/monitoring', params: { project }, search }) as const,
  inspectors: (project: string) => ({ to: '/projects/$project/inspectors', params: { project } }) as const,
  export: (project: string) => ({ to: '/projects/$project/export', params: { project } }) as const,
  imports: (project: string) => ({ to: '/projects/$project/imports', params: { project } }) as const,
  datasets: (project: string) => ({ to: '/projects/$project/datasets', params: { project } }) as const,
  dataset: (project: string, snapshot: string) =>
    ({ to: '/projects/$project/datasets/$snapshot', params: { project, snapshot } }) as const,
  people: (project: string) => ({ to: '/projects/$project/people', params: { project } }) as const,
  keys: (project: string) => ({ to: '/projects/$project/keys', params: { project } }) as const,
  callbacks: (project: string, search: CallbacksSearch = {}) =>
    ({ to: '/projects/$project/callbacks', params: { project }, search }) as const,
  /** A delivery lies over the list that it was opened from. */
  delivery: (project: string, endpoint: string, event: string, search: CallbacksSearch = {}) =>
    ({
      to: '/projects/$project/callbacks/$endpoint/$event',
      params: { project, endpoint, event },
      search,
    }) as const,
  settings: (project: string) => ({ to: '/projects/$project/settings', params: { project } }) as const,
  auditLog: (project: string) => ({ to: '/projects/$project/audit-log', params: { project } }) as const,
};

/** The filters of the items page as they stand in its address. */
export type ItemsSearch = {
  key?: string | undefined;
  status?: ItemStatus | undefined;
  destination?: Destination | undefined;
  source?: LabelSource | undefined;
  class?: string | undefined;
  predicted?: string | undefined;
  asked?: EvidenceBasis | undefined;
  model?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
};

/** The draft that is put into the policy's form, by its id. */
type DraftSearch = { draft?: string | undefined };

/** The model version that the evidence is about as it stands in the address; without one it is the latest. */
type EvidenceSearch = { model?: string | undefined };

/** What monitoring shows as it stands in the address: how long, and beside what. */
export type MonitoringSearch = {
  range?: TimeRange | undefined;
  /** Model versions, set apart by commas; without any, all together. */
  models?: string | undefined;
  compare?: 'week' | undefined;
};

/** What the page about the software shows as it stands in its address; without an instance, all together. */
export type SystemSearch = { range?: TimeRange | undefined; instance?: string | undefined };

/** The filters of the deliveries on the callbacks page as they stand in its address. */
export type CallbacksSearch = {
  endpoint?: string | undefined;
  state?: DeliveryState | undefined;
  type?: CallbackType | undefined;
  key?: string | undefined;
};

/** The API reference, a page that the server itself serves. */
export const apiReference = '/api-reference';
