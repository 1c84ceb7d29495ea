import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Badge, Table, Text } from '@mantine/core';
import type { VerdictReply } from '../../../server/features/rollouts/contract.ts';
import { countText, IntervalBar, intervalText } from '../../ui/proportion.tsx';
import { Figure } from '../../ui/rate.tsx';
import classes from './rollouts.module.css';
import { valueText } from './value-text.ts';
import { guardrailWords, verdictWords } from './words.ts';

const missingText = (missing: number): string =>
  missing === 0 ? '' : t`, ${countText(missing)} more needed`;

const Value = ({ guardrail, value, n, low, high, missing }: VerdictReply) => {
  if (value === null)
    return (
      <Text size="sm">
        <Trans>Nothing yet{missingText(missing)}</Trans>
      </Text>
    );
  const rate = { k: value * n, n, low, high };
  return (
    <Figure
      value={valueText(guardrail, value)}
      beside={`${low === null ? '' : `${intervalText(rate) ?? ''} · `}n = ${countText(n)}${missingText(missing)}`}
      bar={low === null ? null : <IntervalBar {...rate} />}
    />
  );
};

/** What guardrails say: the share each looks at, with its interval and sample, against its limit. */
export const VerdictTable = ({ verdicts, label }: { verdicts: readonly VerdictReply[]; label: string }) => (
  <Table.ScrollContainer minWidth={560} type="native" tabIndex={0} role="region" aria-label={label}>
    <Table verticalSpacing="sm" className="numbers">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>
            <Trans>Guardrail</Trans>
          </Table.Th>
          <Table.Th>
            <Trans>Verdict</Trans>
          </Table.Th>
          <Table.Th className={classes.value}>
            <Trans>Value</Trans>
          </Table.Th>
          <Table.Th ta="right">
            <Trans>Limit</Trans>
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {verdicts.map((one) => {
          const { name, hint, limit } = guardrailWords[one.guardrail];
          return (
            <Table.Tr key={one.guardrail}>
              <Table.Th scope="row">
                {name}
                <Text size="xs" c="dimmed" fw={400}>
                  {hint}
                </Text>
              </Table.Th>
              <Table.Td>
                <Badge color={verdictWords[one.verdict].color}>{verdictWords[one.verdict].name}</Badge>
              </Table.Td>
              <Table.Td>
                <Value {...one} />
              </Table.Td>
              <Table.Td ta="right">
                {limit === 'most' ? t`at most` : t`at least`} {valueText(one.guardrail, one.limit)}
              </Table.Td>
            </Table.Tr>
          );
        })}
      </Table.Tbody>
    </Table>
  </Table.ScrollContainer>
);
