/** One possible answer. `name` is what APIs and datasets carry and never changes; the rest is for the eye and hand. */
export type ChoiceClass = {
  name: string;
  title: string;
  /** CSS colour, `#rrggbb`. */
  color: string;
  /** The keyboard key that chooses it, one lower-case character, unique among classes in use; null: none. */
  key: string | null;
  /** A retired class stays readable in old labels, and can no longer be chosen. */
  retired: boolean;
};

/** What inspectors are asked to answer: one choice of n classes. */
export type LabelSchema = { kind: 'choice'; classes: ChoiceClass[] };

/** A fault in a proposed schema: where, and what is wrong. */
export type SchemaFault = { path: (string | number)[]; message: string };

/** Keys that the review page keeps for itself. */
export const reservedKeys: readonly string[] = ['u', 's', 'e', '?'];

/** The classes that can be chosen today. */
export const activeClasses = (schema: LabelSchema): ChoiceClass[] => schema.classes.filter((c) => !c.retired);

/** The class of this name, retired or not; undefined where the schema has none. */
export const classNamed = (schema: LabelSchema, name: unknown): ChoiceClass | undefined =>
  schema.classes.find((c) => c.name === name);

/**
 * What is wrong with a schema as the successor of another (null: the first): names and keys unique, at least two
 * classes in use, no class of the previous revision left out. Empty where nothing is.
 */
export const schemaFaults = (next: LabelSchema, previous: LabelSchema | null): SchemaFault[] => {
  const faults: SchemaFault[] = [];
  const names = new Set<string>();
  const keys = new Set<string>();
  next.classes.forEach((c, i) => {
    if (names.has(c.name)) faults.push({ path: ['classes', i, 'name'], message: `"${c.name}" stands twice` });
    names.add(c.name);
    if (c.key === null || c.retired) return;
    if (reservedKeys.includes(c.key))
      faults.push({ path: ['classes', i, 'key'], message: `the key "${c.key}" belongs to the review page` });
    if (keys.has(c.key))
      faults.push({ path: ['classes', i, 'key'], message: `the key "${c.key}" stands twice` });
    keys.add(c.key);
  });
  if (activeClasses(next).length < 2)
    faults.push({ path: ['classes'], message: 'at least two classes must be in use' });
  for (const old of previous?.classes ?? [])
    if (!names.has(old.name))
      faults.push({ path: ['classes'], message: `class "${old.name}" cannot be removed; retire it instead` });
  return faults;
};
