import { expect, test } from 'vitest';
import { logCell } from '../../server/domain/measures/cells.ts';
import type { Measure } from '../../server/domain/measures/metrics.ts';
import { systemCharts } from '../../server/domain/system/charts.ts';
import { systemFigureNames, systemFigures, type SystemFigure } from '../../server/domain/system/figures.ts';
import type { SystemMetric } from '../../server/domain/system/metrics.ts';

const sample = (metric: SystemMetric, x: number, part = ''): Measure => ({
  metric,
  modelVersionId: '',
  part,
  bin: logCell(x),
  n: 1,
  sum: x,
});
const counted = (metric: SystemMetric, part: string, bin: string, n: number): Measure => ({
  metric,
  modelVersionId: '',
  part,
  bin,
  n,
  sum: 0,
});
const reported = sample('server_memory', 1_000, 'resident');

test('every figure of the software is drawn once', () => {
  expect(systemCharts.flatMap(({ figures }) => figures).toSorted()).toEqual(
    [...systemFigureNames].toSorted(),
  );
});

test('what is counted is a rate by category, and unknown where no instance reported', () => {
  const of: SystemFigure['of'] = (...given) => systemFigures.problems.of(...given);
  const measures = [
    counted('server_requests', '4xx', 'not_found', 6),
    counted('server_requests', '2xx', '', 100),
    counted('server_requests', '4xx', 'forbidden', 3),
  ];
  expect(of([...measures, reported], 3, { category: 'not_found' })).toEqual({ value: 2, n: 6 });
  expect(of([reported], 3, { category: 'not_found' })).toEqual({ value: 0, n: 0 });
  expect(of(measures, 3, { category: 'not_found' })).toEqual({ value: null, n: 0 });
  expect(measures.map((one) => systemFigures.problems.categoryOf?.(one))).toEqual([
    'not_found',
    null,
    'forbidden',
  ]);
});

test('sockets of all instances are added up, memory is that of one', () => {
  const memory = [reported, sample('server_memory', 3_000, 'resident')];
  const sockets = [sample('server_sockets', 10), sample('server_sockets', 30)];
  expect(systemFigures.sockets.of([...sockets, ...memory], 1, {})).toEqual({ value: 40, n: 2 });
  expect(systemFigures.memory_resident.of(memory, 1, {})).toEqual({ value: 2_000, n: 2 });
});
