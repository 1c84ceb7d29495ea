import type { Email } from './emails.ts';

/** What a filter learnt: how many e-mails of both kinds it saw, and in how many of them each word stood. */
export type Filter = { spam: number; ham: number; words: Map<string, { spam: number; ham: number }> };

/** Words in fewer e-mails say little of either kind. */
const rarest = 3;

/** The different words of an e-mail's subject and text, and the marks that advertising is fond of. */
const wordsOf = ({ subject, body, format }: Email): string[] => {
  const text = format === 'html' ? body.replace(/<[^>]*>/g, ' ') : body;
  return [...new Set(`${subject} ${text}`.toLowerCase().match(/[a-z][a-z'-]{2,19}|[$!]/g))];
};

/** Learns from e-mails of which it is known what they are. */
export const learn = (emails: readonly Email[]): Filter => {
  const filter: Filter = { spam: 0, ham: 0, words: new Map() };
  for (const email of emails) {
    const kind = email.isSpam ? 'spam' : 'ham';
    filter[kind] += 1;
    for (const word of wordsOf(email)) {
      const seen = filter.words.get(word) ?? { spam: 0, ham: 0 };
      seen[kind] += 1;
      filter.words.set(word, seen);
    }
  }
  return filter;
};

/**
 * The probability of spam, by Bayes' rule as if words came independently of each other. They do not, so that the plain
 * product is nearly always 0 or 1: its logarithm is divided by the root of the number of words, which keeps the order of
 * e-mails of one length and leaves room for doubt.
 */
export const spamProbability = ({ spam, ham, words }: Filter, email: Email): number => {
  const known = wordsOf(email).flatMap((word) => {
    const seen = words.get(word);
    return seen !== undefined && seen.spam + seen.ham >= rarest ? [seen] : [];
  });
  // Each count with one more, so that a word of one kind alone settles nothing (Laplace).
  const odds = known.reduce(
    (sum, seen) => sum + Math.log((seen.spam + 1) / (spam + 2)) - Math.log((seen.ham + 1) / (ham + 2)),
    Math.log(spam / ham),
  );
  return 1 / (1 + Math.exp(-odds / Math.sqrt(Math.max(known.length, 1))));
};
