import { t } from '@lingui/core/macro';
import { useLocalStorage } from '@mantine/hooks';
import { useEffect, useState, type MouseEvent } from 'react';
import { keysInForce } from '../../../../server/domain/desk-keys.ts';
import { useMe, type Project } from '../../../api/queries.ts';
import { labelKindOf } from '../../../kinds/label-kinds.tsx';
import { DeskFoot } from '../desk-foot.tsx';
import { DeskHead, type Arranging } from '../desk-head.tsx';
import deskClasses from '../desk-view.module.css';
import type { Desk } from '../desk/desk.ts';
import { suggestionOf } from '../desk/draft.ts';
import { cellsOf } from '../desk/grid.ts';
import type { DeskSession } from '../desk/session.ts';
import { InstructionsDrawer } from '../instructions-drawer.tsx';
import type { Command } from '../keys.ts';
import { KeysDialog } from '../keys-dialog.tsx';
import { Notices } from '../notices.tsx';
import { useDeskKeys } from '../use-desk-keys.ts';
import { useShown } from '../use-shown.ts';
import { useSignedOut } from '../use-signed-out.ts';
import { Cells } from './cells.tsx';
import { GridPanel } from './grid-panel.tsx';
import { useGrid } from './use-grid.ts';

type Props = {
  session: DeskSession;
  desk: Desk;
  project: Project;
  arranging: Arranging;
  /** How long the grid has been looked at since the last decision in it, in ms. */
  spent: () => number;
  /** Told whether there is something of it to be seen. */
  onSeen: (seen: boolean) => void;
};

// The focus stays on its cell, whatever is clicked.
const keepFocus = (event: MouseEvent) => {
  if (event.target instanceof Node && event.currentTarget.contains(event.target)) event.preventDefault();
};

/** Similar items side by side, all judged by a few keys. */
export const GridView = ({ session, desk, project, arranging, spent, onSeen }: Props) => {
  const { shown, onShowing } = useShown();
  const [letterKeys, setLetterKeys] = useLocalStorage({ key: 'countersign.letter-keys', defaultValue: true });
  const [dialog, setDialog] = useState<'keys' | 'instructions' | null>(null);
  const actions = useGrid(session, desk, shown, spent);
  const person = useSignedOut(session, desk);
  const deskKeys = keysInForce(useMe().deskKeys);
  const first = cellsOf(desk).find((cell) => cell !== null) ?? null;
  const schema = first?.review.schema ?? project.schema;
  const suggestion = first && suggestionOf(first.review);
  const isSeen = cellsOf(desk).some((cell) => cell && shown.get(cell.review.id) === 'shown');
  useEffect(() => onSeen(isSeen), [isSeen, onSeen]);

  const orders: Partial<Record<Command['do'], (() => void) | undefined>> = {
    accept: actions.accept,
    undo: actions.undo,
    mark_all: actions.toggleAll,
    take_out: actions.takeOut,
    arrange: arranging.onArrange,
    keys: () => setDialog('keys'),
    instructions: project.instructions.trim() === '' ? undefined : () => setDialog('instructions'),
  };
  const run = (command: Command): boolean => {
    const order = command.do === 'answer' ? () => actions.answer(command.value) : orders[command.do];
    order?.();
    return order !== undefined;
  };
  useDeskKeys({
    active: dialog === null && !person.asking,
    answersAt: () => labelKindOf(schema).keysOf(schema, undefined, null),
    draws: () => false,
    letterKeys,
    orders: {},
    own: deskKeys,
    run,
  });

  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- it only keeps the focus where it is
    <div className={deskClasses.desk} onMouseDown={keepFocus}>
      <DeskHead
        {...{ project, desk, arranging }}
        onInstructions={() => setDialog('instructions')}
        onKeys={() => setDialog('keys')}
      />
      <section className={deskClasses.stage} aria-label={t`Grid`}>
        <Notices
          notices={desk.notices}
          onRead={actions.read}
          onLook={(reviewId) =>
            actions.look(desk.past.find((p) => p.review.id === reviewId)?.decisionId ?? '')
          }
        />
        <Cells
          {...{ desk, project, actions, shown, onShowing }}
          mark={suggestion ? t`not ${labelKindOf(schema).titleOf(schema, suggestion.value)}` : t`marked`}
          takesFocus={dialog === null && !person.asking}
        />
      </section>
      {first && <GridPanel {...{ desk, first, deskKeys, actions }} keys={letterKeys} />}
      <DeskFoot
        {...{ session, desk, project, person }}
        busy={dialog !== null}
        said={actions.said}
        onLook={actions.look}
      />
      <KeysDialog
        opened={dialog === 'keys'}
        onClose={() => setDialog(null)}
        {...{ schema, letterKeys, deskKeys }}
        kind={project.itemKind}
        arranged="grid"
        onLetterKeys={setLetterKeys}
      />
      <InstructionsDrawer
        opened={dialog === 'instructions'}
        onClose={() => setDialog(null)}
        project={project}
      />
    </div>
  );
};
