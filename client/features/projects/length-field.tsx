import { t } from '@lingui/core/macro';
import { NumberInput } from '@mantine/core';
import { longestText } from '../../../server/kinds/label-kinds/text.ts';
import { numberOrNull } from './schema-editor.ts';

type Props = { value: number; error: string | undefined; onChange: (maxLength: number) => void };

/** How long a text may be. */
export const LengthField = ({ value, error, onChange }: Props) => (
  <NumberInput
    label={t`Longest answer`}
    description={t`In characters`}
    min={1}
    max={longestText}
    allowDecimal={false}
    value={value}
    error={error}
    onChange={(next) => onChange(numberOrNull(next) ?? 1)}
  />
);
