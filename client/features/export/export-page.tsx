import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Alert, Button, Group, SimpleGrid, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconDownload, IconEyeOff } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { labelSources } from '../../../server/domain/words.ts';
import { labelsContract } from '../../../server/features/labels/contract.ts';
import { addressOf, call } from '../../api/call.ts';
import { keys, useProject } from '../../api/queries.ts';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Permitted } from '../../ui/permitted.tsx';
import { countText } from '../../ui/proportion.tsx';
import { sourceWords } from '../../ui/words.ts';
import { ExportColumns } from './export-columns.tsx';
import { ExportExamples } from './export-examples.tsx';
import { ExportForm } from './export-form.tsx';
import { queryOf, startRequest, type ExportRequest } from './export-request.ts';
import classes from './export.module.css';

/** Labels for retraining and for statistics: what to take, how many that is, and how to use them honestly. */
export const ExportPage = () => (
  <Permitted title={t`Export`} needs="labels.export">
    <Export />
  </Permitted>
);

const Export = () => {
  const { slug: project } = useProject();
  const [request, setRequest] = useState<ExportRequest>(startRequest);
  const query = queryOf(request);
  const address = addressOf(labelsContract.export, { project }, query);
  return (
    <>
      <PageHeader
        title={t`Export`}
        description={t`The labels in force, with everything needed to use them honestly. A stream of any length, in the order in which labels came into force.`}
      />
      <div className={classes.page}>
        <Stack gap="lg">
          <ExportForm request={request} onChange={setRequest} />
          <Count request={request} address={address} />
        </Stack>
        <Stack gap="lg">
          <Honesty />
          <Increments />
        </Stack>
      </div>
      <ExportExamples address={address} format={request.format} />
      <ExportColumns />
    </>
  );
};

const Count = ({ request, address }: { request: ExportRequest; address: string }) => {
  const { slug: project } = useProject();
  const { format, ...filters } = queryOf(request);
  const count = useQuery({
    queryKey: keys.labelCount(project, filters),
    queryFn: ({ signal }) => call(labelsContract.count, { params: { project }, query: filters, signal }),
    placeholderData: keepPreviousData,
  });
  const total = count.data?.total;
  // The counts by source leave out what is withheld from the reader.
  const told = labelSources.reduce((sum, source) => sum + (count.data?.bySource[source] ?? 0), 0);
  const withheld = (total ?? 0) - told;
  return (
    <section className={classes.count} aria-label={t`What the export holds`}>
      {count.isPending && <Skeleton h={36} w={180} />}
      {count.isError && (
        <ErrorPanel
          error={count.error}
          title={t`The labels cannot be counted`}
          onRetry={() => void count.refetch()}
        />
      )}
      {count.data !== undefined && (
        <div data-waiting={count.isPlaceholderData || undefined} className={classes.counted} role="status">
          <Text className={classes.total}>
            {countText(count.data.total)} {plural(count.data.total, { one: 'label', other: 'labels' })}
          </Text>
          <SimpleGrid cols={{ base: 2, xs: 4 }} spacing="xs" component="dl" className={classes.sources}>
            {labelSources.map((source) => (
              <div key={source}>
                <dt>{sourceWords[source]}</dt>
                <dd>{countText(count.data.bySource[source] ?? 0)}</dd>
              </div>
            ))}
          </SimpleGrid>
          {withheld > 0 && (
            <Text size="sm" c="dimmed" mt="sm" maw={520}>
              <Trans>
                <IconEyeOff size={15} className={classes.inline} aria-hidden /> {countText(withheld)} of them
                come to you without their answers, as you may yet be asked to judge these items blind. An API
                key, or an analyst, gets them whole.
              </Trans>
            </Text>
          )}
        </div>
      )}
      <Group gap="sm" mt="md">
        <Button
          component="a"
          href={address}
          download
          size="md"
          leftSection={<IconDownload size={18} aria-hidden />}
        >
          <Trans>Download {format === 'csv' ? 'CSV' : t`JSONL`}</Trans>
        </Button>
        {total === 0 && (
          <Text size="sm" c="dimmed">
            {Object.values(filters).some((value) => value !== undefined)
              ? t`No label fits these filters.`
              : t`No label is in force yet: items wait for a person, or none came in.`}
          </Text>
        )}
      </Group>
    </section>
  );
};

const Honesty = () => (
  <Alert
    color="yellow"
    icon={<IconAlertTriangle aria-hidden />}
    title={t`What people reviewed is no random sample`}
    className={classes.honesty}
  >
    <Text size="sm">
      <Trans>
        People see mostly what the model was unsure of. A plain average over reviewed rows makes the model
        look worse than it is, and training on them alone shifts it.
      </Trans>
    </Text>
    <Text size="sm" mt={8}>
      <Trans>
        Weight each reviewed row by <code>weight</code> = 1/π: a row that was reviewed with probability 5 %
        stands for 20 like it. Rows that no person has answered are the model’s own answers and have no
        weight: use them to train on only if you mean to. With audits off, nothing can be said about rows like
        them.
      </Trans>
    </Text>
  </Alert>
);

const Increments = () => (
  <section aria-labelledby="increments">
    <Title order={2} size="h4" id="increments" mb={6}>
      <Trans>Increments</Trans>
    </Title>
    <Text size="sm">
      <Trans>
        Every export answers with a header <code>x-next-cursor</code>. Give it as <code>since</code> the next
        time, and you get only labels that came or changed after it, in order and none twice. A later row with
        the same <code>key</code> replaces the earlier one.
      </Trans>
    </Text>
    <Text size="sm" mt={8}>
      <Trans>
        A label counts as having left the house once it is exported: when its inspector changes it later, that
        is kept as an amendment.
      </Trans>
    </Text>
  </section>
);
