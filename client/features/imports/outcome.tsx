import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Alert, Button, List, Progress, SimpleGrid, Stack, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { importsContract, type Imported } from '../../../server/features/imports/contract.ts';
import { addressOf } from '../../api/call.ts';
import { useProject } from '../../api/queries.ts';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { countText, percentText } from '../../ui/proportion.tsx';
import { toldWords } from '../../ui/told-words.ts';
import { useCancel, useFaults } from './use-imports.ts';
import classes from './imports.module.css';

/** An import that was started: how far it has come, what became of its rows, and what is wrong with those that were refused. */
export const Outcome = ({ found }: { found: Imported }) => {
  const { id, state, progress, counts, failure } = found;
  const cancel = useCancel(id);
  const facts = [
    [t`Items`, counts.items],
    [t`Labels`, counts.labels],
    [t`Gold`, counts.gold],
    [t`Repeats`, counts.repeats],
    [t`Refused`, counts.refused],
  ] as const;
  return (
    <Stack gap="md" mt="md">
      {state === 'running' && (
        <div className={classes.progress}>
          <Progress value={progress * 100} aria-label={t`How much of the file is read`} />
          <Text size="sm" className={classes.number}>
            {percentText(progress, 0)}
          </Text>
          <Button
            size="compact-sm"
            variant="default"
            loading={cancel.isPending}
            onClick={() => cancel.mutate()}
          >
            <Trans>Cancel</Trans>
          </Button>
        </div>
      )}
      {cancel.isError && <ErrorPanel error={cancel.error} title={t`The import could not be cancelled`} />}
      {failure !== null && (
        <Alert color="red" title={t`It failed`}>
          {failure}
        </Alert>
      )}
      <SimpleGrid cols={{ base: 2, xs: 5 }} component="dl" className={classes.facts}>
        {facts.map(([name, count]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{countText(count)}</dd>
          </div>
        ))}
      </SimpleGrid>
      {counts.refused > 0 && <Faults id={id} refused={counts.refused} />}
    </Stack>
  );
};

const Faults = ({ id, refused }: { id: string; refused: number }) => {
  const { slug: project } = useProject();
  const faults = useFaults(id);
  return (
    <section aria-label={t`Rows that were refused`}>
      {faults.isError && <ErrorPanel error={faults.error} title={t`The faults cannot be shown`} />}
      <List size="sm" spacing={4} listStyleType="none">
        {faults.data?.rows.slice(0, 5).map((fault) => (
          <List.Item key={`${fault.line} ${fault.field} ${fault.message}`}>
            <Trans>Row {fault.line}</Trans>
            {fault.key !== null && <> · {fault.key}</>}
            {fault.field !== '' && (
              <>
                {' '}
                · <code>{fault.field}</code>
              </>
            )}
            : {toldWords(fault)}
          </List.Item>
        ))}
      </List>
      <Button
        component="a"
        href={addressOf(importsContract.faultsFile, { project, id })}
        download
        size="xs"
        variant="default"
        mt="sm"
        leftSection={<IconDownload size={14} aria-hidden />}
      >
        {plural(refused, {
          one: 'Download what is wrong with # row',
          other: 'Download what is wrong with # rows',
        })}
      </Button>
    </section>
  );
};
