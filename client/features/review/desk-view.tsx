import { t } from '@lingui/core/macro';
import { useLocalStorage } from '@mantine/hooks';
import { useEffect, useMemo, useRef, useState, type MouseEvent, type RefObject } from 'react';
import { keysInForce } from '../../../server/domain/desk-keys.ts';
import { useMe, type Project } from '../../api/queries.ts';
import { itemKinds } from '../../kinds/item-kinds.tsx';
import type { Viewer } from '../../kinds/items/item-kind.ts';
import { labelKindOf } from '../../kinds/label-kinds.tsx';
import { applyDrawn, type DrawingKey } from '../../kinds/labels/label-kind.ts';
import { AskDialog } from './ask-dialog.tsx';
import { AnswerPanel } from './answer-panel.tsx';
import { DeskFoot } from './desk-foot.tsx';
import { DeskHead, type Arranging } from './desk-head.tsx';
import classes from './desk-view.module.css';
import { namedAnswers } from '../../kinds/opinions/named-answers.ts';
import { OpinionsPanel } from './opinions-panel.tsx';
import { isWithLead, lookedAt, type Desk } from './desk/desk.ts';
import { draftOf } from './desk/draft.ts';
import type { Noting } from './desk/drafts.ts';
import type { DeskSession } from './desk/session.ts';
import { EscalateDialog } from './escalate-dialog.tsx';
import { InstructionsDrawer } from './instructions-drawer.tsx';
import type { Command } from './keys.ts';
import { KeysDialog } from './keys-dialog.tsx';
import { NothingInHand } from './nothing-in-hand.tsx';
import { Notices } from './notices.tsx';
import { SkipDialog } from './skip-dialog.tsx';
import { Stage } from './stage.tsx';
import { useActions } from './use-actions.ts';
import { useDeskKeys } from './use-desk-keys.ts';
import { usePen } from './use-pen.ts';
import { useShown } from './use-shown.ts';
import { useSignedOut } from './use-signed-out.ts';
import { useTimeSpent } from './use-time-spent.ts';

type Props = { session: DeskSession; desk: Desk; project: Project; arranging: Arranging | null };

// A clicked button would take the focus, and the next Enter press it again instead of accepting a suggestion.
const keepFocus = (event: MouseEvent) => {
  if (event.target instanceof Element && event.target.closest('button')) event.preventDefault();
};

/** The desk of an inspector: the item large, the answers beside it, what lies behind at its foot. */
export const DeskView = ({ session, desk, project, arranging }: Props) => {
  const { hand, ahead, looking } = desk;
  const past = lookedAt(desk);
  const { shown, onShowing } = useShown();
  const viewer = useRef<RefObject<Viewer | null>>(null);
  const place = useRef<HTMLElement>(null);
  const [letterKeys, setLetterKeys] = useLocalStorage({ key: 'countersign.letter-keys', defaultValue: true });
  const [drawn, setDrawn] = useState(true);
  const showing = (hand && shown.get(hand.review.id)) ?? 'loading';
  const ready = showing === 'shown';
  const spent = {
    hand: useTimeSpent(hand?.review.id ?? null, ready && looking === null),
    past: useTimeSpent(looking, looking !== null),
  };
  const actions = useActions(session, desk, ready, spent);
  const { draft: onDraft } = actions;
  const { dialog, close } = actions;
  const person = useSignedOut(session, desk);
  const onShow = past ?? hand;
  const { schema } = onShow?.review ?? project;
  const draft = onShow ? draftOf(onShow) : undefined;
  const inSight = onShow?.review;
  const { pen, onPen } = usePen(inSight?.id ?? null);
  const { steps } = labelKindOf(schema);
  const isDrawn = (labelKindOf(schema).drawingKeys?.(schema) ?? []).length > 0;
  const draws = (key: DrawingKey, at: string | null): boolean => {
    if (past === null && !ready) return false;
    const made = labelKindOf(schema).press?.(schema, { draft, pen }, key, at) ?? null;
    if (made === null) return false;
    applyDrawn(made, { onDraft, onPen });
    return true;
  };
  const answersAt = (field: string | null) => labelKindOf(schema).keysOf(schema, draft, field);
  const { zooms, orders } = itemKinds[project.itemKind];
  const deskKeys = keysInForce(useMe().deskKeys);
  const instructed = project.instructions.trim() !== '';

  // Away from the link that led here, so that Enter accepts a suggestion instead of following it again.
  useEffect(() => place.current?.focus({ preventScroll: true }), []);

  const backToGrid = () => session.store.dispatch({ type: 'taken_out', reviewId: null });
  const run = (command: Command): boolean => {
    const needsHand = (work: () => void) => {
      if (hand === null || looking !== null) return false;
      work();
      return true;
    };
    const done = (work?: void) => work === undefined;
    switch (command.do) {
      case 'answer':
        return done(steps === 'one' ? actions.answer(command.value) : actions.draft(command.value));
      case 'accept':
        return steps === 'one' ? needsHand(actions.accept) : done(actions.accept());
      case 'edit':
        return needsHand(actions.edit);
      case 'submit':
        return steps === 'several' && done(actions.submit());
      case 'undo':
        return done(actions.undo());
      case 'back_to_hand':
        if (looking !== null) return done(actions.backToHand());
        return desk.single !== null && done(backToGrid());
      case 'skip':
        return needsHand(actions.openSkip);
      case 'escalate':
        return hand !== null && !isWithLead(hand) && needsHand(actions.openEscalate);
      case 'ask':
        return hand !== null && !isWithLead(hand) && needsHand(actions.openAsk);
      case 'next':
        if (looking !== null) return done(actions.forward());
        return (hand?.lost || hand?.returned != null) && needsHand(actions.next);
      case 'keys':
        return done(actions.open('keys'));
      case 'instructions':
        return instructed && done(actions.open('instructions'));
      case 'zoom_in':
        return zooms && done(viewer.current?.current?.zoomIn());
      case 'zoom_out':
        return zooms && done(viewer.current?.current?.zoomOut());
      case 'zoom_reset':
        return zooms && done(viewer.current?.current?.zoomReset());
      case 'scroll':
        return done(viewer.current?.current?.scroll(command.pages));
      case 'opinion':
        return actions.take(command.place);
      case 'order':
        return done(viewer.current?.current?.order?.(command.order));
      case 'arrange':
        return arranging !== null && done(arranging.onArrange());
      case 'mark_all':
      case 'take_out':
        return false;
      case 'nothing':
        return true;
    }
  };
  useDeskKeys({
    active: dialog === null && !person.asking,
    answersAt,
    draws,
    letterKeys,
    // An item that is held no longer is left by the arrow that would else seek in it.
    orders: hand?.lost && past === null ? {} : orders,
    own: deskKeys,
    run,
  });

  const noting = (on: Noting) => ({
    opened: dialog === on,
    onClose: close,
    note: (hand && desk.drafts[hand.review.id]?.[on]) ?? '',
    onNote: (note: string) => actions.note(on, note),
  });

  const settling = past === null && hand && hand.review.opinions.length > 0 ? hand.review : null;
  const opinions = useMemo(() => settling && namedAnswers(settling.opinions), [settling]);
  const behind = [hand, ...ahead].flatMap((held) =>
    held && held.review.id !== inSight?.id ? [held.review] : [],
  );
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- it only keeps the focus where it is
    <div className={classes.desk} data-draws={isDrawn || undefined} onMouseDown={keepFocus}>
      <DeskHead
        project={project}
        desk={desk}
        arranging={arranging}
        onBackToGrid={desk.single === null ? undefined : backToGrid}
        onInstructions={() => actions.open('instructions')}
        onKeys={() => actions.open('keys')}
      />
      <section
        className={classes.stage}
        ref={place}
        tabIndex={-1}
        aria-label={t`Item`}
        data-paper={(!zooms && inSight !== undefined) || undefined}
      >
        <Notices
          notices={desk.notices}
          onRead={actions.read}
          onLook={(reviewId) =>
            actions.look(desk.past.find((p) => p.review.id === reviewId)?.decisionId ?? '')
          }
        />
        {past === null && hand === null && (
          <NothingInHand desk={desk} project={project.slug} onRetry={() => session.retry()} />
        )}
        <Stage
          kind={project.itemKind}
          project={project.slug}
          reviews={inSight ? [inSight, ...behind] : behind}
          onShowing={onShowing}
          viewer={viewer}
          draft={draft}
          onDraft={onDraft}
          pen={pen}
          onPen={onPen}
          answers={opinions && drawn && draft === undefined ? opinions : undefined}
        />
      </section>
      {settling && opinions && (
        <OpinionsPanel
          review={settling}
          answers={opinions}
          kind={project.itemKind}
          taking={{ disabled: !ready, keys: letterKeys, onTake: actions.answer, onEdit: onDraft }}
          drawn={drawn}
          onDrawn={setDrawn}
        />
      )}
      <AnswerPanel
        desk={desk}
        past={past}
        showing={showing}
        keys={letterKeys}
        deskKeys={deskKeys}
        actions={actions}
        pen={pen}
        onPen={onPen}
      />
      <DeskFoot
        {...{ session, desk, project, person }}
        busy={dialog !== null}
        said={actions.said}
        onLook={actions.look}
      />
      <SkipDialog {...noting('skip')} onSkip={actions.skip} />
      <EscalateDialog {...noting('escalate')} onEscalate={actions.escalate} />
      <AskDialog {...noting('ask')} onAsk={actions.ask} onComment={actions.comment} />
      <KeysDialog
        opened={dialog === 'keys'}
        onClose={close}
        {...{ schema, letterKeys, deskKeys }}
        kind={project.itemKind}
        arranged={arranging && 'single'}
        onLetterKeys={setLetterKeys}
      />
      <InstructionsDrawer opened={dialog === 'instructions'} onClose={close} project={project} />
    </div>
  );
};
