import { t } from '@lingui/core/macro';
import {
  Autocomplete,
  Input,
  NumberInput,
  SegmentedControl,
  Select,
  SimpleGrid,
  Stack,
  TextInput,
} from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useState } from 'react';
import { classesOf, hasClasses } from '../../../server/domain/label-schema.ts';
import { labelSources, type LabelSource } from '../../../server/domain/words.ts';
import { useProject } from '../../api/queries.ts';
import { useModelNames } from '../../api/use-model-names.ts';
import { sourceWords } from '../../ui/words.ts';
import { exportFormats, type ExportFormat, type ExportRequest } from './export-request.ts';

const formatTitles: Record<ExportFormat, string> = { jsonl: 'JSON Lines', csv: 'CSV' };

type Props = { request: ExportRequest; onChange: (request: ExportRequest) => void };

/** What to export: the format, and which labels. */
export const ExportForm = ({ request, onChange }: Props) => {
  const { schema } = useProject();
  const models = useModelNames();
  const set = (part: Partial<ExportRequest>) => onChange({ ...request, ...part });
  return (
    <Stack
      gap="md"
      component="form"
      aria-label={t`What to export`}
      onSubmit={(event) => event.preventDefault()}
    >
      <Input.Wrapper label={t`Format`} labelElement="div">
        <div>
          <SegmentedControl
            aria-label={t`Format`}
            value={request.format}
            data={exportFormats.map((name) => ({ value: name, label: formatTitles[name] }))}
            // The control offers only these names.
            onChange={(format) => set({ format: format as ExportFormat })}
          />
        </div>
      </Input.Wrapper>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
        <Select
          label={t`Source`}
          placeholder={t`Any`}
          clearable
          data={labelSources.map((source) => ({ value: source, label: sourceWords[source] }))}
          value={request.source}
          // The list offers only these words.
          onChange={(source) => set({ source: source as LabelSource | null })}
        />
        {hasClasses(schema) && (
          <Select
            label={t`Class`}
            placeholder={t`Any`}
            clearable
            searchable={classesOf(schema).length > 8}
            data={classesOf(schema).map((c) => ({
              value: c.name,
              label: c.retired ? t`${c.title} (retired)` : c.title,
            }))}
            value={request.class}
            onChange={(name) => set({ class: name })}
          />
        )}
        <ModelField models={models} onChange={(model) => set({ model })} />
        <NumberInput
          label={t`Since`}
          description={t`The cursor of an earlier export.`}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          placeholder={t`From the beginning`}
          min={0}
          allowDecimal={false}
          hideControls
          value={request.since}
          onChange={(since) => set({ since })}
        />
        <TextInput
          type="datetime-local"
          label={t`In force at or after`}
          value={request.from}
          onChange={(event) => set({ from: event.currentTarget.value })}
        />
        <TextInput
          type="datetime-local"
          label={t`In force before`}
          value={request.to}
          error={
            request.from !== '' &&
            request.to !== '' &&
            request.to <= request.from &&
            t`This is not after the beginning`
          }
          onChange={(event) => set({ to: event.currentTarget.value })}
        />
      </SimpleGrid>
    </Stack>
  );
};

const ModelField = ({ models, onChange }: { models: string[]; onChange: (model: string) => void }) => {
  const [typed, setTyped] = useState('');
  const tell = useDebouncedCallback(onChange, 300);
  return (
    <Autocomplete
      label={t`Model`}
      placeholder={t`Any`}
      clearable
      data={models}
      value={typed}
      maxLength={200}
      onChange={(value) => {
        setTyped(value);
        tell(value);
      }}
    />
  );
};
