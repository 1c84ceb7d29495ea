import { t } from '@lingui/core/macro';
import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { groupsQuery, useProject } from '../../api/queries.ts';

type Props = { skill: string | null; error: string | undefined; onChange: (skill: string | null) => void };

/** The skill that a rule asks for; nothing where the project has none to ask for. */
export const SkillField = ({ skill, error, onChange }: Props) => {
  const { slug } = useProject();
  const groups = useQuery(groupsQuery(slug)).data ?? [];
  const choices = groups.map(({ name, title }) => ({ value: name, label: title }));
  if (skill !== null && !groups.some(({ name }) => name === skill))
    choices.push({ value: skill, label: skill });
  if (choices.length === 0) return null;
  return (
    <Select
      label={t`Whoever reviews it needs the skill`}
      description={t`Only the members of this group are given it.`}
      placeholder={t`None`}
      maw={360}
      data={choices}
      value={skill}
      error={error}
      clearable
      clearButtonProps={{ 'aria-label': t`No skill` }}
      onChange={onChange}
    />
  );
};
