import { useMemo } from 'react';
import { classesOf } from '../../../server/domain/label-schema.ts';
import type { Json } from '../../../server/domain/words.ts';
import { useProject } from '../../api/queries.ts';
import { labelKindOf } from '../../kinds/label-kinds.tsx';

/** What answers are called in the label schema in force, and the order in which it has them. */
export const useClassTitles = (): { titleOf: (value: Json) => string; order: readonly Json[] } => {
  const { schema } = useProject();
  return useMemo(
    () => ({
      titleOf: (value) => labelKindOf(schema).titleOf(schema, value),
      order: classesOf(schema).map((c) => c.name),
    }),
    [schema],
  );
};
