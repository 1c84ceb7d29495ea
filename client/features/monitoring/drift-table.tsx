import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Badge, Table, Text } from '@mantine/core';
import type { Drift } from '../../../server/features/drift/contract.ts';
import { useProject } from '../../api/queries.ts';
import { countText } from '../../ui/proportion.tsx';
import { grownText, pText, standingWords, subjectTitle } from './drift-words.ts';
import classes from './monitoring.module.css';
import { decimalText } from '../../ui/decimal-text.ts';

const tests = { ks: 'KS', chi_square: 'χ²' } as const;

/** Every subject with its effect, which decides, and its p-values, which are for information. */
export const DriftTable = ({ drift: { states, movedFrom } }: { drift: Drift }) => {
  const { schema } = useProject();
  return (
    <>
      <Table.ScrollContainer
        minWidth={760}
        type="native"
        tabIndex={0}
        role="region"
        aria-label={t`Drift by subject`}
        mt="xs"
      >
        <Table verticalSpacing={5} className="numbers">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>
                <Trans>What</Trans>
              </Table.Th>
              <Table.Th>
                <Trans>Latest window</Trans>
              </Table.Th>
              <Table.Th>
                <Trans>PSI</Trans>
              </Table.Th>
              <Table.Th>
                <Trans>Jensen-Shannon</Trans>
              </Table.Th>
              <Table.Th>
                <Trans>p (adjusted)</Trans>
              </Table.Th>
              <Table.Th>n</Table.Th>
              <Table.Th>
                <Trans>What grew most</Trans>
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {states.map((state) => {
              const { title, color } = standingWords[state.standing];
              const result = state.latest?.result;
              return (
                <Table.Tr key={state.subject}>
                  <Table.Th scope="row">{subjectTitle(state.subject)}</Table.Th>
                  <Table.Td className={classes.whole}>
                    <Badge color={color}>{title}</Badge>
                  </Table.Td>
                  <Table.Td>{result ? decimalText(result.psi, 3) : '–'}</Table.Td>
                  <Table.Td>{result ? decimalText(result.jensenShannon, 3) : '–'}</Table.Td>
                  <Table.Td className={classes.whole}>
                    {result ? `${tests[result.test]} ${pText(result.p)} (${pText(result.adjusted)})` : '–'}
                  </Table.Td>
                  <Table.Td>{result ? countText(result.n) : '–'}</Table.Td>
                  <Table.Td>{grownText(state, schema) ?? '–'}</Table.Td>
                </Table.Tr>
              );
            })}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <Text size="xs" c="dimmed" mt={4}>
        <Trans>
          The population stability index (PSI) decides: from {movedFrom} on something has moved, and it drifts
          once that lasts two windows. p-values say how surely anything differs at all; with many items they
          are small for differences that do not matter.
        </Trans>
      </Text>
    </>
  );
};
