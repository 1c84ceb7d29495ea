import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Paper, Table, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { mostDoubts } from '../../../server/domain/reliability-estimate.ts';
import { reliabilityContract, type DoubtedLabel } from '../../../server/features/reliability/contract.ts';
import { call } from '../../api/call.ts';
import { keys, useProject } from '../../api/queries.ts';
import { LabelValue } from '../../kinds/label-kinds.tsx';
import { paths } from '../../paths.ts';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { TextLink } from '../../ui/links.tsx';
import { Loading } from '../../ui/loading.tsx';
import { probabilityText } from '../../ui/probability-text.ts';
import { sourceWords } from '../../ui/words.ts';

/** The labels in force that the latest estimate makes rather wrong than right, the most doubtful first. */
export const DoubtsPanel = ({ estimate }: { estimate: string }) => {
  const { slug } = useProject();
  const doubts = useQuery({
    queryKey: keys.doubts(slug, estimate),
    queryFn: ({ signal }) => call(reliabilityContract.doubts, { params: { project: slug }, signal }),
  });
  return (
    <Paper component="section" p="lg" aria-labelledby="doubts">
      <Title order={2} size="h3" id="doubts">
        <Trans>Labels that the posterior doubts</Trans>
      </Title>
      <Text size="sm" c="dimmed" mt={2} mb="md" maw={760}>
        <Trans>
          Labels in force that are rather wrong than right if each blind answer is worth what the estimate
          says, the most doubtful first, up to {mostDoubts}. Items that you may yet judge are left out.
        </Trans>
      </Text>
      {doubts.data !== undefined && <Doubts labels={doubts.data.labels} />}
      {doubts.isPending && <Loading label={t`Loading doubtful labels`} />}
      {doubts.isLoadingError && (
        <ErrorPanel
          error={doubts.error}
          title={t`Doubtful labels cannot be shown`}
          onRetry={() => void doubts.refetch()}
        />
      )}
    </Paper>
  );
};

const Doubts = ({ labels }: { labels: readonly DoubtedLabel[] }) =>
  labels.length === 0 ? (
    <Text size="sm">
      <Trans>None: the estimate agrees with every label that it knows answers to.</Trans>
    </Text>
  ) : (
    <Table.ScrollContainer minWidth={560} type="native" tabIndex={0} role="region" aria-labelledby="doubts">
      <Table verticalSpacing={8}>
        <caption className="visually-hidden">
          <Trans>Doubtful labels, what is likelier, and how probable each label is to be wrong</Trans>
        </caption>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>
              <Trans>Item</Trans>
            </Table.Th>
            <Table.Th>
              <Trans>Label</Trans>
            </Table.Th>
            <Table.Th>
              <Trans>Likeliest</Trans>
            </Table.Th>
            <Table.Th ta="end">
              <Trans>Wrong with a probability of</Trans>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {labels.map((doubted) => (
            <DoubtRow key={doubted.itemId} doubted={doubted} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );

const DoubtRow = ({ doubted: { key, label, shares, doubt } }: { doubted: DoubtedLabel }) => {
  const { slug, schema } = useProject();
  const [likeliest] = shares;
  return (
    <Table.Tr>
      <Table.Th scope="row">
        <TextLink {...paths.item(slug, key)} inherit>
          {key}
        </TextLink>
      </Table.Th>
      <Table.Td>
        <LabelValue schema={schema} value={label.value} size="sm" />{' '}
        <Text span size="xs" c="dimmed">
          {sourceWords[label.source]}
        </Text>
      </Table.Td>
      <Table.Td>{likeliest && <LabelValue schema={schema} value={likeliest.value} size="sm" />}</Table.Td>
      <Table.Td ta="end" className="numbers">
        {probabilityText(doubt)}
      </Table.Td>
    </Table.Tr>
  );
};
