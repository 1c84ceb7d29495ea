import { intervalsOf } from '../../../../server/domain/intervals.ts';
import type { ChoiceClass } from '../../../../server/domain/label-schema.ts';
import type { Json } from '../../../../server/domain/words.ts';
import { ClassChip } from '../class-chip.tsx';
import { NoAnswer } from '../no-answer.tsx';
import { PlainValue } from '../plain-value.tsx';
import classes from './marks.module.css';

type Props = {
  list: readonly ChoiceClass[];
  value: Json;
  size: 'sm' | 'md' | 'lg' | undefined;
  /** All of it in words. */
  title: string;
  numberText: (n: number) => string;
};

/** What is marked: how often each class, and in full from where to where. */
export const MarkValues = ({ list, value, size, title, numberText }: Props) => {
  if (value === null) return <NoAnswer size={size} />;
  const marks = intervalsOf(value);
  if (marks.length === 0) return <NoAnswer size={size}>{title}</NoAnswer>;
  if (size !== 'lg') return <PlainValue text={title} size={size} />;
  return (
    <ol className={classes.value}>
      {marks.map((mark) => (
        <li key={`${mark.class} ${mark.start} ${mark.end}`}>
          <ClassChip list={list} value={mark.class} size="sm" /> {numberText(mark.start)}–
          {numberText(mark.end)}
        </li>
      ))}
    </ol>
  );
};
