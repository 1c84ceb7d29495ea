import { Kbd, Modal, Stack, Switch, Table, Title } from '@mantine/core';
import { labelKindOf } from '../../kinds/label-kinds.tsx';
import { itemKinds } from '../../kinds/item-kinds.tsx';
import type { KeyRow } from '../../kinds/items/item-kind.ts';
import type { ItemKindName } from '../../../server/domain/words.ts';
import type { LabelSchema } from '../../../server/domain/label-schema.ts';
import classes from './dialogs.module.css';

type Props = {
  opened: boolean;
  onClose: () => void;
  schema: LabelSchema;
  kind: ItemKindName;
  letterKeys: boolean;
  onLetterKeys: (on: boolean) => void;
};

const fixed: KeyRow[] = [
  [['Enter'], 'Accept the suggestion', false],
  [['U'], 'Undo: back to your last decision, further with each press', true],
  [['→'], 'From there forward', false],
  [['Esc'], 'From there at once to the item in hand', false],
  [['S'], 'Skip, with a reason', true],
  [['E'], 'Escalate to a lead', true],
  [['→'], 'Leave an item that came back or is no longer held', false],
  [['I'], 'Instructions', true],
  [['↑', '↓'], 'Scroll a long item', false],
  [['?'], 'These keys', true],
];

const several: KeyRow[] = [
  [['Ctrl + Enter'], 'Submit the answer, from a field too', false],
  [['Shift + Enter'], 'Edit the suggestion', false],
  [['Tab'], 'To the next field; Esc leaves one', false],
];

const Rows = ({ rows }: { rows: readonly KeyRow[] }) =>
  rows.map(([keys, what]) => (
    <Table.Tr key={`${keys.join(' ')} ${what}`}>
      <Table.Td className={classes.keys}>
        {keys.map((key) => (
          <Kbd key={key}>{key}</Kbd>
        ))}
      </Table.Td>
      <Table.Td>{what}</Table.Td>
    </Table.Tr>
  ));

/** All keys of the review page, and the way to turn the single letters off. */
export const KeysDialog = ({ opened, onClose, schema, kind, letterKeys, onLetterKeys }: Props) => {
  const labelKind = labelKindOf(schema);
  const titles = labelKind.keyTitles(schema);
  const answers = new Set(titles.map(([key]) => key));
  const answerRows = titles.map(([key, title]): KeyRow => [[key.toUpperCase()], title, true]);
  const own = itemKinds[kind].keys;
  const taken = new Set(own.flatMap(([keys]) => keys));
  const rest = fixed.map(([keys, ...row]): KeyRow => [keys.filter((key) => !taken.has(key)), ...row]);
  // A key that gives an answer does nothing else.
  const others = [...rest, ...(labelKind.steps === 'several' ? several : []), ...own]
    .map(([keys, what, character]): KeyRow => [
      keys.filter((key) => !answers.has(key.toLowerCase())),
      what,
      character,
    ])
    .filter(([keys, , character]) => keys.length > 0 && (letterKeys || !character));
  return (
    <Modal opened={opened} onClose={onClose} title="Keys" size="lg" transitionProps={{ duration: 0 }}>
      <Stack>
        <div className={classes.columns}>
          {letterKeys && answerRows.length > 0 && (
            <section>
              <Title order={3} size="h5" mb={4}>
                Answers
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
              Work
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
          label="Letters, digits and signs work as keys"
          description="Turn them off where they get in the way of a screen reader or speech control; buttons stay, and Enter, Esc and arrows."
        />
      </Stack>
    </Modal>
  );
};
