import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Paper, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { locale } from '../../ui/locale.ts';
import { countText, percentText } from '../../ui/proportion.tsx';
import { splits } from '../../../server/domain/datasets/splits.ts';
import classes from './datasets.module.css';
import { HashText } from './hash-text.tsx';
import type { Manifest } from './manifest.ts';
import { splitWords } from './words.ts';

const Figure = ({ title, value, children }: { title: string; value: string; children?: ReactNode }) => (
  <div>
    <dt>{title}</dt>
    <dd>
      <b>{value}</b>
      {children !== undefined && (
        <Text span size="xs" c="dimmed" display="block">
          {children}
        </Text>
      )}
    </dd>
  </div>
);

/** What a snapshot comes to, and the hash that it is known by. */
export const FiguresPanel = ({ manifest }: { manifest: Manifest }) => {
  const { rows, unlabelled, bySplit, opinions, agreement, audits, weighted, hash, name } = manifest;
  return (
    <Paper component="section" p="lg" aria-label={t`Figures`}>
      <dl className={classes.figures}>
        <Figure title={t`Rows`} value={countText(rows)}>
          {unlabelled > 0 && <Trans>{countText(unlabelled)} of them without a label</Trans>}
        </Figure>
        {bySplit &&
          splits.map((split) => (
            <Figure key={split} title={splitWords[split]} value={countText(bySplit[split])}>
              {rows > 0 && percentText(bySplit[split] / rows)}
            </Figure>
          ))}
        <Figure title={t`Opinions`} value={countText(opinions)} />
        <Figure title={t`Agreement`} value={agreement === null ? '–' : percentText(agreement)}>
          <Trans>of opinions with their label, on average</Trans>
        </Figure>
        <Figure title={t`Audits`} value={countText(audits)}>
          <Trans>accepted, then judged by people</Trans>
        </Figure>
        <Figure title={t`Weighted rows`} value={countText(weighted.rows)}>
          <Trans>stand for {Math.round(weighted.sum).toLocaleString(locale)} items</Trans>
        </Figure>
      </dl>
      <Text size="sm" mt="md" component="div" className={classes.hash}>
        <span>
          <Trans>SHA-256 of its rows</Trans>
        </span>
        <HashText hash={hash} of={name} />
      </Text>
    </Paper>
  );
};
