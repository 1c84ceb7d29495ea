import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Alert, List } from '@mantine/core';
import { IconBellRinging } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { seenText } from '../../server/domain/alarms/words.ts';
import { alarmsQuery, useMay } from '../api/queries.ts';
import { paths } from '../paths.ts';
import { alarmTrouble } from './alarm-trouble.ts';
import { TextLink } from './links.tsx';
import { alarmName, toldWords } from './told-words.ts';

/** Says which alarms of a project fire, live, to those who read the evidence; nothing while all is well. */
export const AlarmsWatch = ({ project }: { project: string }) => {
  const { data } = useQuery({ ...alarmsQuery(project), enabled: useMay('evidence.read') });
  if (data === undefined) return null;
  const { firing, broken, unheard } = alarmTrouble(data);
  const told = [
    ...firing.map((alarm) => ({
      key: alarm.id,
      text: `${alarmName(alarm)}: ${toldWords(seenText(alarm.condition, alarm.state.value))}`,
    })),
    ...broken.map((alarm) => ({ key: alarm.id, text: t`${alarmName(alarm)}: cannot be measured` })),
    ...unheard.map((text) => ({ key: text, text })),
  ];
  if (told.length === 0) return null;
  return (
    <Alert
      role="alert"
      color="red"
      icon={<IconBellRinging aria-hidden />}
      title={firing.length > 0 ? t`Alarms fire` : t`Alarms may go unheard`}
    >
      <List size="sm" spacing={2} mb={4}>
        {told.map(({ key, text }) => (
          <List.Item key={key}>{text}</List.Item>
        ))}
      </List>
      <TextLink {...paths.alarms(project)} inherit c="inherit" underline="always">
        <Trans>See the alarms</Trans>
      </TextLink>
    </Alert>
  );
};
