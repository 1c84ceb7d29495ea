/** Something that a reply said: which route or event, and the whole text of it, headers too. */
export type Said = { by: string; text: string };

const isSchema = (value: object): boolean =>
  'kind' in value && value.kind === 'choice' && 'classes' in value && Array.isArray(value.classes);

/** Every name and every plain value in a JSON value, as text; label schemas are public and left out. */
const words = function* (value: unknown): Generator<string> {
  if (Array.isArray(value)) for (const inner of value) yield* words(inner);
  else if (typeof value === 'object' && value !== null) {
    if (isSchema(value)) return;
    for (const [name, inner] of Object.entries(value)) {
      yield name;
      yield* words(inner);
    }
  } else yield String(value);
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

/** Of these secrets, those that were said, and by what. `classes`: a text that names all of them tells of none. */
export const leaksIn = (said: Said[], secrets: readonly string[], classes: readonly string[]): string[] => {
  const leaks = new Set<string>();
  for (const { by, text } of said) {
    // Secrets are plain letters, which JSON leaves as they are: most texts need not be taken apart.
    if (!secrets.some((secret) => text.includes(secret))) continue;
    for (const word of text.split('\n').flatMap((line) => [...words(parsed(line))]))
      for (const secret of secrets)
        if (word.includes(secret) && !classes.every((name) => word.includes(`"${name}"`)))
          leaks.add(`${secret} by ${by}`);
  }
  return [...leaks].toSorted();
};
