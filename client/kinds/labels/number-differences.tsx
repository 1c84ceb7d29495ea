import { Mark } from '../opinions/mark.tsx';
import classes from '../opinions/opinions.module.css';
import type { NamedAnswer } from './label-kind.ts';

type Props = {
  answers: readonly NamedAnswer[];
  /** The ends of the scale; null: as far as the answers reach. */
  min: number | null;
  max: number | null;
  titleOf: (value: number) => string;
};

/** Numbers on one scale, each in a line of its own. */
export const NumberDifferences = ({ answers, min, max, titleOf }: Props) => {
  const numbers = answers.map(({ value }) => Number(value));
  const low = min ?? Math.min(...numbers);
  const high = max ?? Math.max(...numbers);
  const share = (value: number): number => (high === low ? 0.5 : (value - low) / (high - low));
  return (
    <div className={classes.scale}>
      <ul>
        {answers.map((answer) => (
          <li key={answer.mark}>
            <span className="visually-hidden">{answer.name}: </span>
            <span className={classes.track} aria-hidden>
              <span style={{ insetInlineStart: `${share(Number(answer.value)) * 100}%` }}>
                <Mark answer={answer} />
              </span>
            </span>
            <span className={classes.reading}>{titleOf(Number(answer.value))}</span>
          </li>
        ))}
      </ul>
      <p className={classes.ends} aria-hidden>
        <span>{titleOf(low)}</span>
        <span>{titleOf(high)}</span>
      </p>
    </div>
  );
};
