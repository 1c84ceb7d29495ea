import { t } from '@lingui/core/macro';
import { Table } from '@mantine/core';
import type { PipelineReply } from '../../../server/features/pipeline/contract.ts';
import { Instant } from '../../ui/time.tsx';
import { StepStateBadge } from './pipeline-graph.tsx';
import { stepFigures } from './pipeline-words.ts';

const titles = [
  t`Step`,
  t`After`,
  t`State`,
  t`Since`,
  t`Failed`,
  t`Missing`,
  t`Latency`,
  t`95 % below`,
  t`First that moved`,
];

/** The same as the graph, as a table. */
export const PipelineTable = ({ pipeline: { steps } }: { pipeline: PipelineReply }) => (
  <Table.ScrollContainer
    minWidth={760}
    type="native"
    tabIndex={0}
    role="region"
    aria-label={t`Steps of the pipeline`}
  >
    <Table verticalSpacing={5} className="numbers">
      <Table.Thead>
        <Table.Tr>
          {titles.map((title) => (
            <Table.Th key={title}>{title}</Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {steps.map((step) => (
          <Table.Tr key={step.name}>
            <Table.Th scope="row">{step.name}</Table.Th>
            <Table.Td>{step.after.join(', ') || '–'}</Table.Td>
            <Table.Td>
              <StepStateBadge state={step.state} />
            </Table.Td>
            <Table.Td>{step.since === null ? '–' : <Instant at={step.since} />}</Table.Td>
            {stepFigures(step).map(([title, text]) => (
              <Table.Td key={title}>{text}</Table.Td>
            ))}
            <Table.Td>{step.firstMoved?.step ?? '–'}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  </Table.ScrollContainer>
);
