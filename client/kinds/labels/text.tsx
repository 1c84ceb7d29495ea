import { t } from '@lingui/core/macro';
import { Textarea } from '@mantine/core';
import type { AskProps, LabelKind } from './label-kind.ts';
import { useFocus } from './use-focus.ts';
import { written } from './written.tsx';

const Ask = ({ schema, draft, disabled, focus, onDraft }: AskProps<'text'>) => {
  const field = useFocus<HTMLTextAreaElement>(focus, disabled);
  const text = typeof draft === 'string' ? draft : '';
  const left = schema.maxLength - text.length;
  return (
    <Textarea
      {...field}
      aria-label={t`Text`}
      description={left < 100 ? t`${left} characters left` : undefined}
      autosize
      minRows={2}
      maxRows={12}
      size="md"
      maxLength={schema.maxLength}
      value={text}
      disabled={disabled}
      onChange={({ currentTarget: { value } }) => onDraft(value === '' ? undefined : value)}
    />
  );
};

/** Free text. */
export const text: LabelKind<'text'> = {
  title: t`Free text`,
  description: t`A note, a description, a name`,
  ...written,
  Ask,
};
