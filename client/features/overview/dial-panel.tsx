import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Box, Button, Group, Paper, Text, Title } from '@mantine/core';
import { useState } from 'react';
import type { Overview } from '../../../server/features/overview/contract.ts';
import { isHigher } from '../../../server/domain/ladder.ts';
import type { Degree } from '../../../server/domain/words.ts';
import { useMay } from '../../api/queries.ts';
import { paths } from '../../paths.ts';
import { degreeMeanings } from '../../ui/degrees.ts';
import { DegreeFacts, Dial } from '../../ui/dial.tsx';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { TextLink } from '../../ui/links.tsx';
import { ChangeDegree } from './change-degree.tsx';
import { StepChecklist, useStep } from './step-checklist.tsx';
import { useSaveDegree } from './use-save-degree.ts';
import { plainText } from '../../ui/decimal-text.ts';

const share = (value: number) => `${plainText(value * 100, 2)}\u00a0%`;

/** The settings of the policy that have an effect in the degree in force, as one line. */
const settingsLine = ({ degree, threshold, blindShare, auditShare }: Overview): string => {
  const { uses } = degreeMeanings[degree];
  return [
    uses.threshold && t`threshold ${plainText(threshold, 4)}`,
    uses.blindShare && t`blind share ${share(blindShare)}`,
    uses.auditShare && t`audit share ${share(auditShare)}`,
  ]
    .filter((part) => part !== false)
    .join(' · ');
};

/** The dial as one control: anyone can look at what each degree means, a lead can put another in force. */
export const DialPanel = ({ project, overview }: { project: string; overview: Overview }) => {
  const inForce = overview.degree;
  const mayWrite = useMay('policy.write');
  const mayRead = useMay('policy.read');
  const [lookedAt, setLookedAt] = useState<Degree | null>(null);
  const [changing, setChanging] = useState(false);
  const value = lookedAt ?? inForce;
  const isOther = value !== inForce;
  const isDown = isHigher(inForce, value);
  const step = useStep(project, value);
  const { save: down } = useSaveDegree(project, value, isDown && mayWrite, () => setLookedAt(null));
  return (
    <Paper component="section" p="lg" aria-labelledby="dial">
      <Group justify="space-between" align="baseline" mb="sm" gap="xs">
        <Title order={2} size="h3" id="dial">
          <Trans>Degree of automation</Trans>
        </Title>
        <Group gap="md">
          <Text size="sm" c="dimmed" className="numbers">
            {settingsLine(overview)}
          </Text>
          {mayRead && (
            <TextLink {...paths.policy(project)} size="sm">
              <Trans>Policy, revision {overview.policyRevision}</Trans>
            </TextLink>
          )}
        </Group>
      </Group>
      <Dial value={value} inForce={inForce} onChange={setLookedAt} />
      <DegreeFacts degree={value} />
      {step && (
        <Box mt="md">
          <StepChecklist project={project} step={step} />
        </Box>
      )}
      {down.isError && <ErrorPanel error={down.error} />}
      {isOther && (
        <Group mt="md" gap="xs">
          {mayWrite &&
            (isDown ? (
              <Button loading={down.isPending} onClick={() => down.mutate('')}>
                <Trans>Turn down to “{degreeMeanings[value].title}” now</Trans>
              </Button>
            ) : (
              <Button onClick={() => setChanging(true)}>
                <Trans>Change to “{degreeMeanings[value].title}”…</Trans>
              </Button>
            ))}
          <Button variant={mayWrite ? 'subtle' : 'default'} color="gray" onClick={() => setLookedAt(null)}>
            <Trans>Back to what is in force</Trans>
          </Button>
          {!mayWrite && (
            <Text size="sm" c="dimmed">
              <Trans>Only a lead can put another degree in force.</Trans>
            </Text>
          )}
        </Group>
      )}
      <ChangeDegree
        project={project}
        from={inForce}
        to={value}
        opened={changing && isOther && !isDown}
        onClose={() => setChanging(false)}
        onChanged={() => setLookedAt(null)}
      />
    </Paper>
  );
};
