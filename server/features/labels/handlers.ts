import type { Handlers, Services } from '../../http/handler.ts';
import type { labelsContract } from './contract.ts';
import { count } from './count.ts';
import { exportLabels } from './export.ts';

export const labelsHandlers = (s: Services): Handlers<typeof labelsContract> => ({
  export: exportLabels(s),
  count: count(s),
});
