import { t } from '@lingui/core/macro';
import type { MonitoredInput } from '../../../server/domain/measures/inputs.ts';

/** A declared input as it stands in the form; an emptied number field holds a text. */
export type InputDraft = {
  name: string;
  type: MonitoredInput['type'];
  low: number | string;
  high: number | string;
  known: string[];
  unit: string;
};

/** One that nothing is said of. */
export const emptyInput: InputDraft = { name: '', type: 'number', low: '', high: '', known: [], unit: '' };

/** A declared input, to be edited. */
export const draftOf = (input: MonitoredInput): InputDraft =>
  input.type === 'number'
    ? {
        ...emptyInput,
        name: input.name,
        low: input.low ?? '',
        high: input.high ?? '',
        unit: input.unit ?? '',
      }
    : { ...emptyInput, ...input };

const bound = (typed: number | string): number | null => (typed === '' ? null : Number(typed));

/** What the form says of an input. */
export const inputOf = ({ name, type, low, high, known, unit }: InputDraft): MonitoredInput =>
  type === 'number'
    ? { name, type, low: bound(low), high: bound(high), ...(unit !== '' && { unit }) }
    : { name, type, known };

/** What is wrong with the inputs in a list of a form, by the name of the field. */
export const inputFaults = (inputs: readonly InputDraft[], list: string): Record<string, string> =>
  Object.fromEntries(
    inputs.flatMap(({ name, type, low, high }, i) => {
      const at = `${list}.${i}`;
      const isTwice = inputs.findIndex((other) => other.name === name) < i;
      return [
        ...(name === '' ? [[`${at}.name`, t`A name is missing`]] : []),
        ...(name !== '' && isTwice ? [[`${at}.name`, t`Stands twice`]] : []),
        ...(type === 'number' && low !== '' && high !== '' && Number(low) >= Number(high)
          ? [[`${at}.high`, t`Must be above the other`]]
          : []),
      ];
    }),
  );

/** What is wrong with the inputs of the form. */
export const faultsOf = ({ monitoredInputs }: { monitoredInputs: InputDraft[] }): Record<string, string> =>
  inputFaults(monitoredInputs, 'monitoredInputs');
