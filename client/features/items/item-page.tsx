import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Anchor, Badge, Title } from '@mantine/core';
import { IconArrowLeft, IconMapQuestion } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useCanGoBack, useParams, useRouter } from '@tanstack/react-router';
import { itemsContract } from '../../../server/features/items/contract.ts';
import { call, CallError } from '../../api/call.ts';
import { keys, useMay, useProject } from '../../api/queries.ts';
import { paths } from '../../paths.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { LinkButton } from '../../ui/links.tsx';
import { Loading } from '../../ui/loading.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Permitted } from '../../ui/permitted.tsx';
import { statusWords } from '../../ui/words.ts';
import { ItemAnswers } from './item-answers.tsx';
import { ItemComments } from './item-comments.tsx';
import { ErasedItem, EraseItem } from './item-erasure.tsx';
import { ItemGold } from './item-gold.tsx';
import { ItemInputs } from './item-inputs.tsx';
import { ItemOpinions } from './item-opinions.tsx';
import { ItemPosterior } from './item-posterior.tsx';
import { ItemQueue } from './item-queue.tsx';
import { ItemSteps } from './item-steps.tsx';
import { ItemStanding } from './item-standing.tsx';
import { ItemTimeline } from './item-timeline.tsx';
import classes from './item.module.css';
import { statusColors } from './status-colors.ts';
import type { ItemDetail } from './timeline.ts';
import { WithheldNotice } from './withheld-notice.tsx';

/** One item: what it is, its label, and how it came about, step by step. */
export const ItemPage = () => (
  <Permitted title={t`Item`} needs="items.read">
    <ItemByKey />
  </Permitted>
);

const ItemByKey = () => {
  const { slug: project } = useProject();
  const key = useParams({ from: '/signed-in/projects/$project/items/$key', select: (params) => params.key });
  const item = useQuery({
    queryKey: keys.item(project, key),
    queryFn: ({ signal }) => call(itemsContract.get, { params: { project, key }, signal }),
  });
  if (item.data !== undefined) return <Item key={key} item={item.data} />;
  return (
    <>
      <PageHeader title={key} above={<Back />} />
      {item.isPending && <Loading label={t`Loading the item`} />}
      {item.isError && isMissing(item.error) && (
        <EmptyState
          icon={<IconMapQuestion size={28} />}
          title={t`No item has this key`}
          actions={
            <LinkButton {...paths.items(project)} variant="default">
              <Trans>To all items</Trans>
            </LinkButton>
          }
        >
          <Trans>Keys are the sender’s own ids, letter by letter.</Trans>
        </EmptyState>
      )}
      {item.isError && !isMissing(item.error) && (
        <ErrorPanel
          error={item.error}
          title={t`The item cannot be shown`}
          onRetry={() => void item.refetch()}
        />
      )}
    </>
  );
};

const isMissing = (error: unknown): boolean =>
  error instanceof CallError && (error.code === 'not_found' || error.code === 'invalid_input');

/** Goes back to the list as it was filtered, or to the whole list where the reader came from elsewhere. */
const Back = () => {
  const { slug } = useProject();
  const router = useRouter();
  const canGoBack = useCanGoBack();
  const all = router.buildLocation(paths.items(slug));
  return (
    <Anchor
      href={all.href}
      size="sm"
      className={classes.back}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        if (canGoBack) router.history.back();
        else void router.navigate(paths.items(slug));
      }}
    >
      <Trans>
        <IconArrowLeft size={15} aria-hidden /> Items
      </Trans>
    </Anchor>
  );
};

const Item = ({ item }: { item: ItemDetail }) => {
  const mayMarkGold = useMay('gold.manage') && item.status !== 'erased';
  const mayReview = useMay('reviews.work');
  const mayManageQueue = useMay('queue.manage') && item.status !== 'erased';
  const mayErase = useMay('project.manage');
  return (
    <>
      <PageHeader
        title={item.key}
        above={<Back />}
        actions={
          !item.withheld && (
            <Badge size="lg" color={statusColors[item.status]}>
              {statusWords[item.status]}
            </Badge>
          )
        }
      />
      <div className={classes.page}>
        <div className={classes.left}>
          {item.status === 'erased' ? <ErasedItem /> : <ItemAnswers item={item} />}
          <ItemInputs item={item} />
          <ItemSteps steps={item.steps} />
        </div>
        <div className={classes.right}>
          {item.withheld ? <WithheldNotice item={item} /> : <ItemStanding item={item} />}
          {mayManageQueue && <ItemQueue item={item} />}
          <ItemOpinions item={item} />
          {mayMarkGold && <ItemGold item={item} />}
          {mayReview && <ItemComments itemKey={item.key} />}
          {item.posterior !== null && <ItemPosterior posterior={item.posterior} />}
          <section aria-labelledby="lineage">
            <Title order={2} size="h4" id="lineage" mb="md">
              <Trans>Lineage</Trans>
            </Title>
            <ItemTimeline item={item} />
          </section>
          {mayErase && item.status !== 'erased' && <EraseItem itemKey={item.key} />}
        </div>
      </div>
    </>
  );
};
