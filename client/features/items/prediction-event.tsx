import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { classNamed } from '../../../server/domain/label-schema.ts';
import { useProject } from '../../api/queries.ts';
import { LabelValue } from '../../kinds/label-kinds.tsx';
import { confidenceText } from './confidence.tsx';
import classes from './item.module.css';
import type { ItemDetail } from './timeline.ts';
import { decimalText, plainText } from '../../ui/decimal-text.ts';

const few = 5;

const latencyText = (ms: number): string =>
  ms > 0 && ms < 0.05 ? t`<${plainText(0.1, 1)} ms` : t`${plainText(ms, 1)} ms`;

/** What a model answered, how sure it was, and its scores by class. */
export const PredictionEvent = ({ prediction }: { prediction: ItemDetail['predictions'][number] }) => {
  const { schema } = useProject();
  const { model, value, confidence, calibrated, calibrator, scores, latencyMs } = prediction;
  const facts = [
    confidence === null ? t`no confidence given` : t`confidence ${confidenceText(confidence)}`,
    calibrated === null ? null : t`calibrated ${confidenceText(calibrated)} (calibrator ${calibrator})`,
    latencyMs === null ? null : latencyText(latencyMs),
  ].filter((fact) => fact !== null);
  return (
    <>
      <p className={classes.told}>
        <Trans>
          <strong>{model}</strong> answered <LabelValue schema={schema} value={value} size="sm" />
        </Trans>
      </p>
      <p className={classes.facts}>{facts.join(' · ')}</p>
      {scores !== null && Object.keys(scores).length > 0 && <Scores scores={scores} answer={value} />}
    </>
  );
};

/** Three decimals, but never 0.000 or 1.000 for what is not. */
const scoreText = (score: number): string => {
  if (score > 0 && score < 0.0005) return '<0.001';
  if (score < 1 && score >= 0.9995) return '>0.999';
  return decimalText(score, 3);
};

/** The scores as bars, highest first. They need be no probabilities: the bars are drawn against the highest. */
const Scores = ({ scores, answer }: { scores: Record<string, number>; answer: unknown }) => {
  const { schema } = useProject();
  const [all, setAll] = useState(false);
  const sorted = Object.entries(scores).toSorted(([, a], [, b]) => b - a);
  const top = Math.max(1e-9, ...sorted.map(([, score]) => Math.abs(score)));
  const width = (score: number) => Math.max(0, score / (top <= 1 ? 1 : top)) * 100;
  return (
    <>
      <table className={classes.scores}>
        <caption className="visually-hidden">
          <Trans>Scores by class</Trans>
        </caption>
        <tbody>
          {(all ? sorted : sorted.slice(0, few)).map(([name, score]) => (
            <tr key={name} data-answer={name === answer || undefined}>
              <th scope="row" title={name}>
                {classNamed(schema, name)?.title ?? name}
              </th>
              <td className={classes.scoreBar} aria-hidden>
                <span style={{ width: `${width(score)}%` }} />
              </td>
              <td>{scoreText(score)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {sorted.length > few && (
        <Button size="compact-xs" variant="subtle" color="gray" onClick={() => setAll(!all)}>
          {all ? t`Fewer scores` : t`All ${sorted.length} scores`}
        </Button>
      )}
    </>
  );
};
