import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Group, List, Text, ThemeIcon } from '@mantine/core';
import { IconCheck, IconMinus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { Degree } from '../../../server/domain/words.ts';
import { ladderContract } from '../../../server/features/ladder/contract.ts';
import { call } from '../../api/call.ts';
import { keys, useMay } from '../../api/queries.ts';
import { paths } from '../../paths.ts';
import { TextLink } from '../../ui/links.tsx';
import { requirementWords } from './requirement-words.ts';

/** What a step up to a degree asks for; undefined where it is a step down, is not known yet, or may not be read. */
export const useStep = (project: string, to: Degree) => {
  const mayRead = useMay('evidence.read');
  const ladder = useQuery({
    queryKey: keys.ladder(project),
    queryFn: ({ signal }) => call(ladderContract.get, { params: { project }, signal }),
    enabled: mayRead,
  });
  return ladder.data?.steps.find((step) => step.to === to);
};

type Step = NonNullable<ReturnType<typeof useStep>>;

/** The evidence that a step up asks for as a checklist. */
export const StepChecklist = ({ project, step }: { project: string; step: Step }) => {
  const open = step.requirements.filter(({ met }) => !met).length;
  return (
    <section aria-label={t`Evidence for this step`}>
      <Group gap="xs" mb={6} justify="space-between">
        <Text fw={600} size="sm">
          {open === 0 ? t`The evidence for this step is there` : t`Evidence for this step`}
        </Text>
        <TextLink {...paths.evidence(project)} size="sm">
          <Trans>All evidence</Trans>
        </TextLink>
      </Group>
      <List spacing={4} size="sm" center>
        {step.requirements.map((requirement) => {
          const { what, how } = requirementWords(requirement);
          return (
            <List.Item
              key={requirement.name}
              icon={
                <ThemeIcon
                  size={20}
                  radius="xl"
                  variant="light"
                  color={requirement.met ? 'teal' : 'orange'}
                  role="img"
                  aria-label={requirement.met ? t`There` : t`Missing`}
                >
                  {requirement.met ? (
                    <IconCheck size={13} aria-hidden />
                  ) : (
                    <IconMinus size={13} aria-hidden />
                  )}
                </ThemeIcon>
              }
            >
              {what}
              {how !== '' && (
                <Text span c="dimmed" size="sm" className="numbers">
                  {' '}
                  {how}
                </Text>
              )}
            </List.Item>
          );
        })}
      </List>
    </section>
  );
};
