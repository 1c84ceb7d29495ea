import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Group, Paper, Select, Stack, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import {
  certificatesContract,
  type CertificationReply,
} from '../../../server/features/certificates/contract.ts';
import { call } from '../../api/call.ts';
import { keys, useMay, useProject } from '../../api/queries.ts';
import { paths } from '../../paths.ts';
import { ViewButton } from '../../ui/view-button.tsx';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { TextLink } from '../../ui/links.tsx';
import { Loading } from '../../ui/loading.tsx';
import { countText } from '../../ui/proportion.tsx';
import { Instant } from '../../ui/time.tsx';
import { CertificatesInForce } from './certificates-in-force.tsx';
import { ThresholdCurve } from './threshold-curve.tsx';
import { ThresholdTable } from './threshold-table.tsx';
import { plainPercent } from './threshold-words.ts';
import classes from './thresholds.module.css';
import { useClassTitles } from './use-class-titles.ts';
import { UseThreshold } from './use-threshold.tsx';

type Counted = NonNullable<CertificationReply['evidence']>;

/** From which confidence on the model may decide alone: how often it is wrong there, and what is certified. */
export const ThresholdsPanel = ({ model }: { model: string }) => {
  const { slug } = useProject();
  const certification = useQuery({
    queryKey: keys.certificates(slug, model),
    queryFn: ({ signal }) =>
      call(certificatesContract.get, { params: { project: slug }, query: { model }, signal }),
  });
  const { data } = certification;
  return (
    <Paper component="section" p="lg" aria-labelledby="thresholds">
      <Title order={2} size="h3" id="thresholds">
        <Trans>Thresholds</Trans>
      </Title>
      {certification.isPending && <Loading height={200} />}
      {certification.isError && !data && (
        <ErrorPanel error={certification.error} onRetry={() => void certification.refetch()} />
      )}
      {data && <Certification data={data} model={model} />}
    </Paper>
  );
};

const Certification = ({ data, model }: { data: CertificationReply; model: string }) => {
  const { slug } = useProject();
  const { targetError, targetConfidence, evidence, itemsToBegin, auditsOff, inForce } = data;
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed" mt={2} maw={760}>
        <Trans>
          A threshold is certified once blind answers show, with {plainPercent(targetConfidence)} confidence,
          that at most {plainPercent(targetError)} of what it accepts is wrong. The guarantee holds however
          often one looks. Both figures are in the <TextLink {...paths.settings(slug)}>settings</TextLink>.
        </Trans>
      </Text>
      <CertificatesInForce inForce={inForce} />
      {auditsOff && (
        <Text size="sm">
          <Trans>
            Audits are off: nobody looks again at what is accepted, so that nothing new can be certified.
          </Trans>
        </Text>
      )}
      {evidence === null ? (
        <Text size="sm">
          {data.calibrator === 0
            ? t`Not enough yet: the thresholds to test are chosen once ${countText(itemsToBegin)} items have come in with a confidence.`
            : t`Not enough yet: the thresholds to test are chosen once ${countText(itemsToBegin)} items have come in under calibrator ${data.calibrator}.`}
        </Text>
      ) : (
        <Grid data={data} evidence={evidence} model={model} />
      )}
    </Stack>
  );
};

const Grid = ({ data, evidence, model }: { data: CertificationReply; evidence: Counted; model: string }) => {
  const mayUse = useMay('policy.write');
  const { titleOf, order } = useClassTitles();
  const byClass = order.length > 0;
  const [asTable, { toggle }] = useDisclosure(true);
  const [value, setValue] = useState<string | null>(null);
  const [chosen, setChosen] = useState<number | null>(null);
  const ofClass = evidence.classes.find((one) => one.value === value);
  const rows = ofClass?.thresholds ?? evidence.all;
  const used = data.inForce.find(
    ({ certificate }) => certificate.value === value && certificate.model === model,
  );
  return (
    <div>
      <Group justify="space-between" align="flex-end" gap="xs" mb="sm">
        {byClass && (
          <Select
            label={t`Predicted class`}
            w={240}
            data={[
              { value: '', label: t`All together` },
              ...evidence.classes.map((one) => ({ value: one.value, label: titleOf(one.value) })),
            ]}
            value={value ?? ''}
            allowDeselect={false}
            onChange={(next) => setValue(next || null)}
          />
        )}
        {value === null && <ViewButton asTable={asTable} onClick={toggle} />}
      </Group>
      {asTable || value !== null ? (
        <ThresholdTable
          rows={rows}
          needed={data.needed}
          onUse={mayUse ? setChosen : null}
          inForce={used?.certificate.threshold ?? null}
          label={t`Thresholds and their certificates`}
        />
      ) : (
        <>
          <ThresholdCurve points={evidence.all} targetError={data.targetError} />
          <p className={classes.key}>
            <span data-state="certified">
              <Trans>certified</Trans>
            </span>
            <span>
              <Trans>not certified</Trans>
            </span>
            <span data-state="target">
              <Trans>target {plainPercent(data.targetError)}</Trans>
            </span>
          </p>
        </>
      )}
      <Progress evidence={evidence} />
      <UseThreshold
        key={`${value} ${chosen}`}
        basedOn={data.policyRevision}
        model={model}
        value={value}
        threshold={chosen}
        onClose={() => setChosen(null)}
      />
    </div>
  );
};

const Progress = ({ evidence }: { evidence: Counted }) => {
  const { slug } = useProject();
  const { draws, overdue, waiting, complete } = evidence;
  return (
    <Text size="xs" c="dimmed" mt="sm" maw={760}>
      <Trans>
        {countText(draws)} blind answers are counted, in the order in which their items were drawn; a fifth of
        all is kept apart for calibrators.
        {overdue > 0 && t` ${countText(overdue)} overdue audits count as wrong until somebody answers them.`}
        {waiting && (
          <>
            <Trans>
              {' '}
              Those drawn later wait for <TextLink {...paths.item(slug, waiting.key)}>{waiting.key}</TextLink>
              , which has no answer since <Instant at={waiting.since} />.
            </Trans>
          </>
        )}
        {!complete && t` Earlier answers are still being counted.`}
      </Trans>
    </Text>
  );
};
