import { Textarea } from '@mantine/core';
import { diffWordsWithSpace } from 'diff';
import { useMemo } from 'react';
import type { AskProps, LabelKind } from './label-kind.ts';
import classes from './several.module.css';
import { useFocus } from './use-focus.ts';
import { written } from './written.tsx';

/** A text with what was taken out of it and put into it. */
const Differences = ({ from, to }: { from: string; to: string }) => {
  const parts = useMemo(() => diffWordsWithSpace(from, to), [from, to]);
  return (
    <p className={classes.differences} role="group" aria-label="Changes to the suggestion">
      {parts.map(({ value, added, removed }, i) => {
        const Part = added ? 'ins' : removed ? 'del' : 'span';
        // The place of a part is all there is to tell it by.
        return <Part key={`${i} ${value}`}>{value}</Part>;
      })}
    </p>
  );
};

const Ask = ({ schema, suggestion, draft, disabled, focus, onDraft }: AskProps<'transcript'>) => {
  const field = useFocus<HTMLTextAreaElement>(focus, disabled);
  const suggested = typeof suggestion?.value === 'string' ? suggestion.value : null;
  const text = typeof draft === 'string' ? draft : (suggested ?? '');
  return (
    <div>
      <Textarea
        {...field}
        aria-label="Transcript"
        autosize
        minRows={3}
        maxRows={16}
        size="md"
        maxLength={schema.maxLength}
        value={text}
        disabled={disabled}
        onChange={({ currentTarget: { value } }) => onDraft(value)}
      />
      {suggested !== null && text !== suggested && <Differences from={suggested} to={text} />}
    </div>
  );
};

/** What is said or written in an item: the suggested text is corrected, with the differences shown. */
export const transcript: LabelKind<'transcript'> = {
  title: 'Transcript',
  description: 'What is said or written; the suggested text is corrected',
  ...written,
  Ask,
};
