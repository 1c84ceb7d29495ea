import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Menu, Stack, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { newStratum, type DraftCondition, type DraftStratum, type Typed } from './draft.ts';
import type { ClassTitle } from './policy-words.ts';
import type { DraftFaults } from './read-draft.ts';
import classes from './rules.module.css';
import { StratumCard } from './stratum-card.tsx';

type Props = {
  strata: DraftStratum[];
  onChange: (strata: DraftStratum[]) => void;
  threshold: Typed;
  faults: DraftFaults;
  classNames: readonly string[];
  models: readonly string[];
  title: ClassTitle;
};

/** Where the lower half of what is accepted ends. */
const nearThreshold = (threshold: Typed): Typed =>
  typeof threshold === 'number' ? Number(((1 + threshold) / 2).toFixed(4)) : threshold;

/** What a stratum is often made for, each with its first condition begun. */
const presets: Record<string, (p: Pick<Props, 'threshold' | 'models'>) => Partial<DraftCondition>> = {
  'Near the threshold': ({ threshold }) => ({
    on: 'confidence',
    op: 'lt',
    confidence: nearThreshold(threshold),
  }),
  'A rare class': () => ({ on: 'class' }),
  'A new version': ({ models }) => ({ on: 'model', models: models.slice(0, 1) }),
  'A slice': () => ({ on: 'input' }),
};

const freeName = (name: string, strata: readonly DraftStratum[]): string => {
  const names = new Set(strata.map((stratum) => stratum.name));
  for (let i = 1; ; i++) {
    const numbered = i === 1 ? name : `${name} ${i}`;
    if (!names.has(numbered)) return numbered;
  }
};

/** Parts of what is accepted that are audited at a share of their own; the first that an item matches is applied. */
export const StrataEditor = ({ strata, onChange, threshold, models, ...rest }: Props) => {
  const [told, setTold] = useState('');
  const move = (from: number, to: number) => {
    const stratum = strata[from];
    if (stratum === undefined) return;
    onChange(strata.toSpliced(from, 1).toSpliced(to, 0, stratum));
    setTold(t`“${stratum.name}” is stratum ${to + 1} of ${strata.length}`);
  };
  const remove = (i: number) => {
    onChange(strata.toSpliced(i, 1));
    setTold(t`“${strata[i]?.name ?? ''}” removed`);
  };
  return (
    <Stack gap="sm" role="group" aria-label={t`Audit strata`}>
      <div>
        <Text size="sm" fw={500}>
          <Trans>Audit strata</Trans>
        </Text>
        <Text size="xs" c="dimmed">
          <Trans>
            Parts that deserve a closer look, or a lighter one. An item belongs to the first whose conditions
            all hold; what is of none follows the audit share above.
          </Trans>
        </Text>
      </div>
      <ol className={classes.rules}>
        {strata.map((stratum, i) => (
          <StratumCard
            key={stratum.id}
            stratum={stratum}
            place={i}
            count={strata.length}
            models={models}
            {...rest}
            onChange={(next) => onChange(strata.with(i, next))}
            onMove={(to) => move(i, to)}
            onRemove={() => remove(i)}
          />
        ))}
      </ol>
      <Menu position="bottom-start">
        <Menu.Target>
          <Button
            variant="default"
            size="xs"
            className={classes.add}
            leftSection={<IconPlus size={14} aria-hidden />}
            disabled={strata.length >= 20}
          >
            <Trans>Add a stratum</Trans>
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {Object.entries(presets).map(([name, begun]) => (
            <Menu.Item
              key={name}
              onClick={() =>
                onChange([...strata, newStratum(freeName(name, strata), begun({ threshold, models }))])
              }
            >
              {name}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <div role="status" className="visually-hidden">
        {told}
      </div>
    </Stack>
  );
};
