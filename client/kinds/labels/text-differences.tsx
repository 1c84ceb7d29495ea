import { t } from '@lingui/core/macro';
import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { asText } from '../../../server/domain/as-text.ts';
import { Mark } from '../opinions/mark.tsx';
import classes from '../opinions/opinions.module.css';
import { Changes } from './changes.tsx';
import type { DifferencesProps } from './label-kind.ts';

/** Texts side by side, each with what it changes of one of them, at first of the last: the model's, where it is shown. */
export const TextDifferences = ({ answers }: Pick<DifferencesProps, 'answers'>) => {
  const [chosen, choose] = useState<string | null>(null);
  const base = answers.find(({ mark }) => mark === chosen) ?? answers.at(-1);
  if (base === undefined) return null;
  return (
    <div>
      <NativeSelect
        label={t`Compared with`}
        size="xs"
        className={classes.base}
        data={answers.map(({ name, mark }) => ({ label: name, value: mark }))}
        value={base.mark}
        onChange={({ currentTarget: { value } }) => choose(value)}
      />
      <ul className={classes.texts}>
        {answers.map((answer) => (
          <li key={answer.mark}>
            <span className={classes.whose}>
              <Mark answer={answer} /> {answer.name}
            </span>
            <Changes
              label={answer === base ? answer.name : t`${answer.name}, compared with ${base.name}`}
              from={asText(base.value)}
              to={asText(answer.value)}
            />
          </li>
        ))}
      </ul>
    </div>
  );
};
