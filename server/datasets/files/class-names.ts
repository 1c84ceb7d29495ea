import type { LabelSchema } from '../../domain/label-schema.ts';

/** The names of a schema’s classes, in order, by whose places some formats know them; none where it has no classes. */
export const classNames = (schema: LabelSchema): string[] =>
  'classes' in schema ? schema.classes.map(({ name }) => name) : [];
