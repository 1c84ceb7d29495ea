import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Alert, Button, Group, Stack } from '@mantine/core';
import { IconBellOff } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { alarmsContract, type Alarm, type Silence } from '../../../server/features/alarms/contract.ts';
import { call } from '../../api/call.ts';
import { keys, useMay, useProject } from '../../api/queries.ts';
import { notifyError } from '../../ui/notify.ts';
import { alarmName } from '../../ui/told-words.ts';
import { TimeAgo } from '../../ui/time.tsx';

type Props = { silences: readonly Silence[]; alarms: readonly Alarm[] };

const nameOf = (silence: Silence, alarms: readonly Alarm[]): string => {
  const alarm = alarms.find(({ id }) => id === silence.alarm);
  return alarm ? alarmName(alarm) : t`All alarms`;
};

/** The silences that last: over what, by whom, why, and until when. */
export const SilenceList = ({ silences, alarms }: Props) => (
  <Stack gap="xs" maw={1200}>
    {silences.map((silence) => (
      <SilenceLine key={silence.id} silence={silence} name={nameOf(silence, alarms)} />
    ))}
  </Stack>
);

const SilenceLine = ({ silence, name }: { silence: Silence; name: string }) => {
  const { slug: project } = useProject();
  const cache = useQueryClient();
  const mayEnd = useMay('policy.write');
  const end = useMutation({
    mutationFn: () => call(alarmsContract.unsilence, { params: { project, id: silence.id } }),
    onSettled: () => cache.invalidateQueries({ queryKey: keys.alarms(project) }),
    onError: notifyError(t`The silence was not ended`),
  });
  return (
    <Alert color="gray" icon={<IconBellOff aria-hidden />} title={t`${name}: silenced`}>
      <Group justify="space-between" gap="xs">
        <span>
          <Trans>
            By {silence.author.name}, ends <TimeAgo at={silence.endsAt} />
            {silence.reason !== '' && `: ${silence.reason}`}
          </Trans>
        </span>
        {mayEnd && (
          <Button
            variant="default"
            size="compact-sm"
            aria-label={t`End the silence: ${name}`}
            onClick={() => !end.isPending && end.mutate()}
          >
            <Trans>End the silence</Trans>
          </Button>
        )}
      </Group>
    </Alert>
  );
};
