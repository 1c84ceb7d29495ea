import { Trans } from '@lingui/react/macro';
import { Button, Group, Table, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { reservedKeys, type ChoiceClass } from '../../../server/domain/label-schema.ts';
import styles from './choice-editor.module.css';
import { withClass, withMoved, withTitle } from './class-list.ts';
import { ClassRow } from './class-row.tsx';

type Props = {
  classes: ChoiceClass[];
  /** Those of the schema in force, which keep their names; null: there is none. */
  inForce: readonly ChoiceClass[] | null;
  /** What is wrong, by path from `classes` on. */
  faults: Readonly<Record<string, string>>;
  /** How many there must be. */
  least?: number;
  onChange: (classes: ChoiceClass[]) => void;
};

/** Edits classes to choose from: title, name, colour, key and order of each. */
export const ClassListEditor = ({ classes, inForce, faults, least = 2, onChange: put }: Props) => {
  const kept = new Set(inForce?.map((c) => c.name));
  return (
    <>
      <Table.ScrollContainer minWidth={620} type="native">
        <Table className={styles.table} verticalSpacing={6} horizontalSpacing={6} withRowBorders={false}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>
                <Trans>Title</Trans>
              </Table.Th>
              <Table.Th>
                <Trans>Name in data</Trans>
              </Table.Th>
              <Table.Th w={136}>
                <Trans>Colour</Trans>
              </Table.Th>
              <Table.Th w={60}>
                <Trans>Key</Trans>
              </Table.Th>
              <Table.Th w={116}>
                <span className="visually-hidden">
                  <Trans>Actions</Trans>
                </span>
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {classes.map((c, i) => (
              <ClassRow
                // Kept classes never change their name; of the others the place is all that is known of them.
                key={kept.has(c.name) ? `kept ${c.name}` : `at ${i}`}
                value={c}
                position={i + 1}
                isKept={kept.has(c.name)}
                faultOf={(field) => faults[`classes.${i}.${field}`]}
                onTitle={(title) => put(withTitle(classes, i, title, kept.has(c.name)))}
                onChange={(patch) =>
                  put(classes.map((other, at) => (at === i ? { ...other, ...patch } : other)))
                }
                onUp={i === 0 ? null : () => put(withMoved(classes, i, -1))}
                onDown={i === classes.length - 1 ? null : () => put(withMoved(classes, i, 1))}
                onRemove={classes.length > least ? () => put(classes.filter((_, at) => at !== i)) : null}
              />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {faults['classes'] !== undefined && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert" mt="xs">
          {faults['classes']}
        </Text>
      )}
      <Group justify="space-between" gap="sm" mt="xs">
        <Button
          variant="default"
          size="xs"
          leftSection={<IconPlus size={14} aria-hidden />}
          disabled={classes.length >= 100}
          onClick={() => put(withClass(classes))}
        >
          <Trans>Add a class</Trans>
        </Button>
        <Text size="xs" c="dimmed">
          <Trans>
            A key is one letter or digit; the review page keeps {reservedKeys.join(', ')} for itself.
          </Trans>
        </Text>
      </Group>
    </>
  );
};
