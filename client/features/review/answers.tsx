import type { Json } from '../../../server/domain/words.ts';
import { labelKindOf } from '../../kinds/label-kinds.tsx';
import type { Pen, Suggested } from '../../kinds/labels/label-kind.ts';
import classes from './answer-panel.module.css';
import type { JudgedReview } from './desk/desk.ts';
import { SubmitDraft } from './submit-draft.tsx';
import type { DeskActions } from './use-actions.ts';

type Props = {
  review: Pick<JudgedReview, 'id' | 'schema'>;
  suggestion: Suggested;
  /** The answer given before; undefined: none. */
  chosen: Json | undefined;
  draft: Json | undefined;
  disabled: boolean;
  keys: boolean;
  pen: Pen;
  onPen: (change: Partial<Pen>) => void;
  actions: Pick<DeskActions, 'answer' | 'draft' | 'submit'>;
};

/** What an answer is given by: one step, or a draft that is submitted. */
export const Answers = ({ review, draft, disabled, keys, actions, ...given }: Props) => {
  const { schema } = review;
  const { Ask, steps } = labelKindOf(schema);
  return (
    <>
      <div className={classes.answers} data-several={steps === 'several' || undefined}>
        <Ask
          // What is answered in one step keeps nothing of an item, and its buttons stay where they are.
          key={steps === 'one' ? schema.kind : review.id}
          schema={schema}
          draft={draft}
          disabled={disabled}
          keys={keys}
          focus
          onChoose={actions.answer}
          onDraft={actions.draft}
          {...given}
        />
      </div>
      {steps === 'several' && (
        <SubmitDraft
          schema={schema}
          draft={draft}
          disabled={disabled}
          keys={keys}
          onSubmit={actions.submit}
        />
      )}
    </>
  );
};
