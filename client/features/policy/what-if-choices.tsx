import { t } from '@lingui/core/macro';
import { NativeSelect } from '@mantine/core';
import type { WhatIfState } from './use-what-if.ts';
import classes from './what-if.module.css';

/** Which policy stands on the left, and which one the right starts from. */
export const WhatIfChoices = ({ state }: { state: WhatIfState }) => {
  const { choices, left, setLeft, start, startFrom, changed } = state;
  const options = choices.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <div className={classes.choices}>
      <NativeSelect
        label={t`On the left`}
        value={left.id}
        data={options}
        onChange={(event) => setLeft(event.currentTarget.value)}
      />
      <NativeSelect
        label={t`On the right`}
        description={changed ? t`with your changes; choosing again drops them` : undefined}
        inputWrapperOrder={['label', 'input', 'description']}
        value={start.id}
        data={options}
        onChange={(event) => {
          const chosen = choices.find(({ id }) => id === event.currentTarget.value);
          if (chosen) startFrom(chosen);
        }}
      />
    </div>
  );
};
