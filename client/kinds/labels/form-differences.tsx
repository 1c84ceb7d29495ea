import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Badge } from '@mantine/core';
import { answerIn } from '../../../server/domain/form.ts';
import type { FormField } from '../../../server/domain/label-schema.ts';
import { sameLabel } from '../../../server/kinds/registry.ts';
import classes from '../opinions/opinions.module.css';
import type { DifferencesProps, NamedAnswer } from './label-kind.ts';
import { simpleKindOf } from './simple-kinds.ts';

/** The answers to one field, of those that answer it. */
const answersTo = ({ name }: FormField, answers: readonly NamedAnswer[]): NamedAnswer[] =>
  answers.flatMap((answer) => {
    const value = answerIn(answer.value, name);
    return value === undefined ? [] : [{ ...answer, value }];
  });

const differ = ({ schema }: FormField, answers: readonly NamedAnswer[]): boolean =>
  answers.some((one, i) => answers.slice(0, i).some((other) => !sameLabel(schema, one.value, other.value)));

const Differing = ({ field, answers }: { field: FormField; answers: readonly NamedAnswer[] }) => {
  const { Differences, Value } = simpleKindOf(field.schema);
  return (
    <section className={classes.field} aria-label={t`${field.title}, differs`}>
      <p className={classes.fieldTitle}>
        {field.title}{' '}
        <Badge component="span" size="sm" color="orange" variant="light">
          <Trans>Differs</Trans>
        </Badge>
      </p>
      {Differences ? (
        <Differences schema={field.schema} answers={answers} />
      ) : (
        answers.map((one) => <Value key={one.mark} schema={field.schema} value={one.value} size="sm" />)
      )}
    </section>
  );
};

/** Field by field: those in which answers differ, each drawn as its kind is, and what the others agree on. */
export const FormDifferences = ({ schema, answers }: DifferencesProps<'form'>) => {
  const fields = schema.fields
    .map((field) => ({ field, given: answersTo(field, answers) }))
    .filter(({ given }) => given.length > 0);
  const differing = fields.filter(({ field, given }) => differ(field, given));
  const alike = fields.filter((one) => !differing.includes(one));
  return (
    <>
      {differing.map(({ field, given }) => (
        <Differing key={field.name} field={field} answers={given} />
      ))}
      {alike.length > 0 && (
        <dl className={classes.alike}>
          {alike.map(({ field, given }) => {
            const { Value } = simpleKindOf(field.schema);
            return (
              <div key={field.name}>
                <dt>{field.title}</dt>
                <dd>
                  <Value schema={field.schema} value={given[0]?.value ?? null} size="sm" />
                </dd>
              </div>
            );
          })}
        </dl>
      )}
    </>
  );
};
