import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Tabs, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { evidenceBases, type EvidenceBasis } from '../../../server/domain/evidence.ts';
import { useProject } from '../../api/queries.ts';
import { paths } from '../../paths.ts';
import { TextLink } from '../../ui/links.tsx';
import { countText } from '../../ui/proportion.tsx';
import { basisWords } from '../../ui/words.ts';
import classes from './basis-tabs.module.css';
import { basisMeanings } from './bases.ts';

type Props = {
  /** How many answers there are of each way. */
  counts: Record<EvidenceBasis, number>;
  /** What is shown of one way that has answers. */
  children: (basis: EvidenceBasis) => ReactNode;
};

/** A tab for each way of asking, which are never pooled; the one with the most answers is open at first. */
export const BasisTabs = ({ counts, children }: Props) => {
  const fullest = evidenceBases.reduce((best, basis) => (counts[basis] > counts[best] ? basis : best));
  return (
    <Tabs defaultValue={fullest} keepMounted={false}>
      <Tabs.List aria-label={t`How people were asked`} className={classes.tabs}>
        {evidenceBases.map((basis) => (
          <Tabs.Tab key={basis} value={basis}>
            {basisWords[basis]}{' '}
            <Text span size="xs" c="dimmed" className="numbers" style={{ whiteSpace: 'nowrap' }}>
              n = {countText(counts[basis])}
            </Text>
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {evidenceBases.map((basis) => (
        <Tabs.Panel key={basis} value={basis} pt="md">
          <Text size="sm" c="dimmed" mb="md">
            {basisMeanings[basis].worth}
          </Text>
          {counts[basis] === 0 ? <Nothing basis={basis} /> : children(basis)}
        </Tabs.Panel>
      ))}
    </Tabs>
  );
};

const Nothing = ({ basis }: { basis: EvidenceBasis }) => {
  const { slug } = useProject();
  return (
    <div className={classes.nothing}>
      <Text fw={550} size="sm">
        <Trans>No answers of this kind yet</Trans>
      </Text>
      <Text c="dimmed" size="sm">
        <Trans>
          {basisMeanings[basis].brings} See the <TextLink {...paths.policy(slug)}>policy page</TextLink>.
        </Trans>
      </Text>
    </div>
  );
};
