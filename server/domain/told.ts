/**
 * What a person is told, in English. Translations go by its sentence: the message itself, or, where something fills it, the
 * sentence with numbered gaps and what fills them.
 */
export type Told = { message: string; sentence?: string | undefined; values?: Filling[] | undefined };

type Filling = string | number | Told;

const asMessage = (value: Filling): string => String(typeof value === 'object' ? value.message : value);

/** Words a sentence such as "must be at most ${most}". What is told already can fill a gap of another sentence. */
export const told = (raw: TemplateStringsArray, ...values: Filling[]): Told =>
  values.length === 0
    ? { message: raw.join('') }
    : {
        message: String.raw({ raw }, ...values.map(asMessage)),
        sentence: String.raw({ raw }, ...values.map((_, i) => `{${i}}`)),
        values,
      };
