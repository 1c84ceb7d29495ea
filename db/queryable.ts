import type { Builder, Dialect, Queryable } from './database.ts';
import type { Tables } from './schema.ts';

/** A connection to query by, with each statement that is run on it prepared once. */
export const queryableOn = (db: Builder, tables: Tables, dialect: Dialect): Queryable => {
  const prepared = new Map<string, { execute(params?: Record<string, unknown>): Promise<unknown> }>();
  const q: Queryable = {
    db,
    tables,
    dialect,
    run: async (statement, params) => {
      let ready = prepared.get(statement.name);
      if (!ready) prepared.set(statement.name, (ready = statement.build(q).prepare(statement.name)));
      return (await ready.execute(params)) as never; // a statement's name stands for one statement
    },
  };
  return q;
};
