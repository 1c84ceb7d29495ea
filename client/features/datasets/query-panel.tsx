import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { List, Paper, Text, Title } from '@mantine/core';
import type { SnapshotReply } from '../../../server/features/datasets/contract.ts';
import { useProject } from '../../api/queries.ts';
import { paths } from '../../paths.ts';
import { TextLink } from '../../ui/links.tsx';
import { quoted } from '../../ui/quoted.ts';
import { queryWords, splitRuleWords } from './query-words.ts';
import { useSnapshots } from './queries.ts';

/** How a snapshot was asked for, in words. */
export const QueryPanel = ({ snapshot }: { snapshot: SnapshotReply }) => {
  const { slug, schema } = useProject();
  const { snapshots } = useSnapshots();
  const { query, parent, licence, sealed, manifest } = snapshot;
  const before = snapshots.find(({ id }) => id === parent);
  return (
    <Paper component="section" p="lg" aria-labelledby="query">
      <Title order={2} size="h4" id="query" mb="xs">
        <Trans>What was asked for</Trans>
      </Title>
      <List size="sm" spacing={4}>
        {queryWords(query, schema).map((words) => (
          <List.Item key={words}>{words}</List.Item>
        ))}
        {splitRuleWords(query.splits, sealed).map((words) => (
          <List.Item key={words}>{words}</List.Item>
        ))}
        {parent !== null && (
          <List.Item>
            <Trans>
              It goes on from{' '}
              <TextLink {...paths.dataset(slug, parent)} underline="always" inherit>
                {before === undefined ? t`an earlier snapshot` : quoted(before.name)}
              </TextLink>
            </Trans>
          </List.Item>
        )}
        <List.Item>{licence === '' ? t`Licence: nothing was said` : t`Licence: ${licence}`}</List.Item>
      </List>
      {manifest !== null && (
        <Text size="xs" c="dimmed" mt="sm">
          <Trans>
            Label schema of revision {manifest.schemaRevision}. Made by Countersign {manifest.codeVersion}.
          </Trans>
        </Text>
      )}
    </Paper>
  );
};
