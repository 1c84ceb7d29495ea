import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Alert, Group, NumberInput, Stack, TextInput } from '@mantine/core';
import { IconAlertTriangle, IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react';
import { CardTool } from './card-tool.tsx';
import { ConditionList } from './condition-list.tsx';
import { scaled, type DraftStratum } from './draft.ts';
import type { ClassTitle } from './policy-words.ts';
import type { DraftFaults } from './read-draft.ts';
import classes from './rules.module.css';

type Props = {
  stratum: DraftStratum;
  /** From 0. */
  place: number;
  count: number;
  onChange: (stratum: DraftStratum) => void;
  onMove: (to: number) => void;
  onRemove: () => void;
  faults: DraftFaults;
  classNames: readonly string[];
  models: readonly string[];
  title: ClassTitle;
};

/** One audit stratum: its name and share, and what falls into it. */
export const StratumCard = ({
  stratum,
  place,
  count,
  onChange,
  onMove,
  onRemove,
  faults,
  ...choices
}: Props) => {
  const path = `auditStrata.${place}`;
  const name = stratum.name.trim() === '' ? t`Stratum ${place + 1}` : stratum.name;
  return (
    <li className={classes.stratum} aria-label={name}>
      <Stack gap="sm">
        <Group gap="sm" align="flex-start">
          <TextInput
            className={classes.grow}
            label={t`Name`}
            value={stratum.name}
            error={faults.get(`${path}.name`)}
            maxLength={100}
            onChange={(event) => onChange({ ...stratum, name: event.currentTarget.value })}
          />
          <NumberInput
            label={t`Share audited`}
            w={130}
            min={0}
            max={100}
            decimalScale={2}
            suffix=" %"
            clampBehavior="blur"
            value={scaled(stratum.share, 100)}
            error={faults.get(`${path}.share`)}
            onChange={(share) => onChange({ ...stratum, share: scaled(share, 0.01) })}
          />
          <div className={classes.tools}>
            <CardTool label={t`Move “${name}” up`} disabled={place === 0} onClick={() => onMove(place - 1)}>
              <IconArrowUp size={16} aria-hidden />
            </CardTool>
            <CardTool
              label={t`Move “${name}” down`}
              disabled={place === count - 1}
              onClick={() => onMove(place + 1)}
            >
              <IconArrowDown size={16} aria-hidden />
            </CardTool>
            <CardTool label={t`Remove “${name}”`} onClick={onRemove}>
              <IconTrash size={16} aria-hidden />
            </CardTool>
          </div>
        </Group>
        <ConditionList
          when={stratum.when}
          path={`${path}.when`}
          faults={faults}
          {...choices}
          onChange={(when) => onChange({ ...stratum, when })}
        />
        {stratum.share === 0 && (
          <Alert
            color="red"
            icon={<IconAlertTriangle aria-hidden />}
            title={t`Audits are off for “${name}”: no estimate, no certificate`}
          >
            <Trans>
              Nobody will look at what the model decides alone there, so that no figure and no certificate can
              speak of it. Even 1 % keeps both.
            </Trans>
          </Alert>
        )}
      </Stack>
    </li>
  );
};
