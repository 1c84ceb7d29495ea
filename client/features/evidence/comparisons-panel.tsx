import { Paper, Tabs, Text, Title } from '@mantine/core';
import { evidenceBases, type EvidenceBasis } from '../../../server/domain/evidence.ts';
import type { Evidence } from '../../../server/features/evidence/contract.ts';
import { useProject } from '../../api/queries.ts';
import { paths } from '../../paths.ts';
import { TextLink } from '../../ui/links.tsx';
import { countText } from '../../ui/proportion.tsx';
import { basisWords } from '../../ui/words.ts';
import { basisMeanings } from './bases.ts';
import { ComparisonView } from './comparison-view.tsx';
import classes from './comparison.module.css';

type Props = { comparisons: Evidence['comparisons']; model: string };

/** People's answers beside the model's, apart for each way of asking. */
export const ComparisonsPanel = ({ comparisons, model }: Props) => {
  const fullest = evidenceBases.reduce((best, basis) =>
    comparisons[basis].agreement.n > comparisons[best].agreement.n ? basis : best,
  );
  return (
    <Paper component="section" p="lg" aria-labelledby="side-by-side">
      <Title order={2} size="h3" id="side-by-side">
        Side by side
      </Title>
      <Text size="sm" c="dimmed" mt={2} mb="md">
        What people answered beside what the model said. Each way of asking says something else, so they are
        never added up.
      </Text>
      <Tabs defaultValue={fullest} keepMounted={false}>
        <Tabs.List aria-label="How people were asked" className={classes.tabs}>
          {evidenceBases.map((basis) => (
            <Tabs.Tab key={basis} value={basis}>
              {basisWords[basis]}{' '}
              <Text span size="xs" c="dimmed" className="numbers" style={{ whiteSpace: 'nowrap' }}>
                n = {countText(comparisons[basis].agreement.n)}
              </Text>
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {evidenceBases.map((basis) => (
          <Tabs.Panel key={basis} value={basis} pt="md">
            <Text size="sm" c="dimmed" mb="md">
              {basisMeanings[basis].worth}
            </Text>
            {comparisons[basis].agreement.n === 0 ? (
              <Nothing basis={basis} />
            ) : (
              <ComparisonView comparison={comparisons[basis]} model={model} basis={basis} />
            )}
          </Tabs.Panel>
        ))}
      </Tabs>
    </Paper>
  );
};

const Nothing = ({ basis }: { basis: EvidenceBasis }) => {
  const { slug } = useProject();
  return (
    <div className={classes.nothing}>
      <Text fw={550} size="sm">
        No answers of this kind yet
      </Text>
      <Text c="dimmed" size="sm">
        {basisMeanings[basis].brings} See the <TextLink {...paths.policy(slug)}>policy page</TextLink>.
      </Text>
    </div>
  );
};
