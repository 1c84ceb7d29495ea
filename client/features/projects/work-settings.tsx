import { groupsQuery } from '../../api/queries.ts';
import { t } from '@lingui/core/macro';
import { Select, Switch } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { gridCells, mayBeGrid } from '../../../server/domain/grid.ts';
import type { Project } from '../../api/queries.ts';
import { SettingsSection } from './settings-section.tsx';
import { useSaveSettings } from './use-save-settings.ts';

const settingsOf = ({ neededSkill, namesHolders, countsByName, grid }: Project) => ({
  neededSkill,
  namesHolders,
  countsByName,
  grid,
});

/** Which skill reviews need, whether they are judged side by side, and what inspectors are told of who holds what. */
export const WorkSettings = ({ project }: { project: Project }) => {
  const groups = useQuery(groupsQuery(project.slug));
  const form = useForm({ initialValues: settingsOf(project) });
  const saving = useSaveSettings({ project, form, settingsOf, bodyOf: (values) => values });
  return (
    <SettingsSection
      id="work"
      title={t`Who gets what`}
      description={t`Groups and skills are kept on the page People. A rule of the policy can ask for a skill of its own.`}
      form={form}
      {...saving}
    >
      <Select
        label={t`Skill that reviews need`}
        description={t`Of items that come in from now on, where no rule says otherwise`}
        placeholder={t`None`}
        data={(groups.data ?? []).map(({ name, title }) => ({ value: name, label: title }))}
        clearable
        clearButtonProps={{ 'aria-label': t`No skill` }}
        maw={360}
        {...form.getInputProps('neededSkill')}
      />
      {mayBeGrid(project.itemKind, project.schema) && (
        <Switch
          label={t`Let inspectors judge similar items as a grid`}
          description={t`Up to ${gridCells} items side by side, of one suggestion or all blind; each is a decision of its own. Whoever prefers one at a time stays with it.`}
          {...form.getInputProps('grid', { type: 'checkbox' })}
        />
      )}
      <Switch
        label={t`Tell inspectors who holds what they wait for`}
        description={t`By name, where nothing is left to be given to them. Leads are told in any case.`}
        {...form.getInputProps('namesHolders', { type: 'checkbox' })}
      />
      <Switch
        label={t`Show inspectors how much each of them answered today`}
        description={t`By name, the most first, on their page My work. Off, everybody sees their own figures alone.`}
        {...form.getInputProps('countsByName', { type: 'checkbox' })}
      />
    </SettingsSection>
  );
};
