import { t } from '@lingui/core/macro';
import type { Kept, KeptFor } from '../../server/contract/kept-for.ts';

/** Whom work is kept for. */
export const keptForWords = (keptFor: KeptFor): string =>
  keptFor.kind === 'anyone' ? t`Everybody` : keptFor.title;

/** Why it is kept for them, and what else it needs; null: there is nothing to say. */
export const whyKeptWords = ({ keptFor, needs }: Kept): string | null => {
  if (keptFor.kind === 'anyone') return null;
  if (keptFor.title === needs) return t`The skill that it needs`;
  return needs === null ? t`Assigned` : t`Assigned, and needs “${needs}” once released`;
};

/** What is assigned or needed, as one line; null: it is for everybody. */
export const keptWords = ({ keptFor, needs }: Kept): string | null => {
  const title = keptForWords(keptFor);
  if (keptFor.kind === 'anyone') return null;
  if (keptFor.kind === 'person') return t`Assigned to ${title}`;
  return needs === title ? t`Needs “${title}”` : t`Assigned to the group “${title}”`;
};
