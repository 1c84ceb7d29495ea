import { t } from '@lingui/core/macro';
import { payloadFields, type wholeFields } from '../../../server/domain/imports/mapping.ts';
import type { ItemKindName } from '../../../server/domain/words.ts';
import { fieldWords } from './words.ts';

/** The fields that a column may fill, in groups as a select takes them. */
export const fieldChoices = (column: string, itemKind: ItemKindName) => {
  const plain = column.replace(/^data\./, '');
  const named = (value: string) => ({ value, label: fieldWords[value] ?? value });
  const whole = (names: readonly (typeof wholeFields)[number][]) => names.map(named);
  return [
    {
      group: t`Item`,
      items: [
        ...whole(['key']),
        ...payloadFields[itemKind].map((name) => ({ value: `payload.${name}`, label: t`Payload: ${name}` })),
        ...(itemKind === 'table' ? [{ value: `payload.row.${plain}`, label: t`Cell: ${plain}` }] : []),
        ...whole(['payload', 'occurred_at', 'priority', 'unit']),
      ],
    },
    { group: t`Label`, items: whole(['value']) },
    {
      group: t`Inputs`,
      items: [
        {
          value: `inputs.${plain.replace(/^inputs\./, '')}`,
          label: t`Input: ${plain.replace(/^inputs\./, '')}`,
        },
        ...whole(['inputs']),
      ],
    },
    { group: t`Model`, items: whole(['model', 'model_value', 'confidence', 'scores']) },
  ];
};
