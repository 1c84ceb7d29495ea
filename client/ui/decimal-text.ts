import { locale } from './locale.ts';

const formats = new Map<string, Intl.NumberFormat>();

const formatOf = (options: Intl.NumberFormatOptions): Intl.NumberFormat => {
  const key = JSON.stringify(options);
  const format = formats.get(key) ?? new Intl.NumberFormat(locale, { ...options, useGrouping: false });
  formats.set(key, format);
  return format;
};

/** A number with just so many decimals, by the language's sign for them: (0.934, 2) -> "0.93". */
export const decimalText = (x: number, decimals: number): string =>
  formatOf({ minimumFractionDigits: decimals, maximumFractionDigits: decimals }).format(
    Number(x.toFixed(decimals)),
  );

/** A number with all its decimals, or with so many at most, without needless zeros: (0.50001, 4) -> "0.5". */
export const plainText = (x: number, most = 20): string =>
  formatOf({ maximumFractionDigits: most }).format(Number(x.toFixed(most)));
