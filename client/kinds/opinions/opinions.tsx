import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Kbd } from '@mantine/core';
import type { LabelSchema } from '../../../server/domain/label-schema.ts';
import type { Json } from '../../../server/domain/words.ts';
import { checkLabel } from '../../../server/kinds/registry.ts';
import { toldWords } from '../../ui/told-words.ts';
import { labelKindOf, LabelValue } from '../label-kinds.tsx';
import type { NamedAnswer } from '../labels/label-kind.ts';
import { Mark } from './mark.tsx';
import classes from './opinions.module.css';

/** What can be done with an opinion by whoever settles what differs. */
export type Taking = {
  disabled: boolean;
  /** Whether the keys are printed on the buttons. */
  keys: boolean;
  onTake: (value: Json) => void;
  /** Begins an answer of several steps with it. */
  onEdit: (value: Json) => void;
};

type OpinionProps = { schema: LabelSchema; answer: NamedAnswer; place: number; taking: Taking | undefined };

const Opinion = ({ schema, answer, place, taking }: OpinionProps) => {
  const { name, value } = answer;
  const fault = taking === undefined ? null : checkLabel(schema, value, 'decision');
  return (
    <li className={classes.opinion}>
      <span className={classes.whose}>
        <Mark answer={answer} /> {name}
      </span>
      <LabelValue schema={schema} value={value} size="sm" />
      {taking !== undefined && (
        <span className={classes.taking}>
          <Button
            size="xs"
            variant="default"
            disabled={taking.disabled || fault !== null}
            title={fault === null ? undefined : t`It cannot be taken as it is: ${toldWords(fault)}`}
            aria-keyshortcuts={taking.keys ? `Shift+${place}` : undefined}
            rightSection={taking.keys && <Kbd size="xs">⇧ {place}</Kbd>}
            onClick={() => taking.onTake(value)}
          >
            <Trans>
              Take<span className="visually-hidden">&nbsp;{name}</span>
            </Trans>
          </Button>
          {labelKindOf(schema).steps === 'several' && (
            <Button
              size="xs"
              variant="subtle"
              disabled={taking.disabled}
              onClick={() => taking.onEdit(value)}
            >
              <Trans>
                Edit<span className="visually-hidden">&nbsp;{name}</span>
              </Trans>
            </Button>
          )}
        </span>
      )}
    </li>
  );
};

type Props = {
  schema: LabelSchema;
  answers: readonly NamedAnswer[];
  /** What the model says, where it is shown. */
  model: readonly NamedAnswer[];
  taking?: Taking;
};

/** Opinions on one item side by side, and in what they differ. */
export const Opinions = ({ schema, answers, model, taking }: Props) => {
  const { Differences } = labelKindOf(schema);
  return (
    <>
      <ul className={classes.opinions}>
        {answers.map((answer, i) => (
          <Opinion key={answer.mark} schema={schema} answer={answer} place={i + 1} taking={taking} />
        ))}
      </ul>
      {Differences && <Differences schema={schema} answers={[...answers, ...model]} />}
    </>
  );
};
