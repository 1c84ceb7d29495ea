import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Container } from '@mantine/core';
import { IconCopy, IconEyeOff } from '@tabler/icons-react';
import { useReviewingPresence } from '../../api/project-room.ts';
import { useMay, useMe, useProject } from '../../api/queries.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { LinkButton } from '../../ui/links.tsx';
import { Loading } from '../../ui/loading.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { paths } from '../../paths.ts';
import type { DeskHolder } from '../../../server/contract/realtime.ts';
import { TimeAgo } from '../../ui/time.tsx';
import { DeskView } from './desk-view.tsx';
import { useDesk } from './use-desk.ts';
import { useOtherDevice } from './use-other-device.ts';
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

const Working = () => {
  const me = useMe();
  const project = useProject();
  const { holds, takeOver } = useTabLock(`countersign review ${me.id} ${project.slug}`);
  const { other, takeOver: takeOverDevice } = useOtherDevice(project.slug, holds === true);
  const { session, desk } = useDesk(me.id, project, holds === true && other === null);
  useReviewingPresence();
  if (holds === null) return <Loading />;
  if (!holds) return <Elsewhere other={null} onTakeOver={takeOver} />;
  if (other !== null) return <Elsewhere other={other} onTakeOver={takeOverDevice} />;
  return <DeskView session={session} desk={desk} project={project} />;
};

/** Where inspectors judge, one item after the other. */
export const ReviewPage = () => {
  const { slug } = useProject();
  return useMay('reviews.work') ? <Working /> : <NotAllowed project={slug} />;
};
