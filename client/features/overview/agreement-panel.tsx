import { Group, Paper, Stack, Text, Title } from '@mantine/core';
import type { Overview } from '../../../server/features/overview/contract.ts';
import { useMay, useProject } from '../../api/queries.ts';
import { paths } from '../../paths.ts';
import { TextLink } from '../../ui/links.tsx';
import { Proportion } from '../../ui/proportion.tsx';

/** How often people gave the model's answer, apart for each way in which they were asked. */
export const AgreementPanel = ({ agreement }: { agreement: Overview['agreement'] }) => (
  <Paper component="section" p="lg" h="100%" aria-labelledby="agreement">
    <Group justify="space-between" align="baseline" gap="xs">
      <Title order={2} size="h3" id="agreement">
        Agreement with the model
      </Title>
      <EvidenceLink />
    </Group>
    <Text size="sm" c="dimmed" mt={2} mb="md">
      How often people gave the model’s answer, with the 95 % interval.
    </Text>
    <Stack gap="md">
      <Proportion label="Assisted" hint="with the suggestion in sight" {...agreement.assisted} />
      <Proportion label="Blind" hint="without it" {...agreement.blind} />
      <Proportion label="Audits" hint="accepted automatically" {...agreement.audit} />
    </Stack>
  </Paper>
);

const EvidenceLink = () => {
  const { slug } = useProject();
  const mayRead = useMay('evidence.read');
  return (
    mayRead && (
      <TextLink {...paths.evidence(slug)} size="sm">
        Evidence
      </TextLink>
    )
  );
};
