import { isDeepStrictEqual } from 'node:util';
import parse, { type Family } from 'parse-prometheus-text-format';
import type { TestServer } from './server.ts';

/** Asks for a server's metrics, with what is sent for a token. */
export const askForMetrics = (server: TestServer, authorization?: string): Promise<Response> =>
  server.anyone.fetch('/metrics', authorization === undefined ? {} : { headers: { authorization } });

/** What Prometheus would read of a server; throws where it is not of the format. */
export const scrape = async (server: TestServer) => {
  const text = await (
    await askForMetrics(server, `Bearer ${server.app.services.config.metricsToken}`)
  ).text();
  // Told of no types, the parser gives the series of histograms each by itself, with their labels.
  const series = parse(text.replaceAll(/^#.*$/gm, '')).flatMap(({ name, metrics }) =>
    metrics.map(({ labels = {}, value }) => ({ name, labels, value: Number(value) })),
  );
  return {
    families: parse(text),
    series,
    /** The figure of this name under these very labels; null: there is none. */
    figure: (name: string, labels: Record<string, string> = {}): number | null =>
      series.find((one) => one.name === name && isDeepStrictEqual({ ...one.labels }, labels))?.value ?? null,
  };
};

const prefixes =
  'pico|nano|micro|milli|centi|deci|deca|hecto|kilo|kibi|mega|mebi|giga|gibi|tera|tebi|peta|pebi';
const units = 'amperes|bits|bytes|celsius|grams|joules|kelvins?|met(?:er|re)s|moles|seconds|volts';
const otherUnits = 'bits|minutes|hours|days|weeks|fahrenheit|inches|yards|miles|calories|pounds|ounces';
const abbreviations = 's|ms|us|ns|sec|b|kb|mb|gb|tb|pb|m|h|d';
const notBaseUnits = new RegExp(`(^|_)((${prefixes})(${units})|${otherUnits}|${abbreviations})(_|$)`);

/** What `promtool check metrics` holds names against, with its words. */
const rules: [string, (family: Family, labels: string[]) => boolean][] = [
  ['no help text', ({ help }) => help === ''],
  ['counter metrics should have "_total" suffix', (f) => f.type === 'COUNTER' && !f.name.endsWith('_total')],
  [
    'non-counter metrics should not have "_total" suffix',
    (f) => f.type !== 'COUNTER' && f.name.endsWith('_total'),
  ],
  [
    'metrics should not have "_count", "_sum" or "_bucket" suffix',
    (f) => /_(count|sum|bucket)$/.test(f.name),
  ],
  [
    'metrics should not have "le" or "quantile" label',
    (_, labels) => labels.some((label) => label === 'le' || label === 'quantile'),
  ],
  ['metric name should not include its type', (f) => f.name.split('_').includes(f.type.toLowerCase())],
  ['metric names should not contain ":"', (f) => f.name.includes(':')],
  [
    'names should be written in snake_case',
    (f, labels) => [f.name, ...labels].some((name) => /[a-z][A-Z]/.test(name)),
  ],
  ['metric names should use base units', (f) => notBaseUnits.test(f.name)],
];

/** What a linter would say of these families: their names, each with a rule that it breaks. */
export const faultsIn = (families: Family[]): string[] =>
  families.flatMap((family) => {
    const labels = family.metrics.flatMap((sample) => Object.keys(sample.labels ?? {}));
    return rules.flatMap(([rule, breaks]) => (breaks(family, labels) ? `${family.name}: ${rule}` : []));
  });
