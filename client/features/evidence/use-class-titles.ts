import { useMemo } from 'react';
import type { Json } from '../../../server/domain/words.ts';
import { useProject } from '../../api/queries.ts';
import { labelKinds } from '../../kinds/label-kinds.tsx';

/** What answers are called in the label schema in force, and the order in which it has them. */
export const useClassTitles = (): { titleOf: (value: Json) => string; order: readonly Json[] } => {
  const { schema } = useProject();
  return useMemo(
    () => ({
      titleOf: (value) => labelKinds[schema.kind].titleOf(schema, value),
      order: schema.classes.map((c) => c.name),
    }),
    [schema],
  );
};
