import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Badge, Group, Text, Title } from '@mantine/core';
import type { MomentReply } from '../../../server/features/rollouts/contract.ts';
import { percentText } from '../../ui/proportion.tsx';
import { Instant } from '../../ui/time.tsx';
import { StateBadge } from './rollout-list.tsx';
import { valueText } from './value-text.ts';
import classes from './rollouts.module.css';
import { eventWords, guardrailWords, verdictWords } from './words.ts';
import { quoted } from '../../ui/quoted.ts';

const Moment = ({ event, state, share, epoch, note, actor, at, verdicts }: MomentReply) => (
  <li className={classes.moment}>
    <Group gap={8}>
      <Text fw={550} size="sm">
        {eventWords[event]}
      </Text>
      <StateBadge state={state} />
      <Text size="sm" c="dimmed" className="numbers">
        {percentText(share, share > 0 && share < 0.1 ? 1 : 0)}
        {epoch > 0 && t` · epoch ${epoch}`}
      </Text>
    </Group>
    <Text size="xs" c="dimmed">
      {actor.kind === 'system' ? t`By itself` : actor.name}, <Instant at={at} />
    </Text>
    {note !== '' && (
      <Text size="sm" mt={4} className={classes.note}>
        {quoted(note)}
      </Text>
    )}
    {verdicts.length > 0 && (
      <Group gap={6} mt={6}>
        {verdicts.map(({ guardrail, verdict, value, n }) => (
          <Badge key={guardrail} color={verdictWords[verdict].color}>
            {guardrailWords[guardrail].name}
            {value === null ? '' : t` ${valueText(guardrail, value)} of ${n}`}: {verdictWords[verdict].name}
          </Badge>
        ))}
      </Group>
    )}
  </li>
);

/** All that happened in a rollout, the latest first. */
export const Timeline = ({ moments }: { moments: readonly MomentReply[] }) => (
  <section aria-labelledby="timeline">
    <Title order={2} size="h3" id="timeline" mb="sm">
      <Trans>Timeline</Trans>
    </Title>
    <ol className={classes.moments}>
      {moments.toReversed().map((moment) => (
        <Moment key={moment.id} {...moment} />
      ))}
    </ol>
  </section>
);
