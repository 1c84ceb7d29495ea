import type { ComparedOnDay } from '../../../db/queries/rollups.ts';
import { proportionOf } from '../../contract/proportion.ts';
import { comparedWays, type ComparedWay } from '../../domain/rollup-metrics.ts';
import type { Evidence } from './contract.ts';

/** How many days back agreement is told by the day, the present one included. */
export const daysTold = 30;

/** Agreement on each day that has an answer, oldest first, for each way of asking. */
export const overTime = (rows: readonly ComparedOnDay[]): Evidence['overTime'] =>
  [...Map.groupBy(rows, ({ day }) => day)]
    .toSorted(([a], [b]) => a - b)
    .map(([day, counted]) => {
      const n = (metric: ComparedOnDay['metric']) => counted.find((row) => row.metric === metric)?.n ?? 0;
      const of = (way: ComparedWay) => proportionOf(n(`agreed_${way}`), n(`compared_${way}`));
      return {
        day: new Date(day).toISOString().slice(0, 10),
        agreement: { blind: of('blind'), assisted: of('assisted'), audit: of('audit') },
      };
    })
    .filter(({ agreement }) => comparedWays.some((way) => agreement[way].n > 0));
