import { z } from 'zod';
import { line } from '../../contract/values.ts';
import {
  activeClasses,
  reservedKeys,
  type ChoiceClass,
  type SchemaFault,
} from '../../domain/label-schema.ts';
import type { Json } from '../../domain/words.ts';
import type { AnswerPurpose } from '../label-kind.ts';
import { told, type Told } from '../../domain/told.ts';

/** What APIs and datasets call a class or a field. */
export const dataName = z
  .string()
  .min(1)
  .max(100)
  .regex(/^[^\s"]+$/, told`must not contain spaces or quotes`.message);

const choiceClass = z.strictObject({
  name: dataName,
  title: line(100),
  color: z.string().regex(/^#[0-9a-f]{6}$/i, told`must be a colour like #1c7ed6`.message),
  key: z
    .string()
    .regex(/^[a-z0-9]$/, told`must be one lower-case letter or digit`.message)
    .nullable(),
  retired: z.boolean().default(false),
});

/** At least so many classes. */
export const classListOf = (least: number) => z.array(choiceClass).min(least).max(100);

/** Classes to choose from. */
export const classList = classListOf(2);

type Classes = { classes: ChoiceClass[] };

/**
 * What is wrong with a list of classes as the successor of another: names and keys unique, at least `least` classes in use,
 * no class of the previous revision left out.
 */
export const classFaults = (next: Classes, previous: Classes | null, least = 2): SchemaFault[] => {
  const faults: SchemaFault[] = [];
  const names = new Set<string>();
  const keys = new Set<string>();
  next.classes.forEach((c, i) => {
    if (names.has(c.name)) faults.push({ path: ['classes', i, 'name'], ...told`"${c.name}" stands twice` });
    names.add(c.name);
    if (c.key === null || c.retired) return;
    if (reservedKeys.includes(c.key))
      faults.push({ path: ['classes', i, 'key'], ...told`the key "${c.key}" belongs to the review page` });
    if (keys.has(c.key))
      faults.push({ path: ['classes', i, 'key'], ...told`the key "${c.key}" stands twice` });
    keys.add(c.key);
  });
  if (activeClasses(next).length < least)
    faults.push({
      path: ['classes'],
      ...(least === 1 ? told`at least one class must be in use` : told`at least two classes must be in use`),
    });
  for (const old of previous?.classes ?? [])
    if (!names.has(old.name))
      faults.push({ path: ['classes'], ...told`class "${old.name}" cannot be removed; retire it instead` });
  return faults;
};

/** Classes that a message names; more would only hide what is wrong. */
const namedAtMost = 12;

/** What is wrong with a value as one of the classes; null where nothing is. */
export const classFault = (list: Classes, value: Json, purpose: AnswerPurpose): Told | null => {
  const found = list.classes.find(({ name }) => name === value);
  if (found && (purpose === 'prediction' || !found.retired)) return null;
  if (found) return told`the class "${found.name}" is retired`;
  const allowed = purpose === 'prediction' ? list.classes : activeClasses(list);
  if (allowed.length > namedAtMost) return told`must be the name of a class of the project`;
  const names = allowed.map((c) => `"${c.name}"`).join(', ');
  return told`must be one of ${names}`;
};
