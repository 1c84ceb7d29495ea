import { t } from '@lingui/core/macro';
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
 * Where two values differ, place by place, in the order of the later one. What stands on both sides is looked into, and
 * so is the outermost level of what was made or removed; everything else is told as a whole. Members of a list are told
 * apart by their `name` where all have one.
 */
export const diffValues = (before: Json | undefined, after: Json | undefined, path = ''): ValueChange[] => {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  const [old, now] = [membersOf(before), membersOf(after)];
  const missing = (value: Json | undefined) => path === '' && (value === undefined || value === null);
  const comparable = (old !== null || missing(before)) && (now !== null || missing(after));
  if (!comparable || (old?.size ?? 0) + (now?.size ?? 0) === 0) return [{ path, before, after }];
  const names = [...new Set([...(now?.keys() ?? []), ...(old?.keys() ?? [])])];
  const changes = names.flatMap((name) => diffValues(old?.get(name), now?.get(name), join(path, name)));
  // Only the order differs, which has no place of its own.
  return changes.length > 0 ? changes : [{ path, before, after }];
};

/** A value as a person would note it: words bare, lists and records a line each, indented. */
export const valueText = (value: Json, indent = ''): string => {
  if (value === null) return t`none`;
  if (value === '') return t`empty`;
  if (typeof value === 'boolean') return value ? t`yes` : t`no`;
  if (typeof value !== 'object') return String(value);
  const flat = Array.isArray(value) && value.every((member) => typeof member !== 'object' || member === null);
  if (flat) return value.length === 0 ? t`none` : value.map((member) => valueText(member)).join(', ');
  const members = Array.isArray(value)
    ? value.map((member, i): [string, Json] => [String(i + 1), member])
    : Object.entries(value);
  if (members.length === 0) return t`none`;
  return members
    .map(([name, member]) => {
      const text = valueText(member, `${indent}  `);
      return `${indent}${name}:${text.includes('\n') || text.startsWith(' ') ? `\n${text}` : ` ${text}`}`;
    })
    .join('\n');
};
