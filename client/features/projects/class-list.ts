import { classPalette } from '../../ui/class-palette.ts';
import { reservedKeys, type ChoiceClass } from '../../../server/domain/label-schema.ts';

/** The name that data carry for a title: "Deep scratch" -> "deep-scratch"; `trim` also ends it cleanly. */
export const nameFrom = (title: string, trim = true): string => {
  const name = title.toLowerCase().replaceAll('"', '').replace(/\s+/g, '-').slice(0, 100);
  return trim ? name.replace(/^-+|-+$/g, '') : name;
};

const candidates = '1234567890abcdfghijklmnopqrtvwxyz'.split('').filter((key) => !reservedKeys.includes(key));

const freeKey = (classes: readonly ChoiceClass[]): string | null => {
  const taken = new Set(classes.filter((c) => !c.retired).map((c) => c.key));
  return candidates.find((key) => !taken.has(key)) ?? null;
};

const freeColor = (classes: readonly ChoiceClass[]): string => {
  const taken = new Set(classes.map((c) => c.color));
  return (
    classPalette.find((color) => !taken.has(color)) ??
    classPalette[classes.length % classPalette.length] ??
    '#5f6b7a'
  );
};

/** The list with one more class, empty but for a colour and a key that are free. */
export const withClass = (classes: readonly ChoiceClass[]): ChoiceClass[] => [
  ...classes,
  { name: '', title: '', color: freeColor(classes), key: freeKey(classes), retired: false },
];

/** The two classes that a new project's editor starts with. */
export const firstClasses = (): ChoiceClass[] => withClass(withClass([]));

/** The list with another title for a class; its name follows while nobody gave it another (`keepName`: never). */
export const withTitle = (
  classes: readonly ChoiceClass[],
  index: number,
  title: string,
  keepName: boolean,
): ChoiceClass[] =>
  classes.map((c, i) => {
    if (i !== index) return c;
    const follows = !keepName && c.name === nameFrom(c.title);
    return { ...c, title, name: follows ? nameFrom(title) : c.name };
  });

/** The list with a class moved by some places. */
export const withMoved = (classes: readonly ChoiceClass[], index: number, by: number): ChoiceClass[] => {
  const moved = classes.slice();
  const [one] = moved.splice(index, 1);
  if (one !== undefined) moved.splice(index + by, 0, one);
  return moved;
};
