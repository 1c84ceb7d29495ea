import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
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
    <Table.ScrollContainer minWidth={640} type="native" tabIndex={0} role="region" aria-label={t`Rollouts`}>
      <Table verticalSpacing="sm" className="numbers">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>
              <Trans>Version</Trans>
            </Table.Th>
            <Table.Th>
              <Trans>In place of</Trans>
            </Table.Th>
            <Table.Th>
              <Trans>State</Trans>
            </Table.Th>
            <Table.Th ta="right">
              <Trans>Share</Trans>
            </Table.Th>
            <Table.Th>
              <Trans>Since</Trans>
            </Table.Th>
            <Table.Th>
              <Trans>Drawn up by</Trans>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rollouts.map((rollout) => (
            <Table.Tr key={rollout.id}>
              <Table.Th scope="row" className={classes.version}>
                <TextLink {...paths.rollout(slug, rollout.id)}>{rollout.candidate}</TextLink>
                {rollout.attemptOf !== null && (
                  <Text size="xs" c="dimmed" fw={400}>
                    <Trans>Another try</Trans>
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
