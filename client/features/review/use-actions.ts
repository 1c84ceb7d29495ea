import { t } from '@lingui/core/macro';
import { comparedConfidence } from '../../../server/domain/calibrators.ts';
import { useCallback, useState } from 'react';
import { v7 as newId } from 'uuid';
import { labelKindOf } from '../../kinds/label-kinds.tsx';
import { percentText } from '../../ui/percent-text.ts';
import type { Json, SkipReason } from '../../../server/domain/words.ts';
import { checkLabel } from '../../../server/kinds/registry.ts';
import { isEqual } from '../../../server/domain/is-equal.ts';
import { lookedAt, type Desk, type Ending, type JudgedReview } from './desk/desk.ts';
import { draftOf, suggestionOf } from './desk/draft.ts';
import { draftFault } from './submit-draft.tsx';
import type { Noting } from './desk/drafts.ts';
import type { DeskSession } from './desk/session.ts';

/** What is laid over the desk; while it is, no key decides. */
export type Dialog = 'skip' | 'escalate' | 'ask' | 'keys' | 'instructions';

/** All that an inspector can do at the desk. */
export type DeskActions = {
  /** Decides the item in hand, or changes the decision on show. */
  answer: (value: Json) => void;
  /** Keeps what is made of an answer of several steps so far. */
  draft: (value: Json | undefined) => void;
  /** Answers by what was made, or says what it lacks. */
  submit: () => void;
  /** Answers as suggested; where an answer was begun, by that. */
  accept: () => void;
  /** Begins an answer of several steps with what is suggested; in one step there is nothing to edit. */
  edit: () => void;
  /** Answers an adjudication by one of its opinions (from 0); false where there is none that can be taken. */
  take: (place: number) => boolean;
  skip: (reason: SkipReason, note: string) => void;
  /** Keeps the note that is being written for skipping, escalating or asking. */
  note: (on: Noting, text: string) => void;
  /** Looks one decision further back. */
  undo: () => void;
  backToHand: () => void;
  /** Leaves the item in hand for the next one. */
  next: () => void;
  openSkip: () => void;
  openEscalate: () => void;
  dialog: Dialog | null;
  open: (dialog: Dialog) => void;
  close: () => void;
  escalate: (note: string) => void;
  /** Puts the item away until a lead has answered. */
  ask: (question: string) => void;
  /** Says something of the item in hand, which stays there. */
  comment: (text: string) => void;
  openAsk: () => void;
  forward: () => void;
  look: (decisionId: string) => void;
  /** Puts a notice away. */
  read: (noticeId: string) => void;
  /** What a screen reader is told last. */
  said: string;
};

const titleOf = ({ schema }: Pick<JudgedReview, 'schema'>, value: Json) =>
  labelKindOf(schema).titleOf(schema, value);

/** What is on show: a past decision, or the item in hand. */
const shownOn = (desk: Desk) => lookedAt(desk) ?? desk.hand;

/** What comes into the hand, in words. */
const nextWords = ({ hand }: Desk): string => {
  if (hand === null) return t`No further item yet.`;
  const { key, arm, suggestion } = hand.review;
  if (hand.returned) return t`Next item: ${key}, which came back.`;
  if (arm === 'blind' || suggestion === null) return t`Next item: ${key}.`;
  const compared = comparedConfidence(suggestion);
  const sure = compared === null ? '' : `, ${percentText(compared)}`;
  return t`Next item: ${key}. Suggested: ${titleOf(hand.review, suggestion.value)}${sure}.`;
};

/** All that an inspector can do at the desk, by key, click or touch. */
export const useActions = (
  session: DeskSession,
  desk: Desk,
  ready: boolean,
  spent: { hand: () => number; past: () => number },
): DeskActions => {
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const [words, say] = useState('');
  const { dispatch, get } = session.store;

  const look = useCallback((decisionId: string) => dispatch({ type: 'looked_at', decisionId }), [dispatch]);
  const read = useCallback((id: string) => dispatch({ type: 'notice_read', id }), [dispatch]);

  const end = (ending: Ending, done: string) => {
    const { hand, looking } = get();
    if (hand === null || looking !== null) return;
    dispatch({ type: 'ended', id: newId(), ending, timeSpentMs: spent.hand() });
    session.wake();
    setDialog(null);
    say(done);
  };

  const answer = (value: Json) => {
    const now = get();
    const past = lookedAt(now);
    if (past !== null) {
      const same = past.kind === 'answer' && isEqual(past.value, value);
      dispatch({ type: 'changed', id: newId(), value, timeSpentMs: spent.past() });
      session.wake();
      say(`${same ? t`Kept` : t`Changed to`} ${titleOf(past.review, value)}.`);
      return;
    }
    if (now.hand === null || !ready) return;
    const { review } = now.hand;
    const suggestionShown = review.arm === 'assisted' && review.suggestion !== null;
    end({ kind: 'answer', value, suggestionShown }, t`Decided ${titleOf(review, value)}.`);
  };

  const draft = useCallback(
    (value: Json | undefined) => {
      const onShow = shownOn(get());
      if (onShow !== null) dispatch({ type: 'drafted', reviewId: onShow.review.id, value });
    },
    [get, dispatch],
  );

  const submit = () => {
    const onShow = shownOn(get());
    if (onShow === null || labelKindOf(onShow.review.schema).steps === 'one') return;
    const made = draftOf(onShow);
    const fault = draftFault(onShow.review.schema, made);
    if (fault === null && made !== undefined) answer(made);
    else say(`${fault}.`);
  };

  const accept = () => {
    const onShow = shownOn(get());
    if (onShow === null) return;
    const { schema, suggestion } = onShow.review;
    if (labelKindOf(schema).steps === 'several' && draftOf(onShow) !== undefined) submit();
    else if (get().looking === null && suggestionOf(onShow.review) && suggestion) {
      if (checkLabel(schema, suggestion.value, 'decision') === null) answer(suggestion.value);
    }
  };

  const take = (place: number): boolean => {
    const { hand, looking } = get();
    const opinion = looking === null ? hand?.review.opinions[place] : undefined;
    if (!hand || !opinion || checkLabel(hand.review.schema, opinion.value, 'decision') !== null) return false;
    answer(opinion.value);
    return true;
  };

  return {
    answer,
    take,
    draft,
    submit,
    accept,
    edit: () => {
      const { hand, looking } = get();
      const suggested = hand && looking === null ? suggestionOf(hand.review) : null;
      if (hand === null || labelKindOf(hand.review.schema).steps === 'one') accept();
      else if (suggested) draft(suggested.value);
    },
    note: (on, note) => dispatch({ type: 'noted', on, note }),
    skip: (reason, note) => end({ kind: 'skip', reason, note }, t`Skipped.`),
    escalate: (note) => end({ kind: 'escalation', note }, t`Escalated.`),
    ask: (text) => end({ kind: 'question', text }, t`Asked. The item comes back to you with the answer.`),
    comment: (text) => {
      dispatch({ type: 'commented', id: newId(), text });
      session.wake();
      setDialog(null);
      say(t`Your comment is kept.`);
    },
    undo: () => {
      dispatch({ type: 'looked_back' });
      const past = lookedAt(get());
      say(
        past === null
          ? t`There is nothing to undo.`
          : t`Your earlier item ${past.review.key}. Choose to change it.`,
      );
    },
    forward: () => dispatch({ type: 'looked_forward' }),
    look,
    backToHand: () => {
      dispatch({ type: 'returned_to_hand' });
      say('');
    },
    next: () => {
      session.setAside();
      say('');
    },
    openSkip: () => setDialog('skip'),
    openEscalate: () => setDialog('escalate'),
    openAsk: () => setDialog('ask'),
    read,
    dialog,
    open: setDialog,
    close: () => setDialog(null),
    // What comes into an empty hand later is told as well.
    said: desk.looking === null ? `${words} ${nextWords(desk)}` : words,
  };
};
