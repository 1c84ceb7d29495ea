import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Radio, VisuallyHidden } from '@mantine/core';
import { degrees, type Degree } from '../../server/domain/words.ts';
import classes from './dial.module.css';
import { degreeMeanings } from './degrees.ts';

type Props = {
  /** The degree that is looked at, or chosen. */
  value: Degree;
  onChange: (degree: Degree) => void;
  /** Marked where it is not the one chosen. */
  inForce?: Degree;
};

/** The dial: the five degrees of automation, from people decide everything to the model decides. */
export const Dial = ({ value, onChange, inForce }: Props) => {
  const reached = degrees.indexOf(value);
  return (
    <div className={classes.frame}>
      <Radio.Group
        value={value}
        onChange={(next) => onChange(next as Degree)} // the cards offer only these words
        aria-label={t`Degree of automation`}
      >
        <div className={classes.dial}>
          {degrees.map((degree, i) => (
            <Radio.Card
              key={degree}
              value={degree}
              className={classes.degree}
              data-reached={i <= reached || undefined}
            >
              <span className={classes.title}>
                <Radio.Indicator size="xs" />
                {degreeMeanings[degree].title}
              </span>
              <span className={classes.short}>{degreeMeanings[degree].short}</span>
              {degree === inForce && (
                <span className={classes.inForce}>
                  <Trans>In force</Trans>
                </span>
              )}
            </Radio.Card>
          ))}
        </div>
      </Radio.Group>
      <VisuallyHidden role="status">
        {degreeMeanings[value].title}: {degreeMeanings[value].short}
      </VisuallyHidden>
    </div>
  );
};

/** The facts that tell the degrees apart, in the order of the dial's table. */
export const degreeFacts = [
  [t`Who decides`, 'decides'],
  [t`The model’s answer is used`, 'modelUsed'],
  [t`Suggestion shown`, 'shown'],
  [t`Reviewed by people`, 'reviewed'],
] as const;

/** What a degree means: who decides, what is shown, what is reviewed. */
export const DegreeFacts = ({ degree }: { degree: Degree }) => (
  <div className={classes.frame}>
    <dl className={classes.facts}>
      {degreeFacts.map(([name, key]) => (
        <div key={key}>
          <dt>{name}</dt>
          <dd>{degreeMeanings[degree][key]}</dd>
        </div>
      ))}
    </dl>
  </div>
);
