import { t } from '@lingui/core/macro';
import { useQuery } from '@tanstack/react-query';
import type { Expected, Oddity } from '../../../server/domain/measures/expected.ts';
import { monitoringContract } from '../../../server/features/monitoring/contract.ts';
import { call } from '../../api/call.ts';
import { keys } from '../../api/queries.ts';
import { locale } from '../../ui/locale.ts';

const none: ReadonlyMap<string, Expected> = new Map();
const byName = (all: Expected[]) => new Map(all.map((one) => [one.input.name, one]));

/** What is expected of a project's declared inputs, by name; nothing while it is not known. */
export const useExpected = (project: string): ReadonlyMap<string, Expected> => {
  const found = useQuery({
    queryKey: keys.expected(project),
    queryFn: ({ signal }) => call(monitoringContract.expected, { params: { project }, signal }),
    staleTime: 300_000,
    select: byName,
  });
  return found.data ?? none;
};

const format = new Intl.NumberFormat(locale, { maximumSignificantDigits: 3 });

const withUnit = (text: string, unit: string): string => (unit === '' ? text : `${text}\u00a0${unit}`);

/** What is expected of a number, in words: “0 to 10 mm”; null: nothing is. */
export const rangeText = ({ input }: Expected): string | null => {
  if (input.type !== 'number') return null;
  const { low, high, unit = '' } = input;
  if (low !== null && high !== null)
    return withUnit(t`${format.format(low)} to ${format.format(high)}`, unit);
  if (low !== null) return withUnit(t`from ${format.format(low)}`, unit);
  if (high !== null) return withUnit(t`up to ${format.format(high)}`, unit);
  return unit === '' ? null : t`in ${unit}`;
};

const fixed = {
  missing: t`Missing`,
  not_a_number: t`Not a number`,
  below: t`Below its range`,
  above: t`Above its range`,
  unknown: t`Not a known value`,
} as const;

/** How a value is not as expected, in words. */
export const oddityText = (oddity: Oddity, { usual }: Expected): string => {
  if (oddity !== 'low' && oddity !== 'high') return fixed[oddity];
  return oddity === 'low'
    ? t`Unusually low: 99 % are above ${format.format(usual?.low ?? 0)}`
    : t`Unusually high: 99 % are below ${format.format(usual?.high ?? 0)}`;
};
