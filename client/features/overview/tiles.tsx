import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Paper, SimpleGrid, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Overview } from '../../../server/features/overview/contract.ts';
import { countText, enough, intervalText, percentText, type ProportionValue } from '../../ui/proportion.tsx';
import { durationText, useNow } from '../../ui/time.tsx';
import classes from './tiles.module.css';

type TileProps = { name: string; value: ReactNode; isQuiet?: boolean; children: ReactNode };

const Tile = ({ name, value, isQuiet = false, children }: TileProps) => (
  <Paper className={classes.tile}>
    <dt>{name}</dt>
    <dd className={classes.value} data-quiet={isQuiet || undefined}>
      {value}
    </dd>
    <dd className={classes.more}>{children}</dd>
  </Paper>
);

const ShareTile = ({ name, share, since }: { name: string; share: ProportionValue; since: string }) =>
  share.n < enough ? (
    <Tile name={name} value={t`Not enough yet`} isQuiet>
      <Trans>
        {countText(share.n)} of {enough} items {since}
      </Trans>
    </Tile>
  ) : (
    <Tile name={name} value={percentText(share.k / share.n)}>
      {intervalText(share)} · n = {countText(share.n)}
    </Tile>
  );

type Due = NonNullable<Overview['due']>;

/** Whether anything of the project is or was due. */
const hasDue = ({ overdue, soon, late }: Due): boolean => overdue + soon + late.n > 0;

const DueTile = ({ due: { overdue, soon, late } }: { due: Due }) => (
  <Tile name={t`Overdue`} value={countText(overdue)} isQuiet={overdue === 0}>
    <Trans>
      {countText(soon)} due soon · {countText(late.k)} of {countText(late.n)} decided late in 24 hours
    </Trans>
  </Tile>
);

/** The queue and the automated share, in numbers. */
export const Tiles = ({ overview: { queue, automated, due } }: { overview: Overview }) => {
  const now = useNow();
  const oldest = queue.oldestWaitingSince;
  return (
    <section aria-label={t`In numbers`}>
      <SimpleGrid
        component="dl"
        cols={{ base: 2, md: due !== null && hasDue(due) ? 5 : 4 }}
        m={0}
        spacing="md"
      >
        <Tile name={t`Waiting for review`} value={countText(queue.open)}>
          <Trans>
            {countText(queue.held)} in hand
            {queue.forLeads > 0 && t` · ${countText(queue.forLeads)} only for leads`}
          </Trans>
        </Tile>
        <Tile
          name={t`Oldest waiting`}
          value={
            oldest === null ? (
              t`Nothing waits`
            ) : (
              <time dateTime={oldest}>{durationText(now - Date.parse(oldest))}</time>
            )
          }
          isQuiet={oldest === null}
        >
          <Text span inherit visibleFrom="xs">
            {oldest === null ? t`Every review is done or in hand` : t`since it was put in the queue`}
          </Text>
        </Tile>
        {due !== null && hasDue(due) && <DueTile due={due} />}
        <ShareTile name={t`Automated, last 24 hours`} share={automated.lastDay} since={t`in 24 hours`} />
        <ShareTile name={t`Automated, all time`} share={automated.all} since={t`so far`} />
      </SimpleGrid>
    </section>
  );
};
