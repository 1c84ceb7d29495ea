import { t } from '@lingui/core/macro';
import { Plural, Trans } from '@lingui/react/macro';
import { Button, Group, Stack } from '@mantine/core';
import { IconBell, IconPlus } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { alarmsContract, type Alarm, type Alarms } from '../../../server/features/alarms/contract.ts';
import { call } from '../../api/call.ts';
import { alarmsQuery, keys, useMay, useProject } from '../../api/queries.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { Loading } from '../../ui/loading.tsx';
import { notifyDone, notifyError } from '../../ui/notify.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { Permitted } from '../../ui/permitted.tsx';
import { AlarmModal } from './alarm-modal.tsx';
import { AlarmSections } from './alarm-sections.tsx';
import { SilenceModal } from './silence-modal.tsx';
import { UnheardAlert } from './unheard-alert.tsx';

/** What is watched in a project, how it stands, and who is told. */
export const AlarmsPage = () => (
  <Permitted title={t`Alarms`} needs="evidence.read">
    <AlarmsBody />
  </Permitted>
);

const AlarmsBody = () => {
  const { slug } = useProject();
  const mayChange = useMay('policy.write');
  const [edited, setEdited] = useState<Alarm | 'new' | null>(null);
  const [silenced, setSilenced] = useState<Alarm | 'all' | null>(null);
  const list = useQuery(alarmsQuery(slug));
  const known = list.data;
  const add = mayChange && (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setEdited('new')}>
      <Trans>Add an alarm</Trans>
    </Button>
  );
  return (
    <>
      <PageHeader
        title={t`Alarms`}
        description={t`What is watched every minute, and who is told when something is not as it should be.`}
        actions={
          known !== undefined &&
          known.alarms.length > 0 &&
          mayChange && (
            <>
              <Button variant="default" onClick={() => setSilenced('all')}>
                <Trans>Silence all</Trans>
              </Button>
              {add}
            </>
          )
        }
      />
      {known === undefined &&
        (list.isPending ? (
          <Loading label={t`Loading the alarms`} />
        ) : (
          <ErrorPanel
            error={list.error}
            title={t`The alarms cannot be listed`}
            onRetry={() => void list.refetch()}
          />
        ))}
      {known !== undefined && (
        <Stack gap="md">
          <UnheardAlert known={known} />
          {known.alarms.length === 0 ? (
            <EmptyState
              icon={<IconBell size={28} />}
              title={t`Nothing is watched yet`}
              actions={
                mayChange && (
                  <Group justify="center">
                    <AddPresets known={known} />
                    {add}
                  </Group>
                )
              }
            >
              <Trans>
                An alarm tells, here, by mail and by callback, when something passes a threshold for a while:
                that nothing comes in, that reviews wait too long, that audits find many errors.
              </Trans>
            </EmptyState>
          ) : (
            <AlarmSections
              known={known}
              onEdit={setEdited}
              onSilence={setSilenced}
              presets={mayChange && <AddPresets known={known} />}
            />
          )}
        </Stack>
      )}
      <AlarmModal subject={edited} alarms={known?.alarms ?? []} onClose={() => setEdited(null)} />
      <SilenceModal subject={silenced} onClose={() => setSilenced(null)} />
    </>
  );
};

/** Adds, by one click, the presets that the project does not have. */
const AddPresets = ({ known: { missingPresets } }: { known: Alarms }) => {
  const { slug: project } = useProject();
  const cache = useQueryClient();
  const add = useMutation({
    mutationFn: () => call(alarmsContract.addPresets, { params: { project } }),
    onSuccess: ({ added }) => {
      void cache.invalidateQueries({ queryKey: keys.alarms(project) });
      notifyDone(t`${added.length} preset alarms are added.`);
    },
    onError: notifyError(t`The preset alarms were not added`),
  });
  if (missingPresets.length === 0) return null;
  return (
    <Button variant="default" loading={add.isPending} onClick={() => add.mutate()}>
      <Trans>
        Add {missingPresets.length} preset <Plural value={missingPresets.length} one="alarm" other="alarms" />
      </Trans>
    </Button>
  );
};
