import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Badge, Button, Group, Paper, Progress, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { triggerNames, type TriggerName } from '../../../server/domain/retraining/triggers/names.ts';
import type { Retraining } from '../../../server/features/retraining/contract.ts';
import { useMay } from '../../api/queries.ts';
import { TimeAgo } from '../../ui/time.tsx';
import { TriggersModal } from './triggers-modal.tsx';
import classes from './retraining.module.css';
import { holdWords, standingWords, triggerWords } from './words.ts';

/** What asks for trainings by itself, and how far each is from doing so. */
export const TriggerList = ({ retraining }: { retraining: Retraining }) => {
  const mayChange = useMay('project.manage');
  const [changing, setChanging] = useState(false);
  const { hold, pausedUntil, settings } = retraining;
  const isAnyOn = triggerNames.some((name) => settings.triggers[name].on);
  return (
    <Paper component="section" p="lg" aria-labelledby="triggers">
      <Group justify="space-between" gap="xs">
        <Title order={2} size="h3" id="triggers">
          <Trans>Triggers</Trans>
        </Title>
        {mayChange && (
          <Button size="sm" variant="default" onClick={() => setChanging(true)}>
            <Trans>Change the triggers</Trans>
          </Button>
        )}
      </Group>
      <Text size="sm" c="dimmed" mt={2} mb="md">
        {isAnyOn
          ? t`The first that fires asks for a training by itself.`
          : t`None is switched on: trainings are asked for by hand alone.`}{' '}
        {isAnyOn && hold !== null && holdWords[hold]}{' '}
        {isAnyOn && hold === 'pause' && pausedUntil !== null && (
          <>
            <Trans>
              It ends <TimeAgo at={pausedUntil} />.
            </Trans>
          </>
        )}
      </Text>
      <ul className={classes.triggers}>
        {triggerNames.map((name) => (
          <TriggerLine key={name} name={name} retraining={retraining} />
        ))}
      </ul>
      <TriggersModal settings={settings} opened={changing} onClose={() => setChanging(false)} />
    </Paper>
  );
};

/** What a trigger counts up, as a share of where it fires; null: it counts nothing. */
const shareOf = (name: TriggerName, { have, need }: Retraining['triggers'][TriggerName]): number | null =>
  (name === 'new_labels' || name === 'schedule') && have !== null && need !== null
    ? Math.min(1, have / need)
    : null;

const TriggerLine = ({ name, retraining }: { name: TriggerName; retraining: Retraining }) => {
  const { settings, triggers } = retraining;
  const standing = triggers[name];
  const { on } = settings.triggers[name];
  const words = (triggerWords[name] as (of: (typeof settings.triggers)[TriggerName]) => string)(
    settings.triggers[name], // of the same name
  );
  const share = shareOf(name, standing);
  return (
    <li data-off={!on || undefined}>
      <Group gap="xs">
        <Text size="sm" fw={550}>
          {words}
        </Text>
        {!on && (
          <Badge size="sm" variant="outline" color="gray">
            <Trans>Off</Trans>
          </Badge>
        )}
        {on && standing.fires && (
          <Badge size="sm" variant="light" color="yellow">
            <Trans>Fires</Trans>
          </Badge>
        )}
      </Group>
      {share !== null && <Progress value={share * 100} size="xs" my={4} aria-label={words} />}
      <Text size="xs" c="dimmed">
        {standingWords[name](standing)}
      </Text>
    </li>
  );
};
