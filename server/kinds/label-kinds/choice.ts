import { activeClasses, classNamed } from '../../domain/label-schema.ts';
import type { LabelKind } from '../label-kind.ts';

/** Classes that a message names; more would only hide what is wrong. */
const namedAtMost = 12;

/** One of n classes; the answer is the class's name. */
export const choice: LabelKind = {
  name: 'choice',
  check(schema, value, purpose) {
    if (value === null && purpose === 'prediction') return null;
    const found = classNamed(schema, value);
    if (found && (purpose === 'prediction' || !found.retired)) return null;
    if (found) return `the class "${found.name}" is retired`;
    const allowed = purpose === 'prediction' ? schema.classes : activeClasses(schema);
    if (allowed.length > namedAtMost) return 'must be the name of a class of the project';
    return `must be one of ${allowed.map((c) => `"${c.name}"`).join(', ')}`;
  },
  same(a, b) {
    return a === b;
  },
};
