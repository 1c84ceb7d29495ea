import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Kbd, Text } from '@mantine/core';
import { useId, useMemo } from 'react';
import type { LabelSchema } from '../../../server/domain/label-schema.ts';
import type { Json } from '../../../server/domain/words.ts';
import { toldWords } from '../../ui/told-words.ts';
import { checkLabel } from '../../../server/kinds/registry.ts';

/** What is wrong with an answer as far as it is made, in the words of the page; null: it can be submitted. */
export const draftFault = (schema: LabelSchema, draft: Json | undefined): string | null => {
  if (draft === undefined) return t`Nothing is answered yet`;
  const fault = checkLabel(schema, draft, 'decision');
  if (fault === null) return null;
  const said = toldWords(fault);
  const named = schema.kind === 'form' && schema.fields.find(({ name }) => said.startsWith(`${name}: `));
  return named ? `${named.title}${said.slice(named.name.length)}` : said;
};

type Props = {
  schema: LabelSchema;
  draft: Json | undefined;
  disabled: boolean;
  keys: boolean;
  onSubmit: () => void;
};

/** Submits an answer of several steps; says what it lacks. */
export const SubmitDraft = ({ schema, draft, disabled, keys, onSubmit }: Props) => {
  const reason = useId();
  // Of many shapes it takes a while, and the desk is drawn at each move.
  const fault = useMemo(() => draftFault(schema, draft), [schema, draft]);
  return (
    <div>
      <Button
        fullWidth
        disabled={disabled || fault !== null}
        aria-describedby={fault === null ? undefined : reason}
        aria-keyshortcuts={keys ? 'Control+Enter Meta+Enter' : undefined}
        rightSection={<Kbd size="xs">Ctrl ↵</Kbd>}
        onClick={onSubmit}
      >
        <Trans>Submit</Trans>
      </Button>
      {fault !== null && (
        <Text id={reason} size="xs" c="dimmed" mt={4}>
          {fault}
        </Text>
      )}
    </div>
  );
};
