import type { ChoiceClass, LabelSchema } from '../../../server/domain/label-schema.ts';

const look = (c: ChoiceClass) => `${c.color} ${c.key ?? ''}`;

const several = (texts: readonly string[]) =>
  texts.length > 4 ? `${texts.length} classes` : texts.join(', ');

/** What a revision of a label schema changed, in short clauses; empty where nothing that people see. */
export const schemaChanges = (next: LabelSchema, previous: LabelSchema | null): string[] => {
  if (previous === null) return [`${next.classes.length} classes`];
  const before = new Map(previous.classes.map((c) => [c.name, c]));
  const changes: string[] = [];
  const renamed: string[] = [];
  const restyled: string[] = [];
  for (const c of next.classes) {
    const old = before.get(c.name);
    if (old === undefined) {
      changes.push(`added “${c.title}”`);
      continue;
    }
    if (old.title !== c.title) renamed.push(`“${old.title}” to “${c.title}”`);
    if (!old.retired && c.retired) changes.push(`retired “${c.title}”`);
    if (old.retired && !c.retired) changes.push(`brought “${c.title}” back`);
    if (look(old) !== look(c)) restyled.push(c.title);
  }
  if (renamed.length > 0) changes.push(`renamed ${several(renamed)}`);
  if (restyled.length > 0)
    changes.push(`another colour or key for ${several(restyled.map((title) => `“${title}”`))}`);
  const order = (schema: LabelSchema) =>
    schema.classes
      .filter((c) => before.has(c.name))
      .map((c) => c.name)
      .join('\n');
  if (order(next) !== order(previous)) changes.push('another order');
  return changes;
};
