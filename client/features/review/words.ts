import { plural, t } from '@lingui/core/macro';
import type { DeskAction } from '../../../server/domain/desk-keys.ts';
import type { SkipReason } from '../../../server/domain/words.ts';
import type { Availability } from '../../../server/features/reviews/contract.ts';
import type { Notice } from './desk/desk.ts';
import { locale } from '../../ui/locale.ts';

/** What each reason to skip means to an inspector. */
export const skipWords: Record<SkipReason, { title: string; hint: string }> = {
  unclear: { title: t`Unclear`, hint: t`What is shown does not allow an answer` },
  broken: { title: t`Broken`, hint: t`It is not shown, or damaged` },
  not_my_field: { title: t`Not my field`, hint: t`Somebody else knows better` },
  other: { title: t`Other`, hint: t`A note helps whoever gets it next` },
};

/** What each key of one's own does. */
export const actionWords: Record<DeskAction, string> = {
  undo: t`Undo`,
  skip: t`Skip`,
  escalate: t`Escalate`,
  ask: t`Ask or comment`,
  instructions: t`Instructions`,
  zoom_in: t`Larger`,
  zoom_out: t`Smaller`,
  zoom_reset: t`Whole image`,
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
      return t`Your hold on ${review.key} had ended when your answer came. It is kept as a further opinion.`;
    case 'returned':
      return t`${review.key} came back: ${reason}. Your answer is marked on it.`;
    case 'change_refused':
      return t`Your change of ${review.key} was not taken: ${reason}. Your earlier answer stands.`;
    case 'comment_refused':
      return t`Your comment on ${review.key} was not taken: ${reason}. Your words are kept where you wrote them.`;
    case 'amended':
      return t`The label of ${review.key} was in use already. Your change is kept as an amendment.`;
  }
};

/** So many of what is kept for others the server counts. */
const mostCounted = 1_000;

/** A count that is no more exact beyond what the server counts. */
const keptCount = (n: number): string =>
  n >= mostCounted ? t`${n.toLocaleString(locale)} or more` : n.toLocaleString(locale);

const timeOfDay = new Intl.DateTimeFormat(locale, { timeStyle: 'short' });
const names = new Intl.ListFormat(locale);

/** Whose hands it is in: the names where they may be told, with how much each has. */
const handsText = (holders: Availability['holders']): string =>
  holders === null || holders.length === 0
    ? t`colleagues`
    : names.format(holders.map(({ name, n }) => (holders.length > 1 ? `${name} (${n})` : name)));

/** What is in other hands, and until when. */
const heldText = ({ heldByOthers, heldUntil, holders }: Availability): string => {
  const whose = handsText(holders);
  const held = plural(heldByOthers, {
    one: `One item is in the hands of ${whose}`,
    other: `# items are in the hands of ${whose}`,
  });
  if (heldUntil === null) return `${held}.`;
  const until = timeOfDay.format(new Date(heldUntil));
  return t`${held}, until ${until} at most unless they go on.`;
};

/** What is kept for others, and what it takes to be given it. */
const keptReasons = ({ lacking, assignedToOthers }: Availability): string[] => [
  ...lacking.map(({ title, n }) =>
    plural(n, {
      one: `One item needs “${title}”, a skill or group that you are not in.`,
      other: `${keptCount(n)} items need “${title}”, a skill or group that you are not in.`,
    }),
  ),
  ...(assignedToOthers > 0
    ? [
        plural(assignedToOthers, {
          one: 'One item is assigned to colleagues.',
          other: `${keptCount(assignedToOthers)} items are assigned to colleagues.`,
        }),
      ]
    : []),
];

/** Why nothing is there to review: a headline, and what there is that cannot be given out. */
export const emptyWords = (a: Availability): { title: string; reasons: string[] } => {
  if (a.paused)
    return {
      title: t`You are paused in this project`,
      reasons: [t`A lead is told of it, and can let you back to work. Ask them why.`],
    };
  const reasons: string[] = [];
  if (a.excluded > 0)
    reasons.push(
      plural(a.excluded, {
        one: 'One item waits for another inspector: you have judged, skipped or passed it on already.',
        other: '# items wait for another inspector: you have judged, skipped or passed them on already.',
      }),
    );
  if (a.heldByOthers > 0) reasons.push(heldText(a));
  reasons.push(...keptReasons(a));
  if (a.forLeads > 0)
    reasons.push(
      plural(a.forLeads, { one: 'One item waits for a lead.', other: '# items wait for a lead.' }),
    );
  if (a.asked > 0)
    reasons.push(
      plural(a.asked, {
        one: 'One item waits for a lead’s answer to a question.',
        other: '# items wait for a lead’s answer to a question.',
      }),
    );
  const title = reasons.length === 0 ? t`Nothing waits for review` : t`Nothing waits for you`;
  return { title: a.claimable > 0 ? t`More is on its way` : title, reasons };
};

/** How many decisions wait, and where: "3 decisions are kept in this browser". */
export const decisionsText = (n: number, durable = true): string => {
  if (durable)
    return plural(n, {
      one: 'one decision is kept in this browser',
      other: '# decisions are kept in this browser',
    });
  return plural(n, {
    one: 'one decision is kept in this tab only, so do not close it',
    other: '# decisions are kept in this tab only, so do not close it',
  });
};
