import { Button, Container } from '@mantine/core';
import { IconCopy, IconEyeOff } from '@tabler/icons-react';
import { useReviewingPresence } from '../../api/project-room.ts';
import { useMay, useMe, useProject } from '../../api/queries.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { LinkButton } from '../../ui/links.tsx';
import { Loading } from '../../ui/loading.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { paths } from '../../paths.ts';
import { DeskView } from './desk-view.tsx';
import { useDesk } from './use-desk.ts';
import { useTabLock } from './use-tab-lock.ts';

const Elsewhere = ({ onTakeOver }: { onTakeOver: () => void }) => (
  <Container size="sm">
    <PageHeader title="Review" />
    <EmptyState
      icon={<IconCopy size={28} />}
      title="You are reviewing in another tab"
      actions={<Button onClick={onTakeOver}>Review here instead</Button>}
    >
      One tab at a time holds your items, so that none is judged twice.
    </EmptyState>
  </Container>
);

const NotAllowed = ({ project }: { project: string }) => (
  <Container size="sm">
    <PageHeader title="Review" />
    <EmptyState
      icon={<IconEyeOff size={28} />}
      title="Your role does not review"
      actions={
        <LinkButton variant="default" {...paths.overview(project)}>
          To the overview
        </LinkButton>
      }
    >
      A lead of the project can make you an inspector.
    </EmptyState>
  </Container>
);

const Working = () => {
  const me = useMe();
  const project = useProject();
  const { holds, takeOver } = useTabLock(`countersign review ${me.id} ${project.slug}`);
  const { session, desk } = useDesk(me.id, project, holds === true);
  useReviewingPresence();
  if (holds === null) return <Loading />;
  return holds ? (
    <DeskView session={session} desk={desk} project={project} />
  ) : (
    <Elsewhere onTakeOver={takeOver} />
  );
};

/** Where inspectors judge, one item after the other. */
export const ReviewPage = () => {
  const { slug } = useProject();
  return useMay('reviews.work') ? <Working /> : <NotAllowed project={slug} />;
};
