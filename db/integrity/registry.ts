import { calibrators } from './calibrators.ts';
import { certification } from './certification.ts';
import type { Check } from './check.ts';
import { counters } from './counters.ts';
import { evidence } from './evidence.ts';
import { foreignKeyCheck } from './foreign-keys.ts';
import { labelOrder } from './label-order.ts';
import { labelsInForce } from './labels-in-force.ts';
import { measures } from './measures.ts';
import type { CheckName } from './names.ts';
import { structure } from './structure.ts';
import { weighedLabels } from './weighed-labels.ts';

/** Every check by its name. */
export const checks: Record<CheckName, Check> = {
  structure,
  foreign_keys: foreignKeyCheck,
  counters,
  evidence,
  measures,
  certification,
  calibrators,
  label_order: labelOrder,
  labels_in_force: labelsInForce,
  weighed_labels: weighedLabels,
};
