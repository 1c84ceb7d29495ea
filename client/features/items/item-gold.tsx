import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Group, Text, Textarea } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { goldContract, type GoldItemReply } from '../../../server/features/gold/contract.ts';
import { call, CallError } from '../../api/call.ts';
import { keys, useProject } from '../../api/queries.ts';
import { LabelValue } from '../../kinds/label-kinds.tsx';
import { ConfirmModal } from '../../ui/confirm-modal.tsx';
import { TimeAgo } from '../../ui/time.tsx';
import classes from './item.module.css';
import { isToBeJudged, type ItemDetail } from './timeline.ts';

/** Whether the item is gold, and with what answer; for those who mark items so. */
export const ItemGold = ({ item }: { item: ItemDetail }) => {
  const { slug: project } = useProject();
  const { key } = item;
  const cache = useQueryClient();
  const queryKey = keys.gold(project, key);
  const known = useQuery({
    queryKey,
    queryFn: ({ signal }) => call(goldContract.list, { params: { project }, query: { key }, signal }),
  });
  if (known.data === undefined) return null;
  const [gold] = known.data.rows;
  const changed = () => cache.invalidateQueries({ queryKey });
  return (
    <section className={classes.standing} aria-label={t`Gold`}>
      <Text size="xs" c="dimmed">
        <Trans>Gold</Trans>
      </Text>
      {gold ? <Known gold={gold} onChange={changed} /> : <Unknown item={item} onChange={changed} />}
    </section>
  );
};

type OnChange = { onChange: () => Promise<void> };

const Known = ({ gold, onChange }: { gold: GoldItemReply } & OnChange) => {
  const { slug: project, schema } = useProject();
  const [asking, ask] = useDisclosure();
  const unmark = async () => {
    await call(goldContract.unmark, { params: { project, key: gold.key } });
    await onChange();
  };
  return (
    <>
      <LabelValue schema={schema} value={gold.value} />
      <Text size="sm" c="dimmed">
        <Trans>
          The known answer, by {gold.author.name}, <TimeAgo at={gold.markedAt} />. {gold.right} of{' '}
          {gold.answers} inspectors gave it.
        </Trans>
      </Text>
      {gold.note !== '' && <Text size="sm">{gold.note}</Text>}
      <Group mt="xs">
        <Button size="xs" variant="default" onClick={ask.open}>
          <Trans>Unmark</Trans>
        </Button>
      </Group>
      <ConfirmModal
        opened={asking}
        onClose={ask.close}
        title={t`Give this item as gold no more?`}
        confirmLabel={t`Unmark`}
        danger
        onConfirm={unmark}
      >
        <Trans>What inspectors answered to it is forgotten. Who judged it is not given it again.</Trans>
      </ConfirmModal>
    </>
  );
};

/** What keeps an item from being marked; null: nothing. */
const obstacleOf = (item: ItemDetail): string | null => {
  if (isToBeJudged(item)) return t`It can be marked once nobody is to judge it any more.`;
  return item.label === null ? t`It can be marked once it has a label.` : null;
};

const Unknown = ({ item, onChange }: { item: ItemDetail } & OnChange) => {
  const { slug: project, schema } = useProject();
  const [asking, ask] = useDisclosure();
  const [note, setNote] = useState('');
  const obstacle = obstacleOf(item);
  const value = item.label?.value ?? null;
  const mark = async () => {
    const items = [{ key: item.key, value, note }];
    const { results } = await call(goldContract.mark, { params: { project }, body: { items } });
    for (const result of results) if (!result.ok) throw new CallError(result.problem);
    await onChange();
  };
  return (
    <>
      <Text size="sm">{obstacle ?? t`Its answer is not used to see how well inspectors do.`}</Text>
      {obstacle === null && (
        <Group mt="xs">
          <Button size="xs" variant="default" onClick={ask.open}>
            <Trans>Mark as gold</Trans>
          </Button>
        </Group>
      )}
      <ConfirmModal
        opened={asking}
        onClose={ask.close}
        title={t`Give this item to inspectors as gold?`}
        confirmLabel={t`Mark as gold`}
        onConfirm={mark}
      >
        <Text size="sm" mb="xs">
          <Trans>
            The label in force is taken for the known answer. Inspectors are given the item among others,
            untold, at most once each; what they answer changes no label.
          </Trans>
        </Text>
        <LabelValue schema={schema} value={value} />
        <Textarea
          mt="md"
          label={t`Note`}
          description={t`Why the answer is known; for leads alone`}
          maxLength={1_000}
          autosize
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
      </ConfirmModal>
    </>
  );
};
