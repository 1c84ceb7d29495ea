import { t } from '@lingui/core/macro';
import { Stack } from '@mantine/core';
import { splits } from '../../../server/domain/datasets/splits.ts';
import { labelSources } from '../../../server/domain/words.ts';
import { sourceWords } from '../../ui/words.ts';
import { BarTable, type Bar } from './bar-table.tsx';
import { ConfidencePanel } from './confidence-panel.tsx';
import classes from './datasets.module.css';
import { countedClasses, schemaOf, type Manifest } from './manifest.ts';
import { splitWords } from './words.ts';

/** Classes in the order of the schema, each by split where that is told; those that the schema has no more, last. */
const classBars = (manifest: Manifest): Bar[] => {
  const { byClass, byClassAndSplit } = manifest;
  const list = countedClasses(schemaOf(manifest));
  const known = new Set(list.map(({ name }) => name));
  const others = Object.keys(byClass).filter((name) => !known.has(name));
  return [
    ...list.filter(({ name, retired }) => !retired || name in byClass),
    ...others.map((name) => ({ name, title: name, color: null })),
  ].map(({ name, title, color }) => ({
    key: name,
    title,
    color,
    parts: byClassAndSplit ? splits.map((split) => byClassAndSplit[split][name] ?? 0) : [byClass[name] ?? 0],
  }));
};

const sourceBars = ({ bySource, unlabelled }: Manifest): Bar[] => [
  ...labelSources
    .filter((source) => bySource[source] > 0)
    .map((source) => ({ key: source, title: sourceWords[source], color: null, parts: [bySource[source]] })),
  ...(unlabelled > 0 ? [{ key: 'none', title: t`Without a label`, color: null, parts: [unlabelled] }] : []),
];

const modelBars = ({ byModel }: Manifest): Bar[] =>
  Object.entries(byModel)
    .toSorted(([, a], [, b]) => b - a)
    .map(([model, rows]) => ({ key: model, title: model, color: null, parts: [rows] }));

/** What a snapshot is made of: classes by split, sources, confidences and models. */
export const MixPanels = ({ manifest }: { manifest: Manifest }) => {
  const byClass = classBars(manifest);
  const rows = [t`Rows`];
  const confidence = <ConfidencePanel confidence={manifest.confidence} />;
  return (
    <div className={classes.mix}>
      {byClass.length > 0 ? (
        <BarTable
          id="balance"
          title={t`Class balance`}
          hint={manifest.byClassAndSplit ? t`Rows by class, and in which split they are` : t`Rows by class`}
          of={t`Class`}
          parts={manifest.byClassAndSplit ? splits.map((split) => splitWords[split]) : rows}
          bars={byClass}
        />
      ) : (
        confidence
      )}
      <Stack gap="lg">
        <BarTable
          id="sources"
          title={t`Sources`}
          hint={t`Who stands behind the labels`}
          of={t`Source`}
          parts={rows}
          bars={sourceBars(manifest)}
        />
        <BarTable
          id="models"
          title={t`Models`}
          hint={t`Whose predictions were routed`}
          of={t`Model version`}
          parts={rows}
          bars={modelBars(manifest)}
        />
        {byClass.length > 0 && confidence}
      </Stack>
    </div>
  );
};
