import { Trans } from '@lingui/react/macro';
import { t } from '@lingui/core/macro';
import { Group, NativeSelect, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReplyOf } from '../../../server/contract/route.ts';
import type { Policy } from '../../../server/domain/policy.ts';
import { policyContract } from '../../../server/features/policy/contract.ts';
import { call } from '../../api/call.ts';
import { keys, useProject } from '../../api/queries.ts';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import classes from './changes.module.css';
import { PreviewResult } from './preview-result.tsx';

/** What a draft would have made of the latest routed items. */
export type PolicyPreview = ReplyOf<typeof policyContract.preview>;

const usePreview = (policy: Policy | null, items: number) => {
  const { slug: project } = useProject();
  // While the form holds something unfinished, the last whole draft stays in sight.
  const [last, setLast] = useState(policy);
  if (policy !== null && policy !== last) setLast(policy);
  const [asked] = useDebouncedValue(last, 350);
  return useQuery({
    queryKey: [...keys.policy(project), 'preview', items, asked],
    queryFn: ({ signal }) => {
      if (asked === null) throw new Error('only asked for with a policy');
      return call(policyContract.preview, { params: { project }, body: { policy: asked, items }, signal });
    },
    enabled: asked !== null,
    placeholderData: keepPreviousData,
  });
};

/** Replays the latest routed items under the draft, as it is typed. */
export const Preview = ({ policy }: { policy: Policy | null }) => {
  const [items, setItems] = useState(2_000);
  const preview = usePreview(policy, items);
  const waiting = preview.isPlaceholderData || policy === null;
  return (
    <section aria-labelledby="policy-preview" className={classes.preview}>
      <Group justify="space-between" wrap="nowrap" mb="xs">
        <Title order={2} size="h4" id="policy-preview">
          <Trans>What it would have done</Trans>
        </Title>
        <NativeSelect
          aria-label={t`How many items are replayed`}
          size="xs"
          value={String(items)}
          data={[
            { value: '500', label: t`last 500` },
            { value: '2000', label: t`last 2,000` },
            { value: '10000', label: t`last 10,000` },
          ]}
          onChange={(event) => setItems(Number(event.currentTarget.value))}
        />
      </Group>
      {preview.isPending && (
        <Stack gap="xs" role="status" aria-label={t`Replaying`}>
          <Skeleton h={28} />
          <Skeleton h={28} />
          <Skeleton h={80} />
        </Stack>
      )}
      {preview.isError && (
        <ErrorPanel error={preview.error} title={t`No preview`} onRetry={() => void preview.refetch()} />
      )}
      {preview.data !== undefined && (
        <div className={classes.result} data-waiting={waiting || undefined} aria-busy={waiting}>
          {preview.data.items === 0 ? (
            <Text size="sm" c="dimmed">
              <Trans>
                Nothing has been routed yet. As soon as predictions come in, you see here what a change would
                have done to them.
              </Trans>
            </Text>
          ) : (
            <PreviewResult preview={preview.data} />
          )}
        </div>
      )}
    </section>
  );
};
