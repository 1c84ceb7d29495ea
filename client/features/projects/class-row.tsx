import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { ActionIcon, Badge, ColorInput, Group, Table, Text, TextInput } from '@mantine/core';
import { IconArchive, IconArrowBackUp, IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { ChoiceClass } from '../../../server/domain/label-schema.ts';
import styles from './choice-editor.module.css';
import { classPalette } from '../../ui/class-palette.ts';
import { nameFrom } from './class-list.ts';

type Props = {
  value: ChoiceClass;
  /** Its place in the list, from 1: what an untitled class is called by. */
  position: number;
  /** Whether it stands in an earlier revision: it then keeps its name, and is retired instead of removed. */
  isKept: boolean;
  faultOf: (field: 'name' | 'title' | 'color' | 'key') => string | undefined;
  onTitle: (title: string) => void;
  onChange: (patch: Partial<ChoiceClass>) => void;
  /** Null: it cannot. */
  onUp: (() => void) | null;
  onDown: (() => void) | null;
  onRemove: (() => void) | null;
};

type ActionProps = { label: string; title?: string; onClick: (() => void) | null; children: ReactNode };

const Action = ({ label, title, onClick, children }: ActionProps) => (
  <ActionIcon
    variant="subtle"
    color="gray"
    size={32}
    className={styles.action}
    aria-label={label}
    title={title}
    disabled={onClick === null}
    onClick={() => onClick?.()}
  >
    {children}
  </ActionIcon>
);

/** One class in the editor of a choice. */
export const ClassRow = ({
  value,
  position,
  isKept,
  faultOf,
  onTitle,
  onChange,
  onUp,
  onDown,
  onRemove,
}: Props) => {
  const { name, title, color, key, retired } = value;
  const which = title === '' ? t`class ${position}` : title;
  return (
    <Table.Tr>
      <Table.Td>
        <TextInput
          aria-label={t`Title of class ${position}`}
          value={title}
          error={faultOf('title')}
          disabled={retired}
          onChange={(event) => onTitle(event.currentTarget.value)}
        />
      </Table.Td>
      <Table.Td>
        {isKept ? (
          <Group gap="xs" h={36} wrap="nowrap">
            <Text ff="monospace" size="sm" truncate title={name}>
              {name}
            </Text>
            {retired && (
              <Badge color="gray">
                <Trans>Retired</Trans>
              </Badge>
            )}
          </Group>
        ) : (
          <TextInput
            aria-label={t`Name in data of ${which}`}
            value={name}
            error={faultOf('name')}
            spellCheck={false}
            classNames={{ input: styles.name ?? '' }}
            onChange={(event) => onChange({ name: nameFrom(event.currentTarget.value, false) })}
          />
        )}
      </Table.Td>
      <Table.Td>
        <ColorInput
          aria-label={t`Colour of ${which}`}
          value={color}
          error={faultOf('color')}
          disabled={retired}
          format="hex"
          swatches={[...classPalette]}
          swatchesPerRow={6}
          withEyeDropper={false}
          classNames={{ input: styles.name ?? '' }}
          onChange={(chosen) => onChange({ color: chosen.toLowerCase() })}
        />
      </Table.Td>
      <Table.Td>
        <TextInput
          aria-label={t`Key of ${which}`}
          value={key ?? ''}
          error={faultOf('key')}
          disabled={retired}
          maxLength={1}
          spellCheck={false}
          autoCapitalize="none"
          autoComplete="off"
          classNames={{ input: styles.key ?? '' }}
          onFocus={(event) => event.currentTarget.select()}
          onChange={(event) => onChange({ key: event.currentTarget.value.trim().toLowerCase() || null })}
        />
      </Table.Td>
      <Table.Td>
        <Group gap={2} wrap="nowrap" justify="flex-end" h={36}>
          <Action label={t`Move ${which} up`} onClick={onUp}>
            <IconArrowUp size={16} aria-hidden />
          </Action>
          <Action label={t`Move ${which} down`} onClick={onDown}>
            <IconArrowDown size={16} aria-hidden />
          </Action>
          {!isKept && (
            <Action label={t`Remove ${which}`} onClick={onRemove}>
              <IconTrash size={16} aria-hidden />
            </Action>
          )}
          {isKept && retired && (
            <Action
              label={t`Bring ${which} back`}
              title={t`Bring back`}
              onClick={() => onChange({ retired: false })}
            >
              <IconArrowBackUp size={16} aria-hidden />
            </Action>
          )}
          {isKept && !retired && (
            <Action
              label={t`Retire ${which}`}
              title={t`Retire: old labels keep it, and nobody can choose it`}
              onClick={() => onChange({ retired: true })}
            >
              <IconArchive size={16} aria-hidden />
            </Action>
          )}
        </Group>
      </Table.Td>
    </Table.Tr>
  );
};
