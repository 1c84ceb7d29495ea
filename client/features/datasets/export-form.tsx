import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Alert, Button, Group, Input, Radio, SegmentedControl, SimpleGrid } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import {
  datasetsContract,
  type DatasetExportReply,
  type SnapshotReply,
} from '../../../server/features/datasets/contract.ts';
import { call, CallError } from '../../api/call.ts';
import { keys, useProject } from '../../api/queries.ts';
import { placeProblem } from '../../ui/form-problem.ts';
import { toldWords } from '../../ui/told-words.ts';
import classes from './datasets.module.css';
import { formatNames, formatWords } from './words.ts';

type Format = DatasetExportReply['format'];
type Draft = { format: Format; bare: 'zip' | 'bare' };

/** Why a format was refused; null: it was not for the format. */
const misfitOf = (error: unknown): string | null => {
  const faults = error instanceof CallError ? (error.problem?.errors ?? []) : [];
  const fault = faults.find(({ path }) => path[0] === 'format');
  return fault === undefined ? null : toldWords(fault);
};

/** Has a snapshot written in a format. One that was refused stays so: its reason stands in place of what it is for. */
export const ExportForm = ({ snapshot }: { snapshot: SnapshotReply }) => {
  const { slug: project } = useProject();
  const cache = useQueryClient();
  const [refusal, setRefusal] = useState<string | null>(null);
  const [misfits, setMisfits] = useState<Partial<Record<Format, string>>>({});
  const form = useForm<Draft>({ initialValues: { format: 'jsonl', bare: 'zip' } });
  const write = useMutation({
    mutationFn: ({ format, bare }: Draft) =>
      call(datasetsContract.export, {
        params: { project, id: snapshot.id },
        body: { format, bare: bare === 'bare' },
      }),
    onMutate: () => setRefusal(null),
    onSuccess: () => cache.invalidateQueries({ queryKey: keys.snapshots(project) }),
    onError: (error, { format: refused }) => {
      setRefusal(placeProblem(form, error));
      const reason = misfitOf(error);
      if (reason !== null) setMisfits((known) => ({ ...known, [refused]: reason }));
    },
  });
  const { format } = form.values;
  const misfit = misfits[format];
  return (
    <form onSubmit={form.onSubmit((draft) => write.mutate(draft))} noValidate aria-label={t`Write a file`}>
      {refusal !== null && (
        <Alert color="red" role="alert" mb="md">
          {refusal}
        </Alert>
      )}
      <Radio.Group
        label={t`Format`}
        {...form.getInputProps('format')}
        error={misfit === undefined ? null : `${formatWords[format].title} ${misfit}`}
      >
        <SimpleGrid cols={{ base: 1, xs: 2, lg: 3 }} spacing="xs" mt={6}>
          {formatNames.map((name) => (
            <Radio.Card
              key={name}
              value={name}
              className={classes.format}
              disabled={misfits[name] !== undefined}
            >
              <Radio.Indicator disabled={misfits[name] !== undefined} />
              <span>
                <span className={classes.formatTitle}>{formatWords[name].title}</span>
                <span className={classes.formatPurpose}>
                  {misfits[name] === undefined ? formatWords[name].purpose : t`Not for it: ${misfits[name]}`}
                </span>
              </span>
            </Radio.Card>
          ))}
        </SimpleGrid>
      </Radio.Group>
      <Group mt="md" gap="md" align="flex-end">
        <Input.Wrapper label={t`As`} labelElement="div" error={form.errors.bare}>
          <div>
            <SegmentedControl
              aria-label={t`As`}
              data={[
                { value: 'zip', label: t`Zip with its card` },
                { value: 'bare', label: t`Data alone` },
              ]}
              value={form.values.bare}
              // The control offers only these names.
              onChange={(bare) => form.setFieldValue('bare', bare as Draft['bare'])}
            />
          </div>
        </Input.Wrapper>
        <Button type="submit" loading={write.isPending}>
          <Trans>Write the file</Trans>
        </Button>
      </Group>
    </form>
  );
};
