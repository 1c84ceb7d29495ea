import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import { z } from 'zod';
import { SignedIn } from './app-shell/signed-in.tsx';
import { callbacksContract } from '../server/features/callbacks/contract.ts';
import { evidenceContract } from '../server/features/evidence/contract.ts';
import { itemsContract } from '../server/features/items/contract.ts';
import { timeRanges } from './ui/ranges.ts';
import { NotFound, PageError } from './app-shell/page-error.tsx';
import { ProjectRoom } from './app-shell/project-room.tsx';
import { Loading } from './ui/loading.tsx';

const root = createRootRoute({ component: Outlet });

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: z.object({ next: z.string().optional().catch(undefined) }),
  component: lazyRouteComponent(() => import('./features/sessions/sign-in-page.tsx'), 'SignInPage'),
});
const link = createRoute({
  getParentRoute: () => root,
  path: '/link/$token',
  component: lazyRouteComponent(() => import('./features/sessions/link-page.tsx'), 'LinkPage'),
});

const signedIn = createRoute({ getParentRoute: () => root, id: 'signed-in', component: SignedIn });

const projects = createRoute({
  getParentRoute: () => signedIn,
  path: '/',
  component: lazyRouteComponent(() => import('./features/projects/projects-page.tsx'), 'ProjectsPage'),
});
const newProject = createRoute({
  getParentRoute: () => signedIn,
  path: '/new-project',
  component: lazyRouteComponent(() => import('./features/projects/new-project-page.tsx'), 'NewProjectPage'),
});
const account = createRoute({
  getParentRoute: () => signedIn,
  path: '/account',
  component: lazyRouteComponent(() => import('./features/sessions/account-page.tsx'), 'AccountPage'),
});
const accounts = createRoute({
  getParentRoute: () => signedIn,
  path: '/admin/people',
  component: lazyRouteComponent(() => import('./features/people/accounts-page.tsx'), 'AccountsPage'),
});
const serverAuditLog = createRoute({
  getParentRoute: () => signedIn,
  path: '/admin/audit-log',
  component: lazyRouteComponent(
    () => import('./features/audit-log/audit-log-page.tsx'),
    'ServerAuditLogPage',
  ),
});

const system = createRoute({
  getParentRoute: () => signedIn,
  path: '/admin/system',
  validateSearch: z.object({
    range: z.enum(timeRanges).optional().catch(undefined),
    instance: z.string().max(300).optional().catch(undefined),
  }),
  component: lazyRouteComponent(() => import('./features/system/system-page.tsx'), 'SystemPage'),
});

const project = createRoute({
  getParentRoute: () => signedIn,
  path: '/projects/$project',
  component: ProjectRoom,
});

const projectStart = createRoute({
  getParentRoute: () => project,
  path: '/',
  beforeLoad: ({ params }) => {
    throw redirect({ to: '/projects/$project/overview', params, replace: true });
  },
});
const overview = createRoute({
  getParentRoute: () => project,
  path: '/overview',
  component: lazyRouteComponent(() => import('./features/overview/overview-page.tsx'), 'OverviewPage'),
});
const review = createRoute({
  getParentRoute: () => project,
  path: '/review',
  component: lazyRouteComponent(() => import('./features/review/review-page.tsx'), 'ReviewPage'),
});
const questions = createRoute({
  getParentRoute: () => project,
  path: '/questions',
  component: lazyRouteComponent(() => import('./features/questions/questions-page.tsx'), 'QuestionsPage'),
});
const personal = createRoute({
  getParentRoute: () => project,
  path: '/me',
  component: lazyRouteComponent(() => import('./features/personal/personal-page.tsx'), 'PersonalPage'),
});

const queue = createRoute({
  getParentRoute: () => project,
  path: '/queue',
  component: lazyRouteComponent(() => import('./features/queue/queue-page.tsx'), 'QueuePage'),
});
const filters = itemsContract.list.query.shape;
const items = createRoute({
  getParentRoute: () => project,
  path: '/items',
  // A filter that the API would refuse is dropped from the address instead of breaking the page.
  validateSearch: z.object({
    key: filters.key.catch(undefined),
    status: filters.status.catch(undefined),
    destination: filters.destination.catch(undefined),
    source: filters.source.catch(undefined),
    class: filters.class.catch(undefined),
    predicted: filters.predicted.catch(undefined),
    asked: filters.asked.catch(undefined),
    model: filters.model.catch(undefined),
    from: filters.from.catch(undefined),
    to: filters.to.catch(undefined),
  }),
  component: lazyRouteComponent(() => import('./features/items/items-page.tsx'), 'ItemsPage'),
});
const item = createRoute({
  getParentRoute: () => project,
  path: '/items/$key',
  component: lazyRouteComponent(() => import('./features/items/item-page.tsx'), 'ItemPage'),
});
const policy = createRoute({
  getParentRoute: () => project,
  path: '/policy',
  validateSearch: z.object({ draft: z.string().optional().catch(undefined) }),
  component: lazyRouteComponent(() => import('./features/policy/policy-page.tsx'), 'PolicyPage'),
});
const whatIf = createRoute({
  getParentRoute: () => project,
  path: '/what-if',
  component: lazyRouteComponent(() => import('./features/policy/what-if-page.tsx'), 'WhatIfPage'),
});
const models = createRoute({
  getParentRoute: () => project,
  path: '/models',
  component: lazyRouteComponent(() => import('./features/models/models-page.tsx'), 'ModelsPage'),
});
const rollouts = createRoute({
  getParentRoute: () => project,
  path: '/rollouts',
  component: lazyRouteComponent(() => import('./features/rollouts/rollouts-page.tsx'), 'RolloutsPage'),
});
const rollout = createRoute({
  getParentRoute: () => project,
  path: '/rollouts/$rollout',
  component: lazyRouteComponent(() => import('./features/rollouts/rollout-page.tsx'), 'RolloutPage'),
});
const evidence = createRoute({
  getParentRoute: () => project,
  path: '/evidence',
  validateSearch: z.object({ model: evidenceContract.get.query.shape.model.catch(undefined) }),
  component: lazyRouteComponent(() => import('./features/evidence/evidence-page.tsx'), 'EvidencePage'),
});
const alarms = createRoute({
  getParentRoute: () => project,
  path: '/alarms',
  component: lazyRouteComponent(() => import('./features/alarms/alarms-page.tsx'), 'AlarmsPage'),
});
const monitoring = createRoute({
  getParentRoute: () => project,
  path: '/monitoring',
  validateSearch: z.object({
    range: z.enum(timeRanges).optional().catch(undefined),
    models: z.string().max(700).optional().catch(undefined),
    compare: z.literal('week').optional().catch(undefined),
  }),
  component: lazyRouteComponent(() => import('./features/monitoring/monitoring-page.tsx'), 'MonitoringPage'),
});
const inspectors = createRoute({
  getParentRoute: () => project,
  path: '/inspectors',
  component: lazyRouteComponent(() => import('./features/reliability/inspectors-page.tsx'), 'InspectorsPage'),
});
const retraining = createRoute({
  getParentRoute: () => project,
  path: '/retraining',
  component: lazyRouteComponent(() => import('./features/retraining/retraining-page.tsx'), 'RetrainingPage'),
});
const exportLabels = createRoute({
  getParentRoute: () => project,
  path: '/export',
  component: lazyRouteComponent(() => import('./features/export/export-page.tsx'), 'ExportPage'),
});
const imports = createRoute({
  getParentRoute: () => project,
  path: '/imports',
  component: lazyRouteComponent(() => import('./features/imports/imports-page.tsx'), 'ImportsPage'),
});
const datasets = createRoute({
  getParentRoute: () => project,
  path: '/datasets',
  component: lazyRouteComponent(() => import('./features/datasets/datasets-page.tsx'), 'DatasetsPage'),
});
const dataset = createRoute({
  getParentRoute: () => project,
  path: '/datasets/$snapshot',
  component: lazyRouteComponent(() => import('./features/datasets/snapshot-page.tsx'), 'SnapshotPage'),
});
const people = createRoute({
  getParentRoute: () => project,
  path: '/people',
  component: lazyRouteComponent(() => import('./features/people/people-page.tsx'), 'PeoplePage'),
});
const keys = createRoute({
  getParentRoute: () => project,
  path: '/keys',
  component: lazyRouteComponent(() => import('./features/keys/keys-page.tsx'), 'KeysPage'),
});
const deliveryFilters = callbacksContract.deliveries.query.shape;
const callbacks = createRoute({
  getParentRoute: () => project,
  path: '/callbacks',
  validateSearch: z.object({
    endpoint: deliveryFilters.endpoint.catch(undefined),
    state: deliveryFilters.state.catch(undefined),
    type: deliveryFilters.type.catch(undefined),
    key: deliveryFilters.key.catch(undefined),
  }),
  component: lazyRouteComponent(() => import('./features/callbacks/callbacks-page.tsx'), 'CallbacksPage'),
});
/** Lies over the callbacks page, which shows it. */
const delivery = createRoute({
  getParentRoute: () => callbacks,
  path: '/$endpoint/$event',
  component: () => null,
});
const settings = createRoute({
  getParentRoute: () => project,
  path: '/settings',
  component: lazyRouteComponent(() => import('./features/projects/settings-page.tsx'), 'SettingsPage'),
});
const auditLog = createRoute({
  getParentRoute: () => project,
  path: '/audit-log',
  component: lazyRouteComponent(() => import('./features/audit-log/audit-log-page.tsx'), 'AuditLogPage'),
});

const routeTree = root.addChildren([
  signIn,
  link,
  signedIn.addChildren([
    projects,
    newProject,
    account,
    accounts,
    serverAuditLog,
    system,
    project.addChildren([
      projectStart,
      overview,
      personal,
      questions,
      review,
      queue,
      items,
      item,
      policy,
      whatIf,
      models,
      rollouts,
      rollout,
      evidence,
      alarms,
      monitoring,
      inspectors,
      exportLabels,
      imports,
      datasets,
      dataset,
      retraining,
      people,
      keys,
      callbacks.addChildren([delivery]),
      settings,
      auditLog,
    ]),
  ]),
]);

/** Every page by its address; each is a chunk of its own that is fetched when a link to it is hovered or touched. */
export const router = createRouter({
  routeTree,
  defaultPreload: 'intent',
  defaultPendingComponent: Loading,
  defaultErrorComponent: PageError,
  defaultNotFoundComponent: NotFound,
  scrollRestoration: true,
  // Plain query strings, as people would type them: every value is a text.
  parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
  stringifySearch: (search) => {
    const filled = Object.entries(search).filter(([, value]) => value !== undefined && value !== '');
    const text = new URLSearchParams(filled.map(([name, value]) => [name, String(value)])).toString();
    return text === '' ? '' : `?${text}`;
  },
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
