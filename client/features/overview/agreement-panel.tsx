import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
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
        <Trans>Agreement with the model</Trans>
      </Title>
      <EvidenceLink />
    </Group>
    <Text size="sm" c="dimmed" mt={2} mb="md">
      <Trans>How often people gave the model’s answer, with the 95 % interval.</Trans>
    </Text>
    <Stack gap="md">
      <Proportion label={t`Assisted`} hint={t`with the suggestion in sight`} {...agreement.assisted} />
      <Proportion label={t`Blind`} hint={t`without it`} {...agreement.blind} />
      <Proportion label={t`Audits`} hint={t`accepted automatically`} {...agreement.audit} />
    </Stack>
  </Paper>
);

const EvidenceLink = () => {
  const { slug } = useProject();
  const mayRead = useMay('evidence.read');
  return (
    mayRead && (
      <TextLink {...paths.evidence(slug)} size="sm">
        <Trans>Evidence</Trans>
      </TextLink>
    )
  );
};
