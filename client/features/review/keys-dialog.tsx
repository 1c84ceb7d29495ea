import { Button, Group, Kbd, Modal, Stack, Switch, Table, Title } from '@mantine/core';
import { useState } from 'react';
import { helpKey, type DeskKeys } from '../../../server/domain/desk-keys.ts';
import { labelKinds } from '../../kinds/label-kinds.tsx';
import type { LabelSchema } from '../../../server/domain/label-schema.ts';
import classes from './dialogs.module.css';
import { OwnKeysForm } from './own-keys-form.tsx';

type Props = {
  opened: boolean;
  onClose: () => void;
  schema: LabelSchema;
  zooms: boolean;
  letterKeys: boolean;
  deskKeys: DeskKeys;
  onLetterKeys: (on: boolean) => void;
};

type Row = [keys: string[], what: string, character: boolean];

const rowsOf = (own: DeskKeys): Row[] => [
  [['Enter'], 'Accept the suggestion', false],
  [[own.undo], 'Undo: back to your last decision, further with each press', true],
  [['→', 'Esc'], 'From there forward, or at once to the item in hand', false],
  [[own.skip], 'Skip, with a reason', true],
  [[own.escalate], 'Escalate to a lead', true],
  [['→'], 'Leave an item that came back or is no longer held', false],
  [[own.instructions], 'Instructions', true],
  [['↑', '↓'], 'Scroll a long item', false],
  [[helpKey], 'These keys', true],
];

const zoomRowsOf = (own: DeskKeys): Row[] => [
  [[own.zoom_in, own.zoom_out], 'Zoom', true],
  [[own.zoom_reset], 'Whole image', true],
];

const Rows = ({ rows }: { rows: Row[] }) =>
  rows.map(([keys, what]) => (
    <Table.Tr key={what}>
      <Table.Td className={classes.keys}>
        {keys.map((key) => (
          <Kbd key={key}>{key.length === 1 ? key.toUpperCase() : key}</Kbd>
        ))}
      </Table.Td>
      <Table.Td>{what}</Table.Td>
    </Table.Tr>
  ));

/** All keys of the review page, and the way to turn the single letters off. */
export const KeysDialog = ({ opened, onClose, schema, zooms, letterKeys, deskKeys, onLetterKeys }: Props) => {
  const [changing, setChanging] = useState(false);
  const { keysOf, titleOf } = labelKinds[schema.kind];
  const answers = keysOf(schema);
  const answerRows = [...answers].map(([key, value]): Row => [[key], titleOf(schema, value), true]);
  // A key that gives an answer does nothing else.
  const others = [...rowsOf(deskKeys), ...(zooms ? zoomRowsOf(deskKeys) : [])]
    .map(([keys, what, character]): Row => [keys.filter((key) => !answers.has(key)), what, character])
    .filter(([keys, , character]) => keys.length > 0 && (letterKeys || !character));
  return (
    <Modal opened={opened} onClose={onClose} title="Keys" size="lg" transitionProps={{ duration: 0 }}>
      {changing ? (
        <OwnKeysForm
          answers={answers}
          titleOf={(value) => titleOf(schema, value)}
          onDone={() => setChanging(false)}
        />
      ) : (
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
          <Group>
            <Button variant="default" onClick={() => setChanging(true)}>
              Change my keys
            </Button>
          </Group>
        </Stack>
      )}
    </Modal>
  );
};
