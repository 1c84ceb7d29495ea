/** What a database can be kept by: an embedded SQLite file, or a PostgreSQL server. */
export const engines = ['sqlite', 'postgres'] as const;
export type Engine = (typeof engines)[number];

/** Which engine a database's URL names: `postgres://…`, or a path. */
export const engineOf = (url: string): Engine => (/^postgres(ql)?:/.test(url) ? 'postgres' : 'sqlite');

/** The path of the embedded file that a URL names. */
export const fileOf = (url: string): string => url.replace(/^file:/, '');
