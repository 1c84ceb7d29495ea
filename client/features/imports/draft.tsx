import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Alert, Button, Group, Radio, Stack, Text, Title } from '@mantine/core';
import { useId, useState } from 'react';
import { importedAs, type ImportedAs } from '../../../server/domain/imports/words.ts';
import type { Previewed } from '../../../server/features/imports/contract.ts';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { MappingTable } from './mapping-table.tsx';
import { PreviewTable } from './preview-table.tsx';
import { useCancel, useChange, useStart } from './use-imports.ts';
import { asWords } from './words.ts';
import classes from './imports.module.css';

/** An import that was not started: what its columns fill, what its labels become, and its first rows. */
export const Draft = ({ found }: { found: Previewed }) => {
  const { id, columns, mapping, labelsAs, preview } = found;
  const change = useChange(id);
  const start = useStart(id);
  const cancel = useCancel(id);
  const rowsTitle = useId();
  // Shown in the moment it is chosen: a mutation tells of itself only later, and the radio would jump back meanwhile.
  const [asked, setAsked] = useState<ImportedAs | null>(null);
  const ask = (next: ImportedAs) => {
    setAsked(next);
    change.mutate({ labelsAs: next }, { onSettled: () => setAsked(null) });
  };
  const sent = change.isPending ? change.variables : undefined;
  const rows = preview ?? [];
  const bad = rows.filter(({ faults }) => faults.length > 0).length;
  return (
    <Stack gap="lg" mt="md">
      <div className={classes.settings}>
        <MappingTable
          columns={columns}
          mapping={sent?.mapping ?? mapping}
          onChange={(next) => change.mutate({ mapping: next })}
        />
        <Radio.Group
          label={t`What the labels become`}
          value={asked ?? labelsAs}
          onChange={(next) => ask(next as ImportedAs)} // one of the radios below
        >
          <Stack gap="sm" mt="xs">
            {importedAs.map((name) => (
              <Radio
                key={name}
                value={name}
                label={asWords[name].title}
                description={asWords[name].meaning}
              />
            ))}
          </Stack>
        </Radio.Group>
      </div>
      {change.isError && <ErrorPanel error={change.error} title={t`This could not be changed`} />}
      <section aria-labelledby={rowsTitle} aria-busy={change.isPending}>
        <Title order={3} size="h4" id={rowsTitle} mb="xs">
          <Trans>The first rows, as they would come in</Trans>
        </Title>
        {rows.length === 0 ? (
          <Alert color="yellow">
            <Trans>The file has no rows.</Trans>
          </Alert>
        ) : (
          <>
            <Text size="sm" c={bad > 0 ? undefined : 'dimmed'} mb="xs" role="status">
              {bad === 0
                ? t`Nothing is wrong with them.`
                : plural(bad, {
                    one: '# row would be refused. The others come in all the same.',
                    other: '# rows would be refused. The others come in all the same.',
                  })}
            </Text>
            <PreviewTable rows={rows} />
          </>
        )}
      </section>
      {start.isError && <ErrorPanel error={start.error} title={t`The import could not be started`} />}
      {cancel.isError && <ErrorPanel error={cancel.error} title={t`The import could not be cancelled`} />}
      <Group gap="sm">
        <Button
          loading={start.isPending}
          disabled={change.isPending || rows.length === 0}
          onClick={() => start.mutate()}
        >
          <Trans>Start the import</Trans>
        </Button>
        <Button variant="default" loading={cancel.isPending} onClick={() => cancel.mutate()}>
          <Trans>Drop it</Trans>
        </Button>
      </Group>
    </Stack>
  );
};
