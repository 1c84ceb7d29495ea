import type { ModelEvidence } from '../../../db/queries/evidence.ts';
import { biasOf, type Bias } from '../../contract/automation-bias.ts';
import { nothingOfArm, type ArmEvidence } from '../../domain/evidence.ts';
import type { Arm } from '../../domain/words.ts';

type Answers = ModelEvidence['answers'];

/** What seeing the suggestion changes, among the items for which a draw decided whether it was seen. */
export const bias = (answers: Answers): Bias => {
  const of = (arm: Arm): ArmEvidence =>
    answers
      .filter(({ basis }) => basis === arm)
      .reduce(
        (sum, row) => ({
          n: sum.n + row.n,
          agreed: sum.agreed + (row.agreed ? row.n : 0),
          timed: sum.timed + row.timed,
          time: sum.time + row.time,
          timeSquared: sum.timeSquared + row.timeSquared,
          quick: sum.quick + row.quick,
        }),
        nothingOfArm,
      );
  return biasOf(of('assisted'), of('blind'));
};
