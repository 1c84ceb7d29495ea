import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Group, Paper, Select, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import type { Calibration } from '../../../server/features/evidence/contract.ts';
import { ViewButton } from '../../ui/view-button.tsx';
import { locale } from '../../ui/locale.ts';
import { countText, enough } from '../../ui/proportion.tsx';
import classes from './calibration.module.css';
import { CalibrationTable } from './calibration-table.tsx';
import { ReliabilityDiagram } from './reliability-diagram.tsx';

const threeDecimals = new Intl.NumberFormat(locale, { minimumFractionDigits: 3, maximumFractionDigits: 3 });

/** Whether the model is right as often as its confidence says: a diagram, with its table one click away. */
export const CalibrationPanel = ({ calibrations }: { calibrations: readonly Calibration[] }) => {
  const [chosen, setChosen] = useState<string | null>(null);
  const shown = calibrations.find(({ calibrator }) => String(calibrator) === chosen) ?? calibrations[0];
  return shown ? <Shown shown={shown} all={calibrations} onChoose={setChosen} /> : null;
};

const nameOf = ({ calibrator, reviewed }: Calibration): string =>
  `${calibrator === 0 ? t`As the model says it` : t`Calibrator ${calibrator}`} (${countText(reviewed)})`;

type ShownProps = {
  shown: Calibration;
  all: readonly Calibration[];
  onChoose: (calibrator: string | null) => void;
};

const Shown = ({ shown, all, onChoose }: ShownProps) => {
  const { reviewed, expectedCalibrationError, brier, points } = shown;
  const [asTable, { toggle }] = useDisclosure();
  return (
    <Paper component="section" p="lg" h="100%" aria-labelledby="calibration">
      <Group justify="space-between" gap="xs">
        <Title order={2} size="h3" id="calibration">
          <Trans>Calibration</Trans>
        </Title>
        {reviewed > 0 && <ViewButton asTable={asTable} onClick={toggle} />}
      </Group>
      <Text size="sm" c="dimmed" mt={2} mb="md">
        <Trans>
          How often people gave the model’s answer at each confidence, from blind reviews. On the diagonal it
          is right as often as it says; below it, it is surer than it should be.
        </Trans>
      </Text>
      {all.length > 1 && (
        <Select
          label={t`What came in with`}
          w={240}
          mb="sm"
          data={all.map((one) => ({ value: String(one.calibrator), label: nameOf(one) }))}
          value={String(shown.calibrator)}
          allowDeselect={false}
          onChange={onChoose}
        />
      )}
      {reviewed === 0 ? (
        <Text size="sm">
          <Trans>Not enough yet: no item with such a confidence has had a blind review.</Trans>
        </Text>
      ) : (
        <>
          {asTable ? (
            <CalibrationTable points={points} />
          ) : (
            <ReliabilityDiagram
              points={points}
              of={shown.calibrator === 0 ? t`The model’s confidence` : t`Calibrated probability`}
            />
          )}
          <dl className={classes.figures}>
            <Score
              name="ECE"
              hint={t`mean distance from the diagonal`}
              score={expectedCalibrationError}
              reviewed={reviewed}
            />
            <Score
              name={t`Brier`}
              hint={t`mean squared error; 0 is best`}
              score={brier}
              reviewed={reviewed}
            />
            <div>
              <dt>
                <Trans>Blind reviews</Trans>
              </dt>
              <dd>
                <b>{countText(reviewed)}</b>
              </dd>
            </div>
          </dl>
        </>
      )}
    </Paper>
  );
};

type ScoreProps = { name: string; hint: string; score: number | null; reviewed: number };

const Score = ({ name, hint, score, reviewed }: ScoreProps) => (
  <div>
    <dt>{name}</dt>
    {score === null || reviewed < enough ? (
      <dd>
        <Trans>
          Not enough yet<span>{countText(Math.max(0, enough - reviewed))} more blind reviews needed</span>
        </Trans>
      </dd>
    ) : (
      <dd>
        <b>{threeDecimals.format(score)}</b>
        <span>{hint}</span>
      </dd>
    )}
  </div>
);
