import { t } from '@lingui/core/macro';
import { Textarea } from '@mantine/core';
import { Changes } from './changes.tsx';
import type { AskProps, LabelKind } from './label-kind.ts';
import { useFocus } from './use-focus.ts';
import { written } from './written.tsx';

const Ask = ({ schema, suggestion, draft, disabled, focus, onDraft }: AskProps<'transcript'>) => {
  const field = useFocus<HTMLTextAreaElement>(focus, disabled);
  const suggested = typeof suggestion?.value === 'string' ? suggestion.value : null;
  const text = typeof draft === 'string' ? draft : (suggested ?? '');
  return (
    <div>
      <Textarea
        {...field}
        aria-label={t`Transcript`}
        autosize
        minRows={3}
        maxRows={16}
        size="md"
        maxLength={schema.maxLength}
        value={text}
        disabled={disabled}
        onChange={({ currentTarget: { value } }) => onDraft(value)}
      />
      {suggested !== null && text !== suggested && (
        <Changes label={t`Changes to the suggestion`} from={suggested} to={text} />
      )}
    </div>
  );
};

/** What is said or written in an item: the suggested text is corrected, with the differences shown. */
export const transcript: LabelKind<'transcript'> = {
  title: t`Transcript`,
  description: t`What is said or written; the suggested text is corrected`,
  ...written,
  Ask,
};
