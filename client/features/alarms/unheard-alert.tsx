import { t } from '@lingui/core/macro';
import { Alert, List } from '@mantine/core';
import { IconEarOff } from '@tabler/icons-react';
import type { Alarms } from '../../../server/features/alarms/contract.ts';
import { alarmTrouble } from '../../ui/alarm-trouble.ts';

/** Says what keeps alarms from being seen or heard; nothing while nothing does. */
export const UnheardAlert = ({ known }: { known: Alarms }) => {
  const { unheard } = alarmTrouble(known);
  if (unheard.length === 0) return null;
  return (
    <Alert
      role="alert"
      color="red"
      icon={<IconEarOff aria-hidden />}
      title={t`Alarms may go unheard`}
      maw={1200}
    >
      <List size="sm" spacing={2}>
        {unheard.map((text) => (
          <List.Item key={text}>{text}</List.Item>
        ))}
      </List>
    </Alert>
  );
};
