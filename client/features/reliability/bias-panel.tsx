import { Trans } from '@lingui/react/macro';
import { Paper, Table, Text, Title } from '@mantine/core';
import type { InspectorBias } from '../../../server/features/reliability/contract.ts';
import { useProject } from '../../api/queries.ts';
import { paths } from '../../paths.ts';
import { TextLink } from '../../ui/links.tsx';
import { countText, enough } from '../../ui/proportion.tsx';
import { Rate } from '../../ui/rate.tsx';
import { axisAroundAll, BiasFigure } from './bias-figure.tsx';

/** What seeing the suggestion changes in each inspector's answers. */
export const BiasPanel = ({ inspectors }: { inspectors: readonly InspectorBias[] }) => (
  <Paper component="section" p="lg" aria-labelledby="bias-by-name">
    <Title order={2} size="h3" id="bias-by-name">
      <Trans>Automation bias</Trans>
    </Title>
    <Text size="sm" c="dimmed" mt={2} mb="md" maw={760}>
      <Trans>
        What it changes that the suggestion is in sight: assisted less blind answers of one inspector, over
        items for which a draw decided who sees it, whatever model version suggested. In the middle of a bar
        lies no difference.
      </Trans>
    </Text>
    {inspectors.length === 0 ? <Nobody /> : <Inspectors inspectors={inspectors} />}
  </Paper>
);

const Inspectors = ({ inspectors }: { inspectors: readonly InspectorBias[] }) => {
  const agreementAxis = axisAroundAll(inspectors, 'agreement');
  const timeAxis = axisAroundAll(inspectors, 'timeMs');
  return (
    <Table.ScrollContainer
      minWidth={700}
      type="native"
      tabIndex={0}
      role="region"
      aria-labelledby="bias-by-name"
    >
      <Table layout="fixed" verticalSpacing={8}>
        <caption className="visually-hidden">
          <Trans>
            Differences in agreement and in time, and share taken in under a second, of each inspector
          </Trans>
        </caption>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w="18%">
              <Trans>Inspector</Trans>
            </Table.Th>
            <Table.Th w="15%">
              <Trans>Answers</Trans>
            </Table.Th>
            <Table.Th>
              <Trans>Agreement with the model</Trans>
            </Table.Th>
            <Table.Th>
              <Trans>Time per decision</Trans>
            </Table.Th>
            <Table.Th>
              <Trans>Taken in under a second</Trans>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {inspectors.map((one) => (
            <Table.Tr key={one.inspector.id}>
              <Table.Th scope="row">{one.inspector.name}</Table.Th>
              <Table.Td className="numbers" fz="xs">
                <Trans>
                  {countText(one.assisted)} assisted, <br />
                  {countText(one.blind)} blind
                </Trans>
              </Table.Td>
              <Table.Td>
                <BiasFigure of={one} what="agreement" axis={agreementAxis} />
              </Table.Td>
              <Table.Td>
                <BiasFigure of={one} what="timeMs" axis={timeAxis} />
              </Table.Td>
              <Table.Td>
                <Rate {...one.quick} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
};

const Nobody = () => {
  const { slug } = useProject();
  return (
    <Text size="sm">
      <Trans>
        Not enough yet: it takes at least {enough} answers of each kind to compare them. They come in with
        Assistance or Partial, and a blind share above zero: see the{' '}
        <TextLink {...paths.policy(slug)}>policy page</TextLink>.
      </Trans>
    </Text>
  );
};
