import { biasOf } from '../../contract/automation-bias.ts';
import { nothingOfArm, type InspectorEvidence } from '../../domain/evidence.ts';
import type { Arm } from '../../domain/words.ts';
import type { InspectorBias } from './contract.ts';

/** What seeing the suggestion changes in the answers of each inspector who has drawn items, by name. */
export const biasByInspector = (
  rows: readonly InspectorEvidence[],
  named: (id: string) => InspectorBias['inspector'],
): InspectorBias[] =>
  [...Map.groupBy(rows, ({ userId }) => userId)]
    .map(([userId, own]) => {
      const of = (arm: Arm) => own.find((row) => row.arm === arm) ?? nothingOfArm;
      return { inspector: named(userId), ...biasOf(of('assisted'), of('blind')) };
    })
    .toSorted((a, b) => a.inspector.name.localeCompare(b.inspector.name));
