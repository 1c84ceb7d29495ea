import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { ActionIcon, Button, Group, Menu, Stack, Text } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import type { DraftPolicy } from './draft.ts';
import type { DraftFaults } from './read-draft.ts';
import { LevelField } from './level-field.tsx';
import type { ClassTitle } from './policy-words.ts';
import classes from './policy.module.css';

type Props = {
  value: DraftPolicy['classThresholds'];
  onChange: (value: DraftPolicy['classThresholds']) => void;
  /** What a class begins with: the threshold for all. */
  start: number;
  /** Names of the classes that can be predicted. */
  names: readonly string[];
  title: ClassTitle;
  faults: DraftFaults;
};

/** Thresholds of single classes, which replace the one for all. */
export const ClassThresholdsField = ({ value, onChange, start, names, title, faults }: Props) => {
  const taken = new Set(value.map((entry) => entry.name));
  const free = names.filter((name) => !taken.has(name));
  return (
    <Stack gap="xs" role="group" aria-label={t`Thresholds of single classes`}>
      {value.map(({ name, value: level }, i) => (
        <Group key={name} gap="sm" wrap="nowrap" align="flex-start" className={classes.classThreshold}>
          <Text size="sm" className={classes.className} title={title(name)}>
            {title(name)}
          </Text>
          <div className={classes.grow}>
            <LevelField
              label={t`Threshold for ${title(name)}`}
              labelHidden
              value={level}
              error={faults.get(`classThresholds.${name}`)}
              onChange={(next) => onChange(value.with(i, { name, value: next }))}
            />
          </div>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={36}
            aria-label={t`Remove the threshold for ${title(name)}`}
            onClick={() => onChange(value.toSpliced(i, 1))}
          >
            <IconX size={16} aria-hidden />
          </ActionIcon>
        </Group>
      ))}
      <Menu position="bottom-start" disabled={free.length === 0}>
        <Menu.Target>
          <Button
            variant="default"
            size="xs"
            className={classes.start}
            leftSection={<IconPlus size={14} aria-hidden />}
            disabled={free.length === 0}
          >
            <Trans>Threshold for one class</Trans>
          </Button>
        </Menu.Target>
        <Menu.Dropdown className={classes.menu}>
          {free.map((name) => (
            <Menu.Item key={name} onClick={() => onChange([...value, { name, value: start }])}>
              {title(name)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </Stack>
  );
};
