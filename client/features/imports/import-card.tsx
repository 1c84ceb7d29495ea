import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Badge, Group, Paper, Text, Title } from '@mantine/core';
import type { Imported } from '../../../server/features/imports/contract.ts';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { Loading } from '../../ui/loading.tsx';
import { TimeAgo } from '../../ui/time.tsx';
import { unitText } from '../../ui/unit-text.ts';
import { Draft } from './draft.tsx';
import { Outcome } from './outcome.tsx';
import { useImport } from './use-imports.ts';
import { asWords, formatWords, stateColors, stateWords } from './words.ts';
import classes from './imports.module.css';

/** One import: what it is of, and what is to be done about it or became of it. */
export const ImportCard = ({ found }: { found: Imported }) => {
  const { id, name, format, bytes, state, labelsAs, createdBy, createdAt } = found;
  const title = `import-${id}`;
  return (
    <Paper component="li" p="lg" className={classes.card} aria-labelledby={title}>
      <Group gap="xs">
        <Title order={2} size="h4" id={title}>
          {name}
        </Title>
        <Badge variant="light" color={stateColors[state]}>
          {stateWords[state]}
        </Badge>
      </Group>
      <Text size="sm" c="dimmed">
        {formatWords[format]}, {unitText('bytes', bytes)} · {createdBy.name}, <TimeAgo at={createdAt} />
        {state !== 'uploaded' && (
          <>
            {' '}
            · <Trans>Labels become: {asWords[labelsAs].title}</Trans>
          </>
        )}
      </Text>
      {state === 'uploaded' ? <Previewed id={id} /> : <Outcome found={found} />}
    </Paper>
  );
};

const Previewed = ({ id }: { id: string }) => {
  const found = useImport(id);
  if (found.isPending) return <Loading label={t`Reading the file`} />;
  if (found.isError)
    return (
      <ErrorPanel
        error={found.error}
        title={t`The import cannot be shown`}
        onRetry={() => void found.refetch()}
      />
    );
  return found.data.state === 'uploaded' ? <Draft found={found.data} /> : <Outcome found={found.data} />;
};
