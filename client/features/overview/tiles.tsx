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
    <Tile name={name} value="Not enough yet" isQuiet>
      {countText(share.n)} of {enough} items {since}
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
  <Tile name="Overdue" value={countText(overdue)} isQuiet={overdue === 0}>
    {countText(soon)} due soon · {countText(late.k)} of {countText(late.n)} decided late in 24 hours
  </Tile>
);

/** The queue and the automated share, in numbers. */
export const Tiles = ({ overview: { queue, automated, due } }: { overview: Overview }) => {
  const now = useNow();
  const oldest = queue.oldestWaitingSince;
  return (
    <section aria-label="In numbers">
      <SimpleGrid
        component="dl"
        cols={{ base: 2, md: due !== null && hasDue(due) ? 5 : 4 }}
        m={0}
        spacing="md"
      >
        <Tile name="Waiting for review" value={countText(queue.open)}>
          {countText(queue.held)} in hand
          {queue.forLeads > 0 && ` · ${countText(queue.forLeads)} only for leads`}
        </Tile>
        <Tile
          name="Oldest waiting"
          value={
            oldest === null ? (
              'Nothing waits'
            ) : (
              <time dateTime={oldest}>{durationText(now - Date.parse(oldest))}</time>
            )
          }
          isQuiet={oldest === null}
        >
          <Text span inherit visibleFrom="xs">
            {oldest === null ? 'Every review is done or in hand' : 'since it was put in the queue'}
          </Text>
        </Tile>
        {due !== null && hasDue(due) && <DueTile due={due} />}
        <ShareTile name="Automated, last 24 hours" share={automated.lastDay} since="in 24 hours" />
        <ShareTile name="Automated, all time" share={automated.all} since="so far" />
      </SimpleGrid>
    </section>
  );
};
