import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Badge, Button, Group, Paper, Title } from '@mantine/core';
import { useId } from 'react';
import { metricFacts } from '../../../server/domain/alarms/metrics.ts';
import { conditionSentences, measureText, metricWords } from '../../../server/domain/alarms/words.ts';
import type { Alarm } from '../../../server/features/alarms/contract.ts';
import { useMay, useProject } from '../../api/queries.ts';
import { isFiring } from '../../ui/alarm-trouble.ts';
import { TextLink } from '../../ui/links.tsx';
import { alarmName, toldWords } from '../../ui/told-words.ts';
import { durationText, TimeAgo, useNow } from '../../ui/time.tsx';
import classes from './alarms.module.css';
import { pageLinks, standingOf } from './words.ts';

/** What is done to an alarm. */
export type AlarmAction = 'edit' | 'silence' | 'remove';

type Props = { alarm: Alarm; onAsk: (action: AlarmAction) => void };

/** One alarm: how it stands and since when, what it saw, and what to look at first. */
export const AlarmCard = ({ alarm, onAsk }: Props) => {
  const { note, condition, state } = alarm;
  const name = alarmName(alarm);
  const heading = useId();
  const { words, color } = standingOf(alarm);
  return (
    <Paper
      component="article"
      className={classes.card}
      aria-labelledby={heading}
      data-firing={isFiring(alarm) || undefined}
    >
      <div className={classes.title}>
        <Title order={3} size="h5" id={heading} className={classes.name}>
          {name}
        </Title>
        <Badge color={color}>{words}</Badge>
        {state.muted && (
          <Badge color="gray">
            <Trans>Nobody is told</Trans>
          </Badge>
        )}
        <Since state={state} />
      </div>
      <div className={classes.seen}>
        {toldWords(metricWords[condition.metric])}:{' '}
        <strong>
          {state.value === null ? t`no data` : toldWords(measureText(condition.metric, state.value))}
        </strong>
        {state.error !== null && ` (${state.error})`}
      </div>
      {(isFiring(alarm) || state.phase === 'pending') && <LookFirst alarm={alarm} note={note} />}
      <div className={classes.foot}>
        <span className={classes.rule}>{toldWords(conditionSentences(condition))}</span>
        <Actions name={name} onAsk={onAsk} />
      </div>
    </Paper>
  );
};

/** When it fired, or for how long it has stood as it does. */
const Since = ({ state }: Pick<Alarm, 'state'>) => {
  const now = useNow();
  return (
    <span className={classes.since}>
      {state.firedAt === null ? (
        t`for ${durationText(now - Date.parse(state.since))}`
      ) : (
        <>
          <Trans>
            fired <TimeAgo at={state.firedAt} />
          </Trans>
        </>
      )}
    </span>
  );
};

const LookFirst = ({ alarm, note }: { alarm: Alarm; note: string }) => {
  const { slug } = useProject();
  const { label, to } = pageLinks[metricFacts(alarm.condition.metric).page];
  return (
    <div className={classes.note}>
      {alarm.preset === null ? note : toldWords({ message: note })}
      {note !== '' && ' '}
      {alarm.firstMoved !== null && (
        <>
          <Trans>
            First step that moved: <strong>{alarm.firstMoved.step}</strong>,{' '}
            <TimeAgo at={alarm.firstMoved.since} />.{' '}
          </Trans>
        </>
      )}
      <TextLink {...to(slug)} inherit>
        <Trans>Look at {label}</Trans>
      </TextLink>
    </div>
  );
};

const Actions = ({ name, onAsk }: { name: string; onAsk: Props['onAsk'] }) => {
  if (!useMay('policy.write')) return null;
  const action = (label: string, about: AlarmAction, color?: string) => (
    <Button
      variant="subtle"
      size="compact-sm"
      color={color}
      aria-label={`${label}: ${name}`}
      onClick={() => onAsk(about)}
    >
      {label}
    </Button>
  );
  return (
    <Group gap={4} className={classes.actions} role="group" aria-label={t`What can be done to ${name}`}>
      {action(t`Edit`, 'edit')}
      {action(t`Silence`, 'silence')}
      {action(t`Remove`, 'remove', 'red')}
    </Group>
  );
};
