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
import { call } from '../../api/call.ts';
import { keys, useProject } from '../../api/queries.ts';
import { placeProblem } from '../../ui/form-problem.ts';
import { toldWords } from '../../ui/told-words.ts';
import classes from './datasets.module.css';
import { formatWords } from './words.ts';

type Format = DatasetExportReply['format'];
type Draft = { format: Format; bare: 'zip' | 'bare' };

/** Has a snapshot written in a format. What keeps it from one stands in place of what that is for. */
export const ExportForm = ({ snapshot }: { snapshot: SnapshotReply }) => {
  const { slug: project } = useProject();
  const cache = useQueryClient();
  const [refusal, setRefusal] = useState<string | null>(null);
  const form = useForm<Draft>({ initialValues: { format: 'jsonl', bare: 'zip' } });
  const write = useMutation({
    mutationFn: ({ format, bare }: Draft) =>
      call(datasetsContract.export, {
        params: { project, id: snapshot.id },
        body: { format, bare: isBare && bare === 'bare' },
      }),
    onMutate: () => setRefusal(null),
    onSuccess: () => cache.invalidateQueries({ queryKey: keys.snapshots(project) }),
    onError: (error) => setRefusal(placeProblem(form, error)),
  });
  const { format } = form.values;
  const isBare = snapshot.formats.some(({ name, bare }) => name === format && bare);
  return (
    <form onSubmit={form.onSubmit((draft) => write.mutate(draft))} noValidate aria-label={t`Write a file`}>
      {refusal !== null && (
        <Alert color="red" role="alert" mb="md">
          {refusal}
        </Alert>
      )}
      <Radio.Group label={t`Format`} {...form.getInputProps('format')}>
        <SimpleGrid cols={{ base: 1, xs: 2, lg: 3 }} spacing="xs" mt={6}>
          {snapshot.formats.map(({ name, misfit }) => (
            <Radio.Card key={name} value={name} className={classes.format} disabled={misfit !== null}>
              <Radio.Indicator disabled={misfit !== null} />
              <span>
                <span className={classes.formatTitle}>{formatWords[name].title}</span>
                <span className={classes.formatPurpose}>
                  {misfit === null ? formatWords[name].purpose : t`Not for it: ${toldWords(misfit)}`}
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
                { value: 'bare', label: t`Data alone`, disabled: !isBare },
              ]}
              value={isBare ? form.values.bare : 'zip'}
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
