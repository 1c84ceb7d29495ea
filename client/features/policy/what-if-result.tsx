import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Alert, Skeleton, Table, Text } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import type { WhatIf, WhatIfOutcome } from '../../../server/contract/what-if.ts';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { countText } from '../../ui/proportion.tsx';
import { Instant } from '../../ui/time.tsx';
import type { WhatIfState } from './use-what-if.ts';
import { whatIfRows, type Figure } from './what-if-rows.ts';
import classes from './what-if.module.css';
import { decimalText } from '../../ui/decimal-text.ts';

/** What both policies would have made of the items, as a table. */
export const WhatIfResult = ({ state }: { state: WhatIfState }) => {
  const { replay } = state;
  if (replay.isError)
    return (
      <ErrorPanel
        error={replay.error}
        title={t`Nothing was replayed`}
        onRetry={() => void replay.refetch()}
      />
    );
  if (replay.data === undefined) return <Skeleton h={320} role="status" aria-label={t`Replaying`} />;
  if (replay.data.history.items === 0)
    return (
      <Text size="sm" c="dimmed">
        <Trans>
          No such item was routed yet. As soon as predictions come in, you see here what each policy would
          have made of them.
        </Trans>
      </Text>
    );
  const waiting = replay.isPlaceholderData || state.policy === null;
  return (
    <div aria-busy={waiting} data-waiting={waiting || undefined} className={classes.result}>
      <SideBySide state={state} found={replay.data} />
      <Uncovered outcomes={replay.data.outcomes} />
      <About found={replay.data} />
    </div>
  );
};

const SideBySide = ({ state, found }: { state: WhatIfState; found: WhatIf }) => {
  const { left, start, changed, terms } = state;
  const priced = typeof terms.pricePerReview === 'number' || typeof terms.pricePerError === 'number';
  const rows = whatIfRows.filter(({ isOfMoney }) => priced || !isOfMoney);
  return (
    <Table className={classes.table}>
      <caption className="visually-hidden">
        <Trans>Both policies, over {countText(found.history.items)} items</Trans>
      </caption>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>
            <span className="visually-hidden">
              <Trans>What is compared</Trans>
            </span>
          </Table.Th>
          <Table.Th scope="col">{left.name}</Table.Th>
          <Table.Th scope="col">{changed ? t`${start.name}, changed` : start.name}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map(({ name, of }) => (
          <Table.Tr key={name}>
            <Table.Th scope="row">{name}</Table.Th>
            {found.outcomes.map((outcome, i) => (
              <Cell key={i} figure={of(outcome)} />
            ))}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
};

const Cell = ({ figure: { text, isKnown, note } }: { figure: Figure }) => (
  <Table.Td>
    <span className={isKnown ? classes.figure : classes.unknown}>{text}</span>
    {note !== '' && <span className={classes.note}>{note}</span>}
  </Table.Td>
);

/** What the error says nothing of. */
const Uncovered = ({ outcomes }: { outcomes: readonly WhatIfOutcome[] }) => {
  const most = Math.max(...outcomes.map(({ error }) => error.uncovered));
  if (most === 0) return null;
  return (
    <Alert color="yellow" mt="md" icon={<IconInfoCircle aria-hidden />} title={t`Not all of it can be known`}>
      <Trans>
        {countText(most)} of the items that would be accepted came in when nobody could have judged them
        blind. The estimate of what is wrong says nothing about those.
      </Trans>
    </Alert>
  );
};

const About = ({ found: { history, time } }: { found: WhatIf }) => (
  <Text size="xs" c="dimmed" mt="md" maw={760}>
    <Trans>
      {history.from !== null && history.to !== null && (
        <>
          <Trans>
            The {countText(history.items)} newest items, <Instant at={history.from} /> to{' '}
            <Instant at={history.to} />
            {history.items === history.limit && t`; no more than ${countText(history.limit)} are replayed`}. A
            day brings as many as a day of these did.{' '}
          </Trans>
        </>
      )}
      {time.timed > 0 && time.seconds !== null
        ? t`A review takes ${decimalText(time.seconds, 1)} s, the mean of ${countText(time.timed)} that were timed. `
        : t`No review was timed yet. `}
      Intervals are 95 % intervals; of the error, by Hájek’s estimate from labels that people gave blind, each
      weighted by the probability that it was drawn.
    </Trans>
  </Text>
);
