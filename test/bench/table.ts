import type { Line, Side } from './row.ts';

/** A line of the table with how the yardstick stood in the same run. */
export type Printed = Line & { noop: number | null };

const number = (n: number): string =>
  n >= 100 ? Math.round(n).toLocaleString('en') : n.toPrecision(n >= 10 ? 3 : 2);

const sideText = ({ value, unit }: Side): string => `${number(value)}${unit === '/s' ? unit : ` ${unit}`}`;

const latencyText = ({ latency }: Side): string =>
  latency ? `${number(latency.p50)}/${number(latency.p99)}` : '–';

const floorText = ({ floor }: Line): string =>
  !floor ? '–' : 'atMost' in floor ? `≤ ${floor.atMost.toFixed(2)}` : `≥ ${floor.atLeast.toFixed(2)}`;

/** Whether the ratio is what it should be; `unsure` where the floor lies within the spread. */
export const verdictOf = ({ ratio, spread, floor }: Line): 'reached' | 'below' | 'unsure' | '–' => {
  if (!floor) return '–';
  const wanted = 'atMost' in floor ? floor.atMost : floor.atLeast;
  if (Math.abs(ratio - wanted) <= (spread ?? 0) * ratio) return 'unsure';
  return ('atMost' in floor ? ratio <= wanted : ratio >= wanted) ? 'reached' : 'below';
};

const columns: readonly (readonly [title: string, text: (line: Printed) => string])[] = [
  ['what', ({ what }) => what],
  ['ours', ({ ours }) => sideText(ours)],
  ['limit', ({ limit }) => `${sideText(limit)} ${limit.name}`],
  [
    'ratio',
    ({ ratio, spread }) => `${ratio.toFixed(2)}${spread === null ? '' : ` ±${(spread * 100).toFixed(0)}%`}`,
  ],
  ['floor', floorText],
  ['ours p50/p99 ms', ({ ours }) => latencyText(ours)],
  ['limit p50/p99 ms', ({ limit }) => latencyText(limit)],
  ['no-op ÷ node:http', ({ noop }) => (noop === null ? '–' : noop.toFixed(2))],
  ['verdict', (line) => verdictOf(line)],
];

/** The table as Markdown, its columns padded. */
export const tableText = (lines: readonly Printed[]): string => {
  const cells = [
    columns.map(([title]) => title),
    ...lines.map((line) => columns.map(([, text]) => text(line))),
  ];
  const widths = columns.map((_, i) => Math.max(...cells.map((row) => row[i]?.length ?? 0)));
  const lineOf = (row: string[]): string =>
    `| ${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' | ')} |`;
  const [head = [], ...rest] = cells;
  return [lineOf(head), lineOf(widths.map((width) => '-'.repeat(width))), ...rest.map(lineOf)].join('\n');
};
