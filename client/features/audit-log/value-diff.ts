import type { Json } from '../../../server/domain/words.ts';

/** One place where two values differ; undefined: it is not there. */
export type ValueChange = { path: string; before: Json | undefined; after: Json | undefined };

const isRecord = (value: Json | undefined): value is { [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const join = (path: string, part: string): string => (path === '' ? part : `${path}.${part}`);

/** The members of a record by name, or of a list by the name of each where it has one, or else by its place. */
const membersOf = (value: Json | undefined): Map<string, Json> | null => {
  if (isRecord(value)) return new Map(Object.entries(value));
  if (!Array.isArray(value)) return null;
  const names = value.map((member) =>
    isRecord(member) && typeof member['name'] === 'string' ? member['name'] : null,
  );
  const named = names.every((name) => name !== null) && new Set(names).size === names.length;
  return new Map(value.map((member, i) => [named ? (names[i] ?? String(i)) : String(i + 1), member]));
};

/**
 * Where two values differ, place by place, in the order of the later one: records and lists are looked into, everything
 * else is compared as a whole. Members of a list are told apart by their `name` where all have one.
 */
export const diffValues = (before: Json | undefined, after: Json | undefined, path = ''): ValueChange[] => {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  const [old, now] = [membersOf(before), membersOf(after)];
  const comparable =
    (old !== null || before === undefined || before === null) &&
    (now !== null || after === undefined || after === null);
  if (!comparable || (old === null && now === null)) return [{ path, before, after }];
  if ((old?.size ?? 0) + (now?.size ?? 0) === 0) return [{ path, before, after }];
  const names = [...new Set([...(now?.keys() ?? []), ...(old?.keys() ?? [])])];
  const changes = names.flatMap((name) => diffValues(old?.get(name), now?.get(name), join(path, name)));
  // Only the order differs, which has no place of its own.
  return changes.length > 0 ? changes : [{ path, before, after }];
};
