import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { IconCheck } from '@tabler/icons-react';
import type { ChoiceClass } from '../../../server/domain/label-schema.ts';
import type { Json } from '../../../server/domain/words.ts';
import { Mark } from '../opinions/mark.tsx';
import classes from '../opinions/opinions.module.css';
import { ClassChip } from './class-chip.tsx';
import type { DifferencesProps } from './label-kind.ts';

const said = (value: Json): Json[] => (Array.isArray(value) ? value : [value]);

type Props = { schema: { classes: ChoiceClass[] } } & Pick<DifferencesProps, 'answers'>;

/** Which classes each answer names: a row for each that any of them does. */
export const ClassDifferences = ({ schema, answers }: Props) => {
  const named = schema.classes.filter(({ name }) => answers.some(({ value }) => said(value).includes(name)));
  return (
    <div className={classes.scroller}>
      <table className={classes.matrix} aria-label={t`Who said which`}>
        <thead>
          <tr>
            <th scope="col">
              <Trans>Class</Trans>
            </th>
            {answers.map((answer) => (
              <th key={answer.mark} scope="col" title={answer.name}>
                <Mark answer={answer} />
                <span className="visually-hidden">{answer.name}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {named.map(({ name }) => (
            <tr key={name}>
              <th scope="row">
                <ClassChip list={schema.classes} value={name} size="sm" />
              </th>
              {answers.map((answer) => (
                <td key={answer.mark} data-said={said(answer.value).includes(name) || undefined}>
                  {said(answer.value).includes(name) && (
                    <IconCheck size={16} aria-label={t`says so`} role="img" />
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};
