import { t } from '@lingui/core/macro';
import type { FigureUnit } from '../../server/domain/measures/figure.ts';
import { locale } from './locale.ts';
import { percentText } from './proportion.tsx';
import { durationText } from './time.tsx';

const threeDigits = new Intl.NumberFormat(locale, { maximumSignificantDigits: 3 });
const fourDigits = new Intl.NumberFormat(locale, { maximumSignificantDigits: 4 });

const msText = (ms: number): string => {
  if (ms < 1_000) return t`${threeDigits.format(ms)} ms`;
  return ms < 60_000 ? `${threeDigits.format(ms / 1_000)} s` : durationText(ms);
};

const byteUnits = ['B', 'KiB', 'MiB', 'GiB', 'TiB'].map((name, i) => ({ name, size: 1024 ** i }));

/** What so many bytes are told in, and how many bytes that is. */
export const byteUnit = (bytes: number): { name: string; size: number } =>
  byteUnits.findLast(({ size }) => bytes >= size) ?? { name: 'B', size: 1 };

const bytesText = (bytes: number): string => {
  const { name, size } = byteUnit(bytes);
  return `${threeDigits.format(bytes / size)} ${name}`;
};

const unitTexts: Record<FigureUnit, (value: number) => string> = {
  share: (value) => percentText(value),
  per_minute: (value) => `${threeDigits.format(value)} / min`,
  milliseconds: msText,
  number: (value) => fourDigits.format(value),
  count: (value) => threeDigits.format(value),
  bytes: bytesText,
};

/** A value as people read it; null: a dash. */
export const unitText = (unit: FigureUnit, value: number | null): string =>
  value === null ? '–' : unitTexts[unit](value);

/** The same at an axis, where there is little room. */
export const tickText = (unit: FigureUnit, value: number): string => {
  if (unit === 'share') return percentText(value, Number.isInteger(Number((value * 100).toFixed(6))) ? 0 : 1);
  return unit === 'per_minute' ? threeDigits.format(value) : unitTexts[unit](value);
};
