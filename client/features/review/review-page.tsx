import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Container } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { IconCopy, IconEyeOff } from '@tabler/icons-react';
import { useState } from 'react';
import { mayBeGrid } from '../../../server/domain/grid.ts';
import { useReviewingPresence } from '../../api/project-room.ts';
import { useMay, useMe, useProject, type Project } from '../../api/queries.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { LinkButton } from '../../ui/links.tsx';
import { Loading } from '../../ui/loading.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { paths } from '../../paths.ts';
import type { DeskHolder } from '../../../server/contract/realtime.ts';
import { TimeAgo } from '../../ui/time.tsx';
import type { Arranging } from './desk-head.tsx';
import { DeskView } from './desk-view.tsx';
import type { Desk } from './desk/desk.ts';
import { showsGrid } from './desk/grid.ts';
import type { DeskSession } from './desk/session.ts';
import { GridView } from './grid/grid-view.tsx';
import { useDesk } from './use-desk.ts';
import { useOtherDevice } from './use-other-device.ts';
import { useTimeSpent } from './use-time-spent.ts';
import { useTabLock } from './use-tab-lock.ts';

const Elsewhere = ({ other, onTakeOver }: { other: DeskHolder | null; onTakeOver: () => void }) => (
  <Container size="sm">
    <PageHeader title={t`Review`} />
    <EmptyState
      icon={<IconCopy size={28} />}
      title={t`You are reviewing ${other === null ? t`in another tab` : t`on another device`}`}
      actions={
        <Button onClick={onTakeOver}>
          <Trans>Review here instead</Trans>
        </Button>
      }
    >
      {other !== null && (
        <div>
          <Trans>
            {other.device}, since <TimeAgo at={other.since} />.
          </Trans>
        </div>
      )}
      <div>
        <Trans>One place at a time has your items, so that none is judged twice.</Trans>
      </div>
    </EmptyState>
  </Container>
);

const NotAllowed = ({ project }: { project: string }) => (
  <Container size="sm">
    <PageHeader title={t`Review`} />
    <EmptyState
      icon={<IconEyeOff size={28} />}
      title={t`Your role does not review`}
      actions={
        <LinkButton variant="default" {...paths.overview(project)}>
          <Trans>To the overview</Trans>
        </LinkButton>
      }
    >
      <Trans>A lead of the project can make you an inspector.</Trans>
    </EmptyState>
  </Container>
);

/** Whether the person works in grids in this project, as this browser remembers. */
const useArranging = (user: string, { slug, grid, itemKind, schema }: Project) => {
  const [wished, setWished] = useLocalStorage({
    key: `countersign.grid.${user}.${slug}`,
    defaultValue: false,
    getInitialValueInEffect: false,
  });
  const isOffered = grid && mayBeGrid(itemKind, schema);
  const isGrid = wished && isOffered;
  const arranging: Arranging | null = isOffered ? { isGrid, onArrange: () => setWished(!wished) } : null;
  return { isGrid, arranging };
};

type JudgingProps = {
  session: DeskSession;
  desk: Desk;
  project: Project;
  arranging: Arranging | null;
};

/** A grid, or an item by itself: what was asked for, and what each item allows. */
const Judging = ({ arranging, ...rest }: JudgingProps) => {
  const { desk } = rest;
  const { grid } = desk;
  const [seen, setSeen] = useState(false);
  const isGrid = arranging !== null && showsGrid(desk);
  // It stands still while an item of the grid, or an earlier one, is looked at by itself.
  const spent = useTimeSpent(grid && `${grid.cells[0]} ${grid.turn}`, isGrid && seen);
  return isGrid ? (
    <GridView {...rest} arranging={arranging} spent={spent} onSeen={setSeen} />
  ) : (
    <DeskView {...rest} arranging={arranging} />
  );
};

const Working = () => {
  const me = useMe();
  const project = useProject();
  const { holds, takeOver } = useTabLock(`countersign review ${me.id} ${project.slug}`);
  const { other, takeOver: takeOverDevice } = useOtherDevice(project.slug, holds === true);
  const { isGrid, arranging } = useArranging(me.id, project);
  const { session, desk } = useDesk(me.id, project, holds === true && other === null, isGrid);
  useReviewingPresence();
  if (holds === null) return <Loading />;
  if (!holds) return <Elsewhere other={null} onTakeOver={takeOver} />;
  if (other !== null) return <Elsewhere other={other} onTakeOver={takeOverDevice} />;
  return <Judging {...{ session, desk, project, arranging }} />;
};

/** Where inspectors judge, one item after the other. */
export const ReviewPage = () => {
  const { slug } = useProject();
  return useMay('reviews.work') ? <Working /> : <NotAllowed project={slug} />;
};
