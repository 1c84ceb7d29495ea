import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Kbd, Text } from '@mantine/core';
import { IconArrowBackUp, IconArrowsMaximize, IconSelectAll } from '@tabler/icons-react';
import type { DeskKeys } from '../../../../server/domain/desk-keys.ts';
import { labelKindOf, LabelValue } from '../../../kinds/label-kinds.tsx';
import { freshPen } from '../../../kinds/labels/label-kind.ts';
import { ActionButton } from '../action-button.tsx';
import { Answers } from '../answers.tsx';
import panel from '../answer-panel.module.css';
import { Context } from '../context.tsx';
import type { Desk, Held } from '../desk/desk.ts';
import { suggestionOf } from '../desk/draft.ts';
import { aimedAt, asSuggested } from '../desk/grid.ts';
import { gridKeys } from '../keys.ts';
import { NoSuggestion } from '../suggestion-box.tsx';
import box from '../suggestion-box.module.css';
import classes from './grid.module.css';
import type { GridActions } from './use-grid.ts';

type Props = { desk: Desk; first: Held; keys: boolean; deskKeys: DeskKeys; actions: GridActions };

/** What all cells are suggested to be, and one press to accept it for those that are not marked. */
const GridSuggestion = ({ desk, first, actions }: Pick<Props, 'desk' | 'first' | 'actions'>) => {
  const { schema, arm } = first.review;
  const suggestion = suggestionOf(first.review);
  if (suggestion === null) return <NoSuggestion arm={arm} />;
  const n = asSuggested(desk).length;
  return (
    <section className={box.box} aria-label={t`Suggestion`}>
      <div className={box.words}>
        <Text size="sm" c="dimmed" truncate title={suggestion.model}>
          <Trans>All of these are suggested to be</Trans>
        </Text>
      </div>
      <button
        type="button"
        className={box.accept}
        disabled={n === 0}
        aria-keyshortcuts="Enter"
        onClick={actions.accept}
      >
        <span className={box.verb}>
          <Trans>Accept for {n}</Trans>
        </span>
        <LabelValue schema={schema} value={suggestion.value} />
        <Kbd className={box.key} size="sm" aria-hidden>
          ↵
        </Kbd>
      </button>
    </section>
  );
};

/** Whom the next class goes to. */
const aimWords = (desk: Desk): string => {
  const aimed = aimedAt(desk);
  const [only] = aimed;
  if (desk.grid?.marked.length === 0 && only)
    return t`A class goes to ${only.review.key}, which is in focus.`;
  return plural(aimed.length, {
    one: 'A class goes to the # marked item.',
    other: 'A class goes to the # marked items.',
  });
};

/** Beside a grid: what is suggested, the classes for what is marked, and the ways around an answer. */
export const GridPanel = ({ desk, first, keys, deskKeys, actions }: Props) => {
  const { review } = first;
  const suggestion = suggestionOf(review);
  const title = suggestion && labelKindOf(review.schema).titleOf(review.schema, suggestion.value);
  const button = { keys, disabled: false };
  return (
    <aside className={panel.panel} aria-label={t`Answer`}>
      <Context>
        <p className={classes.hint}>
          {title === null
            ? t`Mark what is of one class, then choose it.`
            : t`Mark what is not ${title}, accept the rest, then choose what the marked ones are.`}
        </p>
        <p className={classes.hint}>{aimWords(desk)}</p>
      </Context>
      <GridSuggestion {...{ desk, first, actions }} />
      <Answers
        review={{ id: 'grid', schema: review.schema }}
        suggestion={null}
        chosen={undefined}
        draft={undefined}
        disabled={false}
        keys={keys}
        pen={freshPen}
        onPen={() => {}}
        actions={{ answer: actions.answer, draft: () => {}, submit: () => {} }}
      />
      <div className={panel.actions}>
        <ActionButton
          {...button}
          letter={deskKeys.undo}
          icon={<IconArrowBackUp size={18} aria-hidden />}
          disabled={desk.past.length === 0}
          onClick={actions.undo}
        >
          <Trans>Undo</Trans>
        </ActionButton>
        <ActionButton
          {...button}
          letter={gridKeys.mark_all}
          icon={<IconSelectAll size={18} aria-hidden />}
          onClick={actions.toggleAll}
        >
          <Trans>Mark all</Trans>
        </ActionButton>
        <ActionButton
          {...button}
          letter={gridKeys.take_out}
          icon={<IconArrowsMaximize size={18} aria-hidden />}
          onClick={() => actions.takeOut()}
        >
          <Trans>Take out</Trans>
        </ActionButton>
      </div>
    </aside>
  );
};
