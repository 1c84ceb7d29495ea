import { plural, t } from '@lingui/core/macro';
import type { SignalStanding } from '../../../server/domain/drift/people.ts';
import type { SignalEstimate, SignalReply } from '../../../server/features/drift/contract.ts';
import { countText, percentText } from '../../ui/proportion.tsx';
import { decimalText } from '../../ui/decimal-text.ts';

type Look = { sentence: string; color: string };

/** What it looks like, by how people's answers stand and then by how the data does. */
export const lookWords: Record<SignalStanding, Record<SignalStanding, Look>> = {
  stable: {
    stable: {
      sentence: t`Nothing has moved: the data is as it was, and people agree with the model as often.`,
      color: 'teal',
    },
    moved: { sentence: t`The data has moved, and the model still agrees with people.`, color: 'yellow' },
    not_enough: {
      sentence: t`The model still agrees with people. Whether the data has moved cannot be told yet.`,
      color: 'gray',
    },
  },
  moved: {
    stable: {
      sentence: t`This looks like concept drift: the data is as it was, but people answer otherwise than the model more often.`,
      color: 'red',
    },
    moved: {
      sentence: t`The data has moved, and people answer otherwise than the model more often.`,
      color: 'red',
    },
    not_enough: {
      sentence: t`People answer otherwise than the model more often. Whether the data has moved too cannot be told yet.`,
      color: 'red',
    },
  },
  not_enough: {
    stable: {
      sentence: t`The data is as it was. Whether people still agree with the model cannot be told yet.`,
      color: 'gray',
    },
    moved: {
      sentence: t`The data has moved. Whether the model still agrees with people cannot be told yet.`,
      color: 'yellow',
    },
    not_enough: { sentence: t`Too little is known yet to tell whether anything has moved.`, color: 'gray' },
  },
};

export const signalWords: Record<SignalStanding, { title: string; color: string }> = {
  stable: { title: t`Stable`, color: 'teal' },
  moved: { title: t`Moved`, color: 'red' },
  not_enough: { title: t`Not enough yet`, color: 'gray' },
};

/** How many more answers it takes. */
export const missingText = (missing: number): string =>
  plural(missing, { one: '# more answer needed', other: '# more answers needed' });

/** How many more audits it takes. */
export const missingAuditsText = (missing: number): string =>
  plural(missing, { one: '# more audit needed', other: '# more audits needed' });

/** A difference of two shares in points, with its sign. */
const signed = (x: number): string => `${x < 0 ? '−' : '+'}${decimalText(Math.abs(x) * 100, 1)}`;

const units = {
  share: { one: percentText, bound: percentText },
  points: {
    one: (x: number) => {
      const figure = signed(x);
      return t`${figure} points`;
    },
    bound: (x: number) => signed(x),
  },
};

const estimateText = ({ value, low, high, n }: SignalEstimate, unit: keyof typeof units): string => {
  const { one, bound } = units[unit];
  return t`${one(value)} (${bound(low)} to ${bound(high)}, n = ${countText(n)})`;
};

/** What it was and what it is, in shares or in points. */
export const signalText = ({ before, now, missing }: SignalReply, unit: keyof typeof units): string =>
  before && now
    ? t`${estimateText(now, unit)} lately, ${estimateText(before, unit)} in the reference’s time`
    : missingText(missing);
