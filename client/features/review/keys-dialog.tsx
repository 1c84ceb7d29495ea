import { Trans } from '@lingui/react/macro';
import { t } from '@lingui/core/macro';
import { Button, Group, Kbd, Modal, Stack, Switch, Table, Title } from '@mantine/core';
import { useState } from 'react';
import { helpKey, type DeskKeys } from '../../../server/domain/desk-keys.ts';
import { itemKinds } from '../../kinds/item-kinds.tsx';
import type { KeyRow } from '../../kinds/items/item-kind.ts';
import { labelKindOf } from '../../kinds/label-kinds.tsx';
import type { ItemKindName } from '../../../server/domain/words.ts';
import type { LabelSchema } from '../../../server/domain/label-schema.ts';
import classes from './dialogs.module.css';
import { gridKeys } from './keys.ts';
import { OwnKeysForm } from './own-keys-form.tsx';

type Props = {
  opened: boolean;
  onClose: () => void;
  schema: LabelSchema;
  kind: ItemKindName;
  letterKeys: boolean;
  deskKeys: DeskKeys;
  /** Whether a grid is on show, or an item where one works in grids too; null: the project has none. */
  arranged: 'grid' | 'single' | null;
  onLetterKeys: (on: boolean) => void;
};

const rowsOf = (own: DeskKeys): KeyRow[] => [
  [['Enter'], t`Accept the suggestion`, false],
  [[own.undo], t`Undo: back to your last decision, further with each press`, true],
  [['→'], t`From there forward`, false],
  [['Esc'], t`From there at once to the item in hand`, false],
  [[own.skip], t`Skip, with a reason`, true],
  [[own.escalate], t`Escalate to a lead`, true],
  [[own.ask], t`Ask a lead, or leave a comment`, true],
  [['→'], t`Leave an item that came back or is no longer held`, false],
  [['Shift + 1 … 9'], t`Take an opinion as it is, where you settle what differs`, true],
  [[own.instructions], t`Instructions`, true],
  [['↑', '↓'], t`Scroll a long item`, false],
  [[helpKey], t`These keys`, true],
];

const toGrid: KeyRow[] = [[[gridKeys.arrange], t`Grid, or one item at a time`, true]];

const gridRowsOf = (own: DeskKeys): KeyRow[] => [
  [['Enter'], t`Accept the suggestion for all that is not marked`, false],
  [['←', '→', '↑', '↓'], t`To another item`, false],
  [[t`Space`], t`Mark an item: it is not as suggested, and the next class goes to it`, false],
  [[gridKeys.mark_all], t`Mark all, or none`, true],
  [[gridKeys.take_out], t`Judge the item by itself: to zoom, skip, escalate or ask; Esc puts it back`, true],
  ...toGrid,
  [[own.undo], t`Undo: back to your last decision, further with each press`, true],
  [[own.instructions], t`Instructions`, true],
  [[helpKey], t`These keys`, true],
];

const several: KeyRow[] = [
  [[t`Ctrl + Enter`], t`Submit the answer, from a field too`, false],
  [[t`Shift + Enter`], t`Edit the suggestion`, false],
  [['Tab'], t`To the next field; Esc leaves one`, false],
];

const zoomRowsOf = (own: DeskKeys): KeyRow[] => [
  [[own.zoom_in, own.zoom_out], t`Zoom`, true],
  [[own.zoom_reset], t`Whole image`, true],
];

const Rows = ({ rows }: { rows: readonly KeyRow[] }) =>
  rows.map(([keys, what]) => (
    <Table.Tr key={`${keys.join(' ')} ${what}`}>
      <Table.Td className={classes.keys}>
        {keys.map((key) => (
          <Kbd key={key}>{key.length === 1 ? key.toUpperCase() : key}</Kbd>
        ))}
      </Table.Td>
      <Table.Td>{what}</Table.Td>
    </Table.Tr>
  ));

/** All keys of the review page, and the way to turn the single letters off. */
export const KeysDialog = ({ opened, onClose, schema, kind, arranged, ...letters }: Props) => {
  const { letterKeys, deskKeys, onLetterKeys } = letters;
  const [changing, setChanging] = useState(false);
  const labelKind = labelKindOf(schema);
  const { keys: own, zooms } = itemKinds[kind];
  const titles = labelKind.keyTitles(schema);
  const answers = new Set(titles.map(([key]) => key));
  const answerRows = titles.map(([key, title]): KeyRow => [[key], title, true]);
  // What an item has for itself does nothing else on the desk.
  const taken = new Set(own.flatMap(([keys]) => keys).map((key) => key.toLowerCase()));
  const ofDesk = [
    ...rowsOf(deskKeys),
    ...(zooms ? zoomRowsOf(deskKeys) : []),
    ...(arranged === null ? [] : toGrid),
  ];
  const rest = (arranged === 'grid' ? gridRowsOf(deskKeys) : ofDesk).map(([keys, ...row]): KeyRow => [
    keys.filter((key) => !taken.has(key.toLowerCase())),
    ...row,
  ]);
  // A key that gives an answer does nothing else.
  const drawing = labelKind.drawingKeys?.(schema) ?? [];
  const others = [...drawing, ...rest, ...(labelKind.steps === 'several' ? several : []), ...own]
    .map(([keys, what, character]): KeyRow => [
      keys.filter((key) => !answers.has(key.toLowerCase())),
      what,
      character,
    ])
    .filter(([keys, , character]) => keys.length > 0 && (letterKeys || !character));
  return (
    <Modal opened={opened} onClose={onClose} title={t`Keys`} size="lg" transitionProps={{ duration: 0 }}>
      {changing ? (
        <OwnKeysForm answers={new Map(titles)} onDone={() => setChanging(false)} />
      ) : (
        <Stack>
          <div className={classes.columns}>
            {letterKeys && answerRows.length > 0 && (
              <section>
                <Title order={3} size="h5" mb={4}>
                  <Trans>Answers</Trans>
                </Title>
                <Table withRowBorders={false} verticalSpacing={4}>
                  <Table.Tbody>
                    <Rows rows={answerRows} />
                  </Table.Tbody>
                </Table>
              </section>
            )}
            <section>
              <Title order={3} size="h5" mb={4}>
                <Trans>Work</Trans>
              </Title>
              <Table withRowBorders={false} verticalSpacing={4}>
                <Table.Tbody>
                  <Rows rows={others} />
                </Table.Tbody>
              </Table>
            </section>
          </div>
          <Switch
            checked={letterKeys}
            onChange={(event) => onLetterKeys(event.currentTarget.checked)}
            label={t`Letters, digits and signs work as keys`}
            description={t`Turn them off where they get in the way of a screen reader or speech control; buttons stay, and Enter, Esc and arrows.`}
          />
          <Group>
            <Button variant="default" onClick={() => setChanging(true)}>
              <Trans>Change my keys</Trans>
            </Button>
          </Group>
        </Stack>
      )}
    </Modal>
  );
};
