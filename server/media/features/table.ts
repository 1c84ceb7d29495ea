import { fieldsOf } from '../../domain/form.ts';
import type { Json } from '../../domain/words.ts';
import type { FeatureValues, KindFeatures } from './kind-features.ts';

/** Characters of the longest category. */
const longest = 500;

const asInput = (cell: Json): FeatureValues[string] => {
  if (typeof cell === 'number') return cell;
  if (typeof cell === 'boolean') return String(cell);
  return typeof cell === 'string' && cell.length <= longest ? cell : null;
};

/** The cells of a row by their columns, so that those that are declared are measured though they were not sent as inputs. */
export const tableFeatures: KindFeatures = {
  inputs: [],
  hasOwnNames: true,
  ofFile: () => Promise.resolve({}),
  ofPayload: (payload) => {
    const row = 'row' in payload ? fieldsOf(payload.row as Json) : null; // it was parsed by its kind
    return Object.fromEntries(Object.entries(row ?? {}).map(([column, cell]) => [column, asInput(cell)]));
  },
};
