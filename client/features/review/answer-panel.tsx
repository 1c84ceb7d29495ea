import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import {
  IconArrowBackUp,
  IconArrowUpRight,
  IconMessageQuestion,
  IconPlayerSkipForward,
} from '@tabler/icons-react';
import type { DeskKeys } from '../../../server/domain/desk-keys.ts';
import type { Showing } from '../../kinds/items/item-kind.ts';
import { ActionButton } from './action-button.tsx';
import classes from './answer-panel.module.css';
import { Answers } from './answers.tsx';
import { Context } from './context.tsx';
import { ContextPanel } from './context-panel.tsx';
import { isWithLead, type Desk, type Held, type Past } from './desk/desk.ts';
import { answerBefore, draftOf, suggestionOf } from './desk/draft.ts';
import { PastPart } from './past-part.tsx';
import { SuggestionBox } from './suggestion-box.tsx';
import type { Pen } from '../../kinds/labels/label-kind.ts';
import type { DeskActions } from './use-actions.ts';

type Props = {
  desk: Desk;
  past: Past | null;
  /** How far the item in hand has come in being shown: what was not seen is not judged. */
  showing: Showing;
  keys: boolean;
  deskKeys: DeskKeys;
  pen: Pen;
  onPen: (change: Partial<Pen>) => void;
  actions: DeskActions;
};

const HandPart = ({
  held,
  showing,
  keys,
  actions,
  ...drawing
}: Omit<Props, 'desk' | 'past' | 'deskKeys'> & { held: Held }) => {
  const { review } = held;
  const ready = showing === 'shown';
  return (
    <>
      <Context>
        <ContextPanel
          held={held}
          showing={showing}
          onNext={actions.next}
          onBroken={() => actions.skip('broken', '')}
        />
      </Context>
      <SuggestionBox
        review={review}
        disabled={!ready}
        keys={keys}
        onAccept={actions.accept}
        onEdit={actions.edit}
      />
      <Answers
        review={review}
        suggestion={suggestionOf(review)}
        chosen={answerBefore(held)}
        draft={draftOf(held)}
        disabled={!ready}
        keys={keys}
        actions={actions}
        {...drawing}
      />
    </>
  );
};

/** Beside the item: what is known about it, the suggestion, the answers, and the ways around an answer. */
export const AnswerPanel = ({ desk, past, showing, keys, deskKeys, actions, ...drawing }: Props) => {
  const { hand } = desk;
  const withLead = hand !== null && isWithLead(hand);
  const inHand = hand !== null && past === null;
  return (
    <aside className={classes.panel} aria-label={t`Answer`}>
      {past !== null ? (
        <PastPart past={past} keys={keys} actions={actions} {...drawing} />
      ) : (
        hand !== null && <HandPart held={hand} {...{ showing, keys, actions }} {...drawing} />
      )}
      <div className={classes.actions}>
        <ActionButton
          letter={deskKeys.undo}
          keys={keys}
          icon={<IconArrowBackUp size={18} aria-hidden />}
          disabled={desk.past.length === 0}
          onClick={actions.undo}
        >
          <Trans>Undo</Trans>
        </ActionButton>
        <ActionButton
          letter={deskKeys.skip}
          keys={keys}
          icon={<IconPlayerSkipForward size={18} aria-hidden />}
          disabled={!inHand}
          onClick={actions.openSkip}
        >
          <Trans>Skip</Trans>
        </ActionButton>
        <ActionButton
          letter={deskKeys.escalate}
          keys={keys}
          icon={<IconArrowUpRight size={18} aria-hidden />}
          disabled={!inHand || withLead}
          onClick={actions.openEscalate}
        >
          <Trans>Escalate</Trans>
        </ActionButton>
        <ActionButton
          letter={deskKeys.ask}
          keys={keys}
          icon={<IconMessageQuestion size={18} aria-hidden />}
          disabled={!inHand || withLead}
          onClick={actions.openAsk}
        >
          <Trans>Ask</Trans>
        </ActionButton>
      </div>
    </aside>
  );
};
