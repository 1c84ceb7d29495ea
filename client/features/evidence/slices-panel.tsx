import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Paper, Select, Text, Title } from '@mantine/core';
import { useState } from 'react';
import type { EvidenceSlices } from '../../../server/features/evidence/contract.ts';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { Loading } from '../../ui/loading.tsx';
import { byInput, byRule, byTitle } from './slice-words.ts';
import { SlicesView } from './slices-view.tsx';
import { useSlices } from './use-slices.ts';

/** Where the model is weak: agreement by the values of one input, or by the rule that was applied. */
export const SlicesPanel = ({ model }: { model: string }) => {
  const [by, setBy] = useState<string | null>(null);
  const choices = useSlices(model, null);
  return (
    <Paper component="section" p="lg" aria-labelledby="by-slice">
      <Title order={2} size="h3" id="by-slice">
        <Trans>By slice</Trans>
      </Title>
      <Text size="sm" c="dimmed" mt={2} mb="md" maw={760}>
        <Trans>
          Where the model is weak: how often people gave its answer, by the values of one measured input or by
          the policy’s rule that was applied.
        </Trans>
      </Text>
      {choices.isPending && <Loading height={60} label={t`Loading what there is to slice by`} />}
      {choices.isError && (
        <ErrorPanel
          error={choices.error}
          title={t`The inputs cannot be shown`}
          onRetry={() => void choices.refetch()}
        />
      )}
      {choices.data && <Choice choices={choices.data.choices} by={by} onChange={setBy} />}
      {by !== null && <SlicesView model={model} by={by} />}
    </Paper>
  );
};

type ChoiceProps = {
  choices: EvidenceSlices['choices'];
  by: string | null;
  onChange: (by: string | null) => void;
};

const Choice = ({ choices: { inputs, rules }, by, onChange }: ChoiceProps) => {
  if (!rules && inputs.length === 0)
    return (
      <Text size="sm" maw={760}>
        <Trans>
          Nothing to slice by yet: no rule was applied to the items of the latest answers, and nothing was
          measured about them. A model service sends what it measures, such as the brightness or the line, as
          <code> inputs</code> with each prediction.
        </Trans>
      </Text>
    );
  return (
    <Select
      label={t`Slice by`}
      placeholder={t`Choose an input or the rule`}
      mb="md"
      w={320}
      maw="100%"
      data={[
        ...(rules ? [{ group: t`Policy`, items: [{ value: byRule, label: t`Rule` }] }] : []),
        { group: t`Inputs`, items: inputs.map((name) => ({ value: byInput(name), label: name })) },
      ]}
      value={by}
      allowDeselect={false}
      searchable={inputs.length > 8}
      styles={{ input: { textOverflow: 'ellipsis' } }}
      title={by === null ? undefined : byTitle(by)}
      onChange={onChange}
    />
  );
};
