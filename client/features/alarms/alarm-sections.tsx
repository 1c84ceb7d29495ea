import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Stack, Text, Title } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { alarmsContract, type Alarm, type Alarms } from '../../../server/features/alarms/contract.ts';
import { call } from '../../api/call.ts';
import { keys, useMay, useProject } from '../../api/queries.ts';
import { isFiring } from '../../ui/alarm-trouble.ts';
import { ConfirmModal } from '../../ui/confirm-modal.tsx';
import { alarmName } from '../../ui/told-words.ts';
import { AlarmCard } from './alarm-card.tsx';
import classes from './alarms.module.css';
import { HistoryPanel } from './history-panel.tsx';
import { RecipientsPanel } from './recipients-panel.tsx';
import { SilenceList } from './silence-list.tsx';

type Props = {
  known: Alarms;
  onEdit: (alarm: Alarm) => void;
  onSilence: (alarm: Alarm) => void;
  /** What adds the presets that are missing. */
  presets: ReactNode;
};

/** What fires first, then all the others, who is told, and what has been. */
export const AlarmSections = ({ known, onEdit, onSilence, presets }: Props) => {
  const { alarms, silences, mail } = known;
  const mayChange = useMay('policy.write');
  const [removed, setRemoved] = useState<Alarm | null>(null);
  const cards = (some: Alarm[]) => (
    <Stack gap="sm">
      {some.map((alarm) => (
        <AlarmCard
          key={alarm.id}
          alarm={alarm}
          onAsk={(action) => ({ edit: onEdit, silence: onSilence, remove: setRemoved })[action](alarm)}
        />
      ))}
    </Stack>
  );
  const firing = alarms.filter(isFiring);
  return (
    <div>
      {silences.length > 0 && <SilenceList silences={silences} alarms={alarms} />}
      <section aria-labelledby="firing" className={classes.section}>
        <Title order={2} size="h3" id="firing" mb="sm">
          <Trans>Firing</Trans>
        </Title>
        {firing.length > 0 ? (
          cards(firing)
        ) : (
          <Text size="sm" c="dimmed">
            <Trans>No alarm fires.</Trans>
          </Text>
        )}
      </section>
      <section aria-labelledby="watched" className={classes.section}>
        <div className={classes.head}>
          <Title order={2} size="h3" id="watched">
            <Trans>Watched</Trans>
          </Title>
          {presets}
        </div>
        {cards(alarms.filter((alarm) => !isFiring(alarm)))}
      </section>
      {mayChange && (
        <section aria-labelledby="mailed" className={classes.section}>
          <Title order={2} size="h3" id="mailed" mb="sm">
            <Trans>By mail</Trans>
          </Title>
          <RecipientsPanel mail={mail} />
        </section>
      )}
      <section aria-labelledby="history" className={classes.section}>
        <Title order={2} size="h3" id="history" mb="sm">
          <Trans>History</Trans>
        </Title>
        <HistoryPanel alarms={alarms} />
      </section>
      <RemoveModal alarm={removed} onClose={() => setRemoved(null)} />
    </div>
  );
};

const RemoveModal = ({ alarm, onClose }: { alarm: Alarm | null; onClose: () => void }) => {
  const { slug: project } = useProject();
  const cache = useQueryClient();
  const remove = async (): Promise<void> => {
    if (alarm === null) return;
    await call(alarmsContract.remove, { params: { project, id: alarm.id } });
    await cache.invalidateQueries({ queryKey: keys.alarms(project) });
  };
  return (
    <ConfirmModal
      opened={alarm !== null}
      onClose={onClose}
      title={t`Remove “${alarm ? alarmName(alarm) : ''}”?`}
      confirmLabel={t`Remove`}
      danger
      onConfirm={remove}
    >
      <Trans>Its history stays. To stop watching for a while, silence it or switch it off instead.</Trans>
    </ConfirmModal>
  );
};
