import { Badge, Table, Text } from '@mantine/core';
import type { RolloutReply } from '../../../server/features/rollouts/contract.ts';
import { useProject } from '../../api/queries.ts';
import { paths } from '../../paths.ts';
import { TextLink } from '../../ui/links.tsx';
import { percentText } from '../../ui/proportion.tsx';
import { TimeAgo } from '../../ui/time.tsx';
import classes from './rollouts.module.css';
import { stateWords } from './words.ts';

/** The state of a rollout as a badge. */
export const StateBadge = ({ state }: Pick<RolloutReply, 'state'>) => (
  <Badge color={stateWords[state].color}>{stateWords[state].name}</Badge>
);

/** Rollouts, the latest first. */
export const RolloutList = ({ rollouts }: { rollouts: readonly RolloutReply[] }) => {
  const { slug } = useProject();
  return (
    <Table.ScrollContainer minWidth={640} type="native" tabIndex={0} role="region" aria-label="Rollouts">
      <Table verticalSpacing="sm" className="numbers">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Version</Table.Th>
            <Table.Th>In place of</Table.Th>
            <Table.Th>State</Table.Th>
            <Table.Th ta="right">Share</Table.Th>
            <Table.Th>Since</Table.Th>
            <Table.Th>Drawn up by</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rollouts.map((rollout) => (
            <Table.Tr key={rollout.id}>
              <Table.Th scope="row" className={classes.version}>
                <TextLink {...paths.rollout(slug, rollout.id)}>{rollout.candidate}</TextLink>
                {rollout.attemptOf !== null && (
                  <Text size="xs" c="dimmed" fw={400}>
                    Another try
                  </Text>
                )}
              </Table.Th>
              <Table.Td className={classes.version}>{rollout.live ?? '–'}</Table.Td>
              <Table.Td>
                <StateBadge state={rollout.state} />
              </Table.Td>
              <Table.Td ta="right">{percentText(rollout.share, 0)}</Table.Td>
              <Table.Td>
                <TimeAgo at={rollout.since} />
              </Table.Td>
              <Table.Td>{rollout.author.name}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
};
