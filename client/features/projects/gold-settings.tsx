import { t } from '@lingui/core/macro';
import { Group, NumberInput, Switch } from '@mantine/core';
import { useForm } from '@mantine/form';
import { mostGold } from '../../../server/domain/gold.ts';
import type { Project } from '../../api/queries.ts';
import { between, percent } from '../../ui/percent-field.ts';
import { SettingsSection } from './settings-section.tsx';
import { useSaveSettings } from './use-save-settings.ts';

const most = mostGold * 100;

const settingsOf = ({ goldShare, goldPauseBelow, goldPauseAfter }: Project) => ({
  goldShare: percent(goldShare),
  pauses: goldPauseBelow !== null,
  goldPauseBelow: percent(goldPauseBelow ?? 0.7),
  goldPauseAfter: goldPauseAfter as number | string,
});

/** How much of what inspectors are given is gold, and when one is paused for what they answer to it. */
export const GoldSettings = ({ project }: { project: Project }) => {
  const form = useForm({
    initialValues: settingsOf(project),
    validate: {
      goldShare: between(0, most),
      goldPauseBelow: between(1, 100),
      goldPauseAfter: (value) =>
        Number(value) >= 5 && Number(value) <= 1_000 ? null : t`Between 5 and 1,000`,
    },
  });
  const saving = useSaveSettings({
    project,
    form,
    settingsOf,
    bodyOf: ({ goldShare, pauses, goldPauseBelow, goldPauseAfter }) => ({
      goldShare: Number(goldShare) / 100,
      goldPauseBelow: pauses ? Number(goldPauseBelow) / 100 : null,
      goldPauseAfter: Number(goldPauseAfter),
    }),
  });
  return (
    <SettingsSection
      id="gold"
      title={t`Gold items`}
      description={t`Items whose answer is known, mixed in among the others and told from them by nothing, to see how often each inspector is right. They are marked on an item's page, or by the API; those who may mark them are given none.`}
      form={form}
      {...saving}
    >
      <NumberInput
        label={t`Share of gold`}
        description={t`Of what each inspector is given, up to ${most} %; none at 0`}
        suffix={'\u00a0%'}
        min={0}
        max={most}
        maw={260}
        {...form.getInputProps('goldShare')}
      />
      <Switch
        label={t`Pause inspectors`}
        description={t`Who is surely right less often is given no more items until a lead lets them back, on the page Inspectors.`}
        {...form.getInputProps('pauses', { type: 'checkbox' })}
      />
      {form.values.pauses && (
        <Group align="flex-start">
          <NumberInput
            label={t`Right at least`}
            description={t`The interval must lie below it`}
            suffix={'\u00a0%'}
            min={1}
            max={100}
            maw={220}
            {...form.getInputProps('goldPauseBelow')}
          />
          <NumberInput
            label={t`After so many answers`}
            description={t`To gold items, at the least`}
            min={5}
            max={1_000}
            maw={220}
            {...form.getInputProps('goldPauseAfter')}
          />
        </Group>
      )}
    </SettingsSection>
  );
};
