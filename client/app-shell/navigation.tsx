import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { AppShell, NavLink, ScrollArea } from '@mantine/core';
import {
  IconActivity,
  IconAdjustments,
  IconAlertTriangleFilled,
  IconApi,
  IconArrowsSplit2,
  IconBell,
  IconBellRinging,
  IconChartBar,
  IconChecklist,
  IconCube,
  IconDatabaseExport,
  IconDatabaseImport,
  IconExternalLink,
  IconFolders,
  IconHistory,
  IconKey,
  IconLayoutDashboard,
  IconList,
  IconMessageQuestion,
  IconRocket,
  IconRefresh,
  IconScale,
  IconServer,
  IconSettings,
  IconSnowflake,
  IconStack2,
  IconUserCheck,
  IconUsers,
  IconUsersGroup,
  IconWebhook,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { ComponentType, ReactNode } from 'react';
import type { ProjectPermission } from '../../server/domain/roles.ts';
import {
  alarmsQuery,
  callbacksQuery,
  permissionsIn,
  questionsQuery,
  queueQuery,
  useMe,
} from '../api/queries.ts';
import { inTrouble } from '../features/callbacks/endpoint-health.ts';
import { apiReference, paths } from '../paths.ts';
import { troubleText } from '../ui/alarm-trouble.ts';
import { NavigationLink } from '../ui/links.tsx';
import classes from './shell.module.css';

type ProjectPage =
  | 'overview'
  | 'review'
  | 'personal'
  | 'questions'
  | 'queue'
  | 'items'
  | 'policy'
  | 'whatIf'
  | 'models'
  | 'rollouts'
  | 'evidence'
  | 'alarms'
  | 'monitoring'
  | 'inspectors'
  | 'export'
  | 'imports'
  | 'datasets'
  | 'retraining'
  | 'people'
  | 'keys'
  | 'callbacks'
  | 'settings'
  | 'auditLog';

type Entry = {
  label: string;
  Icon: typeof IconKey;
  to: (project: string) => ReturnType<(typeof paths)[ProjectPage]>;
  needs: ProjectPermission;
  /** What stands at the right of it where there is something to tell. */
  Mark?: ComponentType<{ project: string }>;
};

const Waiting = ({ project }: { project: string }) => {
  const { data } = useQuery(queueQuery(project));
  if (data === undefined || data.open === 0) return null;
  return (
    <span className={classes.count} title={t`${data.open} open reviews`}>
      <span aria-hidden>{data.open > 999 ? '999+' : data.open}</span>
      <span className="visually-hidden">
        <Trans>{data.open} open</Trans>
      </span>
    </span>
  );
};

const OpenQuestions = ({ project }: { project: string }) => {
  const { data } = useQuery(questionsQuery(project));
  const n = data?.length ?? 0;
  // It is always there, so that a screen reader says what comes into it.
  return (
    <span role="status" className={n > 0 ? classes.count : undefined}>
      {n > 0 && (
        <>
          <span aria-hidden>{n}</span>
          <span className="visually-hidden">
            {plural(n, { one: 'one question waits', other: `${n} questions wait` })}
          </span>
        </>
      )}
    </span>
  );
};

/** A minute is soon enough: what fails is tried again for days. */
const lookEvery = 60_000;

const FailingEndpoints = ({ project }: { project: string }) => {
  const { data } = useQuery({ ...callbacksQuery(project), refetchInterval: lookEvery });
  const failing = data?.filter(inTrouble).length ?? 0;
  if (failing === 0) return null;
  const words = t`${failing} ${plural(failing, { one: 'endpoint needs', other: 'endpoints need' })} a look`;
  return (
    <span className={classes.warning} title={words}>
      <IconAlertTriangleFilled size={16} aria-hidden />
      <span className="visually-hidden">{words}</span>
    </span>
  );
};

const FiringAlarms = ({ project }: { project: string }) => {
  const { data } = useQuery(alarmsQuery(project));
  const words = data === undefined ? null : troubleText(data);
  // It is always there, so that a screen reader says what comes into it.
  return (
    <span role="status" className={classes.alarm} title={words ?? undefined}>
      {words !== null && (
        <>
          <IconBellRinging size={16} aria-hidden />
          <span className="visually-hidden">{words}</span>
        </>
      )}
    </span>
  );
};

/** The pages of a project in groups, each with the permission without which it is left out. */
const groups: readonly (readonly Entry[])[] = [
  [
    { label: t`Overview`, Icon: IconLayoutDashboard, to: paths.overview, needs: 'project.read' },
    { label: t`Review`, Icon: IconChecklist, to: paths.review, needs: 'reviews.work', Mark: Waiting },
    { label: t`My work`, Icon: IconChartBar, to: paths.personal, needs: 'reviews.work' },
    {
      label: t`Questions`,
      Icon: IconMessageQuestion,
      to: paths.questions,
      needs: 'reviews.lead',
      Mark: OpenQuestions,
    },
    { label: t`Queue`, Icon: IconStack2, to: paths.queue, needs: 'queue.manage' },
    { label: t`Items`, Icon: IconList, to: paths.items, needs: 'items.read' },
  ],
  [
    { label: t`Policy`, Icon: IconAdjustments, to: paths.policy, needs: 'policy.read' },
    { label: t`What if`, Icon: IconArrowsSplit2, to: paths.whatIf, needs: 'policy.read' },
    { label: t`Models`, Icon: IconCube, to: paths.models, needs: 'models.read' },
    { label: t`Rollouts`, Icon: IconRocket, to: paths.rollouts, needs: 'models.read' },
    { label: t`Evidence`, Icon: IconScale, to: paths.evidence, needs: 'evidence.read' },
    { label: t`Alarms`, Icon: IconBell, to: paths.alarms, needs: 'evidence.read', Mark: FiringAlarms },
    { label: t`Monitoring`, Icon: IconActivity, to: paths.monitoring, needs: 'evidence.read' },
    { label: t`Inspectors`, Icon: IconUserCheck, to: paths.inspectors, needs: 'evidence.read' },
    { label: t`Export`, Icon: IconDatabaseExport, to: paths.export, needs: 'labels.export' },
    { label: t`Import`, Icon: IconDatabaseImport, to: paths.imports, needs: 'imports.manage' },
    { label: t`Datasets`, Icon: IconSnowflake, to: paths.datasets, needs: 'labels.export' },
    { label: t`Retraining`, Icon: IconRefresh, to: paths.retraining, needs: 'models.read' },
  ],
  [
    { label: t`People`, Icon: IconUsers, to: paths.people, needs: 'people.read' },
    { label: t`API keys`, Icon: IconKey, to: paths.keys, needs: 'keys.manage' },
    {
      label: t`Callbacks`,
      Icon: IconWebhook,
      to: paths.callbacks,
      needs: 'callbacks.manage',
      Mark: FailingEndpoints,
    },
    { label: t`Settings`, Icon: IconSettings, to: paths.settings, needs: 'project.manage' },
    { label: t`Audit log`, Icon: IconHistory, to: paths.auditLog, needs: 'audit.read' },
  ],
];

const Group = ({ children }: { children: ReactNode }) => <div className={classes.group}>{children}</div>;

const icon = (Icon: typeof IconKey) => <Icon size={18} stroke={1.7} aria-hidden />;

const ProjectPages = ({ project }: { project: string }) => {
  const may = permissionsIn(useMe(), project);
  const shown = groups
    .map((group) => group.filter((entry) => may.has(entry.needs)))
    .filter((group) => group.length > 0);
  return shown.map((group) => (
    <Group key={group[0]?.label}>
      {group.map(({ label, Icon, to, Mark }) => (
        <NavigationLink
          key={label}
          {...to(project)}
          label={label}
          className={classes.link}
          leftSection={icon(Icon)}
          rightSection={Mark && <Mark project={project} />}
          activeOptions={{ includeSearch: false }}
        />
      ))}
    </Group>
  ));
};

const ServerPages = () => {
  const me = useMe();
  return (
    <Group>
      <NavigationLink
        {...paths.projects()}
        label={t`Projects`}
        className={classes.link}
        leftSection={icon(IconFolders)}
        activeOptions={{ exact: true }}
      />
      {me.isAdmin && (
        <>
          <NavigationLink
            {...paths.accounts()}
            label={t`Accounts`}
            className={classes.link}
            leftSection={icon(IconUsersGroup)}
          />
          <NavigationLink
            {...paths.serverAuditLog()}
            label={t`Server audit log`}
            className={classes.link}
            leftSection={icon(IconHistory)}
          />
          <NavigationLink
            {...paths.system()}
            label={t`System`}
            className={classes.link}
            leftSection={icon(IconServer)}
            activeOptions={{ includeSearch: false }}
          />
        </>
      )}
    </Group>
  );
};

/** The pages that the person who is signed in may open: the project's, or the server's where no project is open. */
export const Navigation = () => {
  const project = useParams({ strict: false, select: (params) => params.project });
  return (
    <>
      <AppShell.Section grow component={ScrollArea} scrollbarSize={6}>
        {project !== undefined && <ProjectPages project={project} />}
        <ServerPages />
      </AppShell.Section>
      <AppShell.Section>
        <NavLink
          href={apiReference}
          label={t`API`}
          title={t`API reference`}
          className={classes.link}
          leftSection={icon(IconApi)}
          rightSection={<IconExternalLink size={14} aria-hidden />}
          target="_blank"
          rel="noopener"
        />
      </AppShell.Section>
    </>
  );
};
