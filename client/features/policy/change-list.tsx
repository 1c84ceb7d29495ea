import { t } from '@lingui/core/macro';
import { Button } from '@mantine/core';
import { IconMinus, IconPencil, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import classes from './changes.module.css';
import type { PolicyChange } from './policy-diff.ts';

const marks = {
  added: { Icon: IconPlus, name: t`Added` },
  removed: { Icon: IconMinus, name: t`Removed` },
  changed: { Icon: IconPencil, name: t`Changed` },
};

type Props = {
  changes: readonly PolicyChange[];
  /** How many are shown before the rest is asked for; all unless told. */
  few?: number;
};

/** The difference of two policies as a list of sentences. */
export const ChangeList = ({ changes, few = Number.POSITIVE_INFINITY }: Props) => {
  const [all, setAll] = useState(false);
  return (
    <>
      <ul className={classes.changes}>
        {(all ? changes : changes.slice(0, few)).map(({ kind, text }) => {
          const { Icon, name } = marks[kind];
          return (
            <li key={text} data-kind={kind}>
              <Icon size={14} role="img" aria-label={name} />
              <span>{text}</span>
            </li>
          );
        })}
      </ul>
      {changes.length > few && (
        <Button size="compact-xs" variant="subtle" mt={4} onClick={() => setAll(!all)}>
          {all ? t`Show fewer` : t`Show all ${changes.length} changes`}
        </Button>
      )}
    </>
  );
};
