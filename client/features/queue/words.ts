import type { Hold, KeptFor, Waiting } from '../../../server/features/queue/contract.ts';

/** Whom work is kept for. */
export const keptForWords = (keptFor: KeptFor): string =>
  keptFor.kind === 'anyone' ? 'Everybody' : keptFor.title;

/** What is assigned or needed, as one line; null: it is for everybody. */
export const keptWords = ({ keptFor, needs }: Pick<Waiting | Hold, 'keptFor' | 'needs'>): string | null => {
  const title = keptForWords(keptFor);
  if (keptFor.kind === 'anyone') return null;
  if (keptFor.kind === 'person') return `Assigned to ${title}`;
  return needs === title ? `Needs “${title}”` : `Assigned to the group “${title}”`;
};
