import { Paper, Stack, Text, Title } from '@mantine/core';
import type { Overview } from '../../../server/features/overview/contract.ts';
import { Proportion } from '../../ui/proportion.tsx';

/** How often people gave the model's answer, apart for each way in which they were asked. */
export const AgreementPanel = ({ agreement }: { agreement: Overview['agreement'] }) => (
  <Paper component="section" p="lg" h="100%" aria-labelledby="agreement">
    <Title order={2} size="h3" id="agreement">
      Agreement with the model
    </Title>
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
