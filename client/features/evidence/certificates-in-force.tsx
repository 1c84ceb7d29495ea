import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Alert, List, Text } from '@mantine/core';
import { IconAlertTriangle, IconCertificate } from '@tabler/icons-react';
import type { CertificateInForce } from '../../../server/features/certificates/contract.ts';
import { countText } from '../../ui/proportion.tsx';
import { certificateWords, lapseWords } from './threshold-words.ts';
import { useClassTitles } from './use-class-titles.ts';
import { decimalText } from '../../ui/decimal-text.ts';

/** The certificates that the policy rests on: those that hold, and those that have lapsed, with the reasons. */
export const CertificatesInForce = ({ inForce }: { inForce: readonly CertificateInForce[] }) => {
  const { titleOf } = useClassTitles();
  return inForce.map(({ certificate, lapses, watch }) => {
    const holds = lapses.length === 0;
    return (
      <Alert
        key={certificate.value ?? ''}
        color={holds ? 'teal' : 'red'}
        icon={holds ? <IconCertificate aria-hidden /> : <IconAlertTriangle aria-hidden />}
        title={holds ? t`The policy rests on a certificate` : t`A certificate of the policy has lapsed`}
      >
        <Text size="sm">{certificateWords(certificate, titleOf)}</Text>
        {!holds && (
          <List size="sm" mt={4}>
            {lapses.map((lapse) => (
              <List.Item key={lapse}>{lapseWords[lapse]}</List.Item>
            ))}
          </List>
        )}
        <Text size="xs" c="dimmed" mt={6} className="numbers">
          <Trans>
            Policy revision {certificate.revision}, from {countText(certificate.n)} blind answers with{' '}
            {countText(certificate.errors)} wrong · watched since over {countText(watch.audits)} audits, level{' '}
            {decimalText(watch.level, 1)} of {countText(watch.alarmAt)}
          </Trans>
        </Text>
      </Alert>
    );
  });
};
