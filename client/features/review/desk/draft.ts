import type { HeldReview } from '../../../../server/features/reviews/contract.ts';
import type { Json } from '../../../../server/domain/words.ts';
import type { Held, Past } from './desk.ts';

/** The answer given before to what is on show; undefined: none. */
export const answerBefore = (of: Held | Past): Json | undefined => {
  const said = 'returned' in of ? of.returned?.ending : of;
  return said?.kind === 'answer' ? said.value : undefined;
};

/** What is made of an answer so far: what was touched, or else what was answered before; undefined: nothing. */
export const draftOf = (of: Held | Past): Json | undefined => of.draft ?? answerBefore(of);

/** The suggestion that is in sight; null: there is none, or it is withheld. */
export const suggestionOf = ({
  arm,
  suggestion,
}: Pick<HeldReview, 'arm' | 'suggestion'>): HeldReview['suggestion'] =>
  arm === 'assisted' ? suggestion : null;
