import type { ModelEvidence } from '../../../db/queries/evidence.ts';
import { automationBias, type ArmSums } from '../../domain/statistics/automation-bias.ts';
import type { Difference } from '../../domain/statistics/differences.ts';
import { proportionOf } from '../../contract/proportion.ts';
import type { Evidence } from './contract.ts';

type Answers = ModelEvidence['answers'];

const total = (rows: Answers, of: (row: Answers[number]) => number): number =>
  rows.reduce((sum, row) => sum + of(row), 0);

const armSums = (rows: Answers): ArmSums => ({
  n: total(rows, ({ n }) => n),
  agreed: total(rows, ({ agreed, n }) => (agreed ? n : 0)),
  time: {
    n: total(rows, ({ timed }) => timed),
    sum: total(rows, ({ time }) => time),
    sumSquares: total(rows, ({ timeSquared }) => timeSquared),
  },
});

const told = ({ difference, low, high }: Difference) =>
  difference === null ? null : { value: difference, low, high };

/** What seeing the suggestion changes, among the items for which a draw decided whether it was seen. */
export const bias = (answers: Answers): Evidence['bias'] => {
  const assistedRows = answers.filter(({ basis }) => basis === 'assisted');
  const assisted = armSums(assistedRows);
  const blind = armSums(answers.filter(({ basis }) => basis === 'blind'));
  const { agreement, time } = automationBias(assisted, blind);
  return {
    assisted: assisted.n,
    blind: blind.n,
    agreement: told(agreement),
    timeMs: told(time),
    quick: proportionOf(
      total(assistedRows, ({ quick }) => quick),
      assisted.time.n,
    ),
  };
};
