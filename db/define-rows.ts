import { defineStatement, type Queryable, type Statement } from './database.ts';

/** What the builder makes of a SELECT, once it is prepared: `values` is SQLite's, and `all` that of either engine. */
type Select = {
  prepare(name?: string): {
    values(params?: Record<string, unknown>): Promise<unknown[][]>;
    all(params?: Record<string, unknown>): Promise<object[]>;
  };
};

/**
 * Names a prepared SELECT that answers its rows as the driver gives them, the values of each in the order of its columns.
 * For the long reads only: it spares the builder's mapping of each value, and so flags come as 0 and 1 and large numbers as
 * text, by engine.
 */
export const defineRows = <P extends Record<string, unknown>>(
  name: string,
  build: (q: Queryable) => Select,
): Statement<P, unknown[][]> =>
  defineStatement(name, (q) => ({
    prepare: (as) => {
      const select = build(q).prepare(as);
      return {
        execute:
          q.dialect.name === 'sqlite'
            ? (params) => select.values(params)
            : async (params) => (await select.all(params)).map((row) => Object.values(row)),
      };
    },
  }));
