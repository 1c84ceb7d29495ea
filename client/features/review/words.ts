import type { DeskAction } from '../../../server/domain/desk-keys.ts';
import type { SkipReason } from '../../../server/domain/words.ts';
import type { Availability } from '../../../server/features/reviews/contract.ts';
import type { Notice } from './desk/desk.ts';
import { locale } from '../../ui/locale.ts';

/** What each reason to skip means to an inspector. */
export const skipWords: Record<SkipReason, { title: string; hint: string }> = {
  unclear: { title: 'Unclear', hint: 'What is shown does not allow an answer' },
  broken: { title: 'Broken', hint: 'It is not shown, or damaged' },
  not_my_field: { title: 'Not my field', hint: 'Somebody else knows better' },
  other: { title: 'Other', hint: 'A note helps whoever gets it next' },
};

/** What each key of one's own does. */
export const actionWords: Record<DeskAction, string> = {
  undo: 'Undo',
  skip: 'Skip',
  escalate: 'Escalate',
  instructions: 'Instructions',
  zoom_in: 'Larger',
  zoom_out: 'Smaller',
  zoom_reset: 'Whole image',
};

/** A sentence without its full stop, to be gone on with. */
const open = (text: string) => text.replace(/[.\s]+$/, '');

/** A text as a sentence of its own. */
export const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${open(text).slice(1)}.`;

/** What a notice says. */
export const noticeWords = ({ what, review, refusal }: Notice): string => {
  const reason = refusal ? open(refusal.message) : '';
  switch (what) {
    case 'opinion':
      return `Your hold on ${review.key} had ended when your answer came. It is kept as a further opinion.`;
    case 'returned':
      return `${review.key} came back: ${reason}. Your answer is marked on it.`;
    case 'change_refused':
      return `Your change of ${review.key} was not taken: ${reason}. Your earlier answer stands.`;
    case 'amended':
      return `The label of ${review.key} was in use already. Your change is kept as an amendment.`;
  }
};

/** So many of what is kept for others the server counts. */
const mostCounted = 1_000;

const count = (n: number, one: string, many: string) =>
  n === 1 ? `One ${one}` : `${n.toLocaleString(locale)} ${many}`;

const countKept = (n: number, one: string, many: string) =>
  n >= mostCounted ? `${n.toLocaleString(locale)} or more ${many}` : count(n, one, many);

const timeOfDay = new Intl.DateTimeFormat(locale, { timeStyle: 'short' });
const names = new Intl.ListFormat(locale);

/** Whose hands it is in: the names where they may be told, with how much each has. */
const handsText = (holders: Availability['holders']): string =>
  holders === null || holders.length === 0
    ? 'colleagues'
    : names.format(holders.map(({ name, n }) => (holders.length > 1 ? `${name} (${n})` : name)));

/** What is in other hands, and until when. */
const heldText = ({ heldByOthers, heldUntil, holders }: Availability): string => {
  const held = `${count(heldByOthers, 'item is', 'items are')} in the hands of ${handsText(holders)}`;
  if (heldUntil === null) return `${held}.`;
  const until = timeOfDay.format(new Date(heldUntil));
  return `${held}, until ${until} at most unless they go on.`;
};

/** What is kept for others, and what it takes to be given it. */
const keptReasons = ({ lacking, assignedToOthers }: Availability): string[] => [
  ...lacking.map(
    ({ title, n }) =>
      `${countKept(n, 'item needs', 'items need')} “${title}”, a skill or group that you are not in.`,
  ),
  ...(assignedToOthers > 0
    ? [`${countKept(assignedToOthers, 'item is', 'items are')} assigned to colleagues.`]
    : []),
];

/** Why nothing is there to review: a headline, and what there is that cannot be given out. */
export const emptyWords = (a: Availability): { title: string; reasons: string[] } => {
  if (a.paused)
    return {
      title: 'You are paused in this project',
      reasons: ['A lead is told of it, and can let you back to work. Ask them why.'],
    };
  const reasons: string[] = [];
  if (a.excluded > 0)
    reasons.push(
      `${count(a.excluded, 'item waits', 'items wait')} for another inspector: you have judged, skipped or passed ${
        a.excluded === 1 ? 'it' : 'them'
      } on already.`,
    );
  if (a.heldByOthers > 0) reasons.push(heldText(a));
  reasons.push(...keptReasons(a));
  if (a.forLeads > 0) reasons.push(`${count(a.forLeads, 'item waits', 'items wait')} for a lead.`);
  const title = reasons.length === 0 ? 'Nothing waits for review' : 'Nothing waits for you';
  return { title: a.claimable > 0 ? 'More is on its way' : title, reasons };
};

/** How many decisions wait, and where: "3 decisions are kept in this browser". */
export const decisionsText = (n: number, durable = true): string => {
  const place = durable ? 'in this browser' : 'in this tab only, so do not close it';
  return n === 1 ? `one decision is kept ${place}` : `${n} decisions are kept ${place}`;
};
