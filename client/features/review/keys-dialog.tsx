import { Kbd, Modal, Stack, Switch, Table, Title } from '@mantine/core';
import { labelKindOf } from '../../kinds/label-kinds.tsx';
import type { LabelSchema } from '../../../server/domain/label-schema.ts';
import classes from './dialogs.module.css';

type Props = {
  opened: boolean;
  onClose: () => void;
  schema: LabelSchema;
  zooms: boolean;
  letterKeys: boolean;
  onLetterKeys: (on: boolean) => void;
};

const fixed: [keys: string[], what: string, character: boolean][] = [
  [['Enter'], 'Accept the suggestion', false],
  [['U'], 'Undo: back to your last decision, further with each press', true],
  [['→', 'Esc'], 'From there forward, or at once to the item in hand', false],
  [['S'], 'Skip, with a reason', true],
  [['E'], 'Escalate to a lead', true],
  [['→'], 'Leave an item that came back or is no longer held', false],
  [['I'], 'Instructions', true],
  [['↑', '↓'], 'Scroll a long item', false],
  [['?'], 'These keys', true],
];

const several: typeof fixed = [
  [['Ctrl + Enter'], 'Submit the answer, from a field too', false],
  [['Shift + Enter'], 'Edit the suggestion', false],
  [['Tab'], 'To the next field; Esc leaves one', false],
];

const zoom: typeof fixed = [
  [['+', '−'], 'Zoom', true],
  [['0', 'Z'], 'Whole image', true],
];

const Rows = ({ rows }: { rows: typeof fixed }) =>
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
export const KeysDialog = ({ opened, onClose, schema, zooms, letterKeys, onLetterKeys }: Props) => {
  const kind = labelKindOf(schema);
  const titles = kind.keyTitles(schema);
  const answers = new Set(titles.map(([key]) => key));
  const answerRows = titles.map(([key, title]): (typeof fixed)[number] => [[key.toUpperCase()], title, true]);
  // A key that gives an answer does nothing else.
  const others = [...fixed, ...(kind.steps === 'several' ? several : []), ...(zooms ? zoom : [])]
    .map(([keys, what, character]): (typeof fixed)[number] => [
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
