import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Group, Paper, Text, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { CalibratorKind } from '../../../server/domain/calibrators.ts';
import { calibratorKinds } from '../../../server/domain/calibrators.ts';
import { calibratorsContract, type Calibrators } from '../../../server/features/calibrators/contract.ts';
import { call } from '../../api/call.ts';
import { keys, useMay, useProject } from '../../api/queries.ts';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { Loading } from '../../ui/loading.tsx';
import { notifyDone, notifyError } from '../../ui/notify.ts';
import { countText } from '../../ui/proportion.tsx';
import { ChooseCalibrator } from './choose-calibrator.tsx';
import { CalibratorTable } from './calibrator-table.tsx';
import { kindWords } from './calibrator-words.ts';

/** What a model version's confidence goes through before thresholds are compared with it. */
export const CalibratorsPanel = ({ model }: { model: string }) => {
  const { slug } = useProject();
  const calibrators = useQuery({
    queryKey: keys.calibrators(slug, model),
    queryFn: ({ signal }) =>
      call(calibratorsContract.get, { params: { project: slug }, query: { model }, signal }),
  });
  const { data } = calibrators;
  return (
    <Paper component="section" p="lg" aria-labelledby="calibrators">
      <Title order={2} size="h3" id="calibrators">
        <Trans>Calibrators</Trans>
      </Title>
      <Text size="sm" c="dimmed" mt={2} mb="md" maw={760}>
        <Trans>
          A calibrator turns the confidence of this model version into a probability of being right. It is
          fitted on a fifth of the blind reviews, which certificates do not use, and never changes once
          fitted. What the model said is kept beside it.
        </Trans>
      </Text>
      {calibrators.isPending && <Loading height={80} />}
      {calibrators.isError && !data && (
        <ErrorPanel error={calibrators.error} onRetry={() => void calibrators.refetch()} />
      )}
      {data && <Fitted data={data} model={model} />}
    </Paper>
  );
};

const Fitted = ({ data, model }: { data: Calibrators; model: string }) => {
  const mayWrite = useMay('policy.write');
  const [chosen, setChosen] = useState<number | null>(null);
  const { inForce, heldOut, needed, calibrators } = data;
  return (
    <>
      <Group gap="sm" mb="sm">
        <Text size="sm" fw={550}>
          {inForce === 0
            ? t`None is in force: thresholds are compared with the confidence as the model says it.`
            : t`Calibrator ${inForce} is in force: thresholds are compared with what it makes of the confidence.`}
        </Text>
        {mayWrite && inForce !== 0 && (
          <Button size="compact-sm" variant="default" onClick={() => setChosen(0)}>
            <Trans>Use none…</Trans>
          </Button>
        )}
      </Group>
      {calibrators.length > 0 && (
        <CalibratorTable rows={calibrators} inForce={inForce} onUse={mayWrite ? setChosen : null} />
      )}
      {heldOut < needed && (
        <Text size="sm">
          <Trans>
            About {countText(heldOut)} labels are held out so far; a calibrator needs {countText(needed)}.
          </Trans>
        </Text>
      )}
      {mayWrite && <FitButtons model={model} />}
      <ChooseCalibrator model={model} inForce={inForce} chosen={chosen} onClose={() => setChosen(null)} />
    </>
  );
};

const FitButtons = ({ model }: { model: string }) => {
  const { slug } = useProject();
  const cache = useQueryClient();
  const fit = useMutation({
    mutationFn: (kind: CalibratorKind) =>
      call(calibratorsContract.fit, { params: { project: slug }, body: { model, kind } }),
    onSuccess: async ({ revision }) => {
      await cache.invalidateQueries({ queryKey: keys.calibrators(slug, model) });
      notifyDone(t`Calibrator ${revision} is fitted, and not in force yet`);
    },
    onError: notifyError(t`No calibrator was fitted`),
  });
  return (
    <Group gap="xs" mt="sm">
      {calibratorKinds.map((kind) => (
        <Button
          key={kind}
          variant="default"
          size="sm"
          loading={fit.isPending && fit.variables === kind}
          disabled={fit.isPending}
          title={kindWords[kind].hint}
          onClick={() => fit.mutate(kind)}
        >
          <Trans>Fit {kindWords[kind].name}</Trans>
        </Button>
      ))}
    </Group>
  );
};
