import { getTableConfig } from 'drizzle-orm/pg-core';
import type { PgTable } from 'drizzle-orm/pg-core';
import { toSnakeCase } from 'drizzle-orm/casing';
import { postgres } from '../../db/columns/postgres.ts';
import type { Row, Value } from '../../db/archive/canonical-row.ts';
import { contentHash, type Content } from '../../db/archive/content-hash.ts';
import { fillDatabase } from '../../db/archive/fill.ts';
import { newestKnown } from '../../db/archive/migration-state.ts';
import { openSnapshot } from '../../db/archive/snapshot.ts';
import { foreignKeys, tableShapes } from '../../db/archive/table-shapes.ts';
import { engineOf } from '../../db/engine.ts';
import { schemaOf } from '../../db/schema.ts';

/** Hard to carry: separators that end lines to some, quotes, escapes, characters of four bytes. */
const text = (name: string, i: number): string => `${name} ${i} \u2028\u0085\n\t"'\\{},NULL ü 🙂`;

const reals = [0.1, 5e-324, 1.7976931348623157e308, -2 / 3, 0, 1e21];
/** The last are beyond what a JavaScript number can say. */
const longs = [0, -1, Number.MAX_SAFE_INTEGER, '9007199254740993', '-9223372036854775808'];
const integers = [0, -1, 2 ** 31 - 1, -(2 ** 31)];

/** Whether a column takes nothing, and numbers longer than 32 bits, by table and column. */
const columnFacts = () => {
  const tables = Object.values(schemaOf(postgres)) as unknown as PgTable[]; // made of PostgreSQL's columns
  return new Map(
    tables.flatMap((table) => {
      const { name, columns, primaryKeys } = getTableConfig(table);
      const inKey = new Set(primaryKeys.flatMap((key) => key.columns));
      return columns.map((c) => [
        `${name}.${c.keyAsName ? toSnakeCase(c.name) : c.name}`,
        {
          isLong: c.getSQLType() === 'bigint',
          isUnique: c.primary || inKey.has(c),
          mayLack: !c.notNull && !c.primary,
        },
      ]);
    }),
  );
};

const pick = <T>(values: readonly T[], i: number): T => values[i % values.length] as T; // there are some

/** Rows for every table there is, whatever its name, with values that are hard to carry in each kind of column. */
const everyRow = (count: number): Map<string, Row[]> => {
  const facts = columnFacts();
  const keys = foreignKeys();
  const made = new Map<string, Row[]>();
  for (const { name, columns } of tableShapes()) {
    const rows = Array.from({ length: count }, (_, i) => {
      const row: Row = {};
      columns.forEach((column, position) => {
        const { isLong, isUnique, mayLack } = facts.get(`${name}.${column.name}`) ?? {
          isLong: false,
          isUnique: false,
          mayLack: false,
        };
        const value = (): Value => {
          if (column.kind === 'text') return text(column.name, i);
          if (column.kind === 'flag') return (i + position) % 2 === 0;
          if (column.kind === 'real') return pick(reals, i + position);
          // What numbers itself must be able to go on.
          if (isUnique) return i + 1;
          return pick<Value>(isLong ? longs : integers, i + position);
        };
        row[column.name] = mayLack && (i + position) % 3 === 0 ? null : value();
      });
      for (const key of keys.filter(({ table }) => table === name))
        key.columns.forEach((column, k) => {
          const parent = made.get(key.parent)?.[i]?.[key.parentColumns[k] ?? ''];
          if (row[column] !== null) row[column] = parent ?? null;
        });
      return row;
    });
    made.set(name, rows);
  }
  return made;
};

/** Makes a database with rows in every table. */
export const fillEveryTable = (url: string, count: number): Promise<void> => {
  const rows = everyRow(count);
  return fillDatabase(url, {
    migration: newestKnown(engineOf(url)),
    tables: tableShapes(),
    fill: async (filling) => {
      for (const shape of tableShapes()) await filling.insert(shape, rows.get(shape.name) ?? []);
    },
  });
};

/** What every table of a database holds. */
export const contentsOf = async (url: string): Promise<Record<string, Content>> => {
  const snapshot = await openSnapshot(url);
  try {
    const contents: Record<string, Content> = {};
    for (const shape of tableShapes()) {
      const sum = contentHash();
      for await (const batch of snapshot.rows(shape)) for (const row of batch) sum.add(JSON.stringify(row));
      contents[shape.name] = sum.content();
    }
    return contents;
  } finally {
    await snapshot.close();
  }
};
