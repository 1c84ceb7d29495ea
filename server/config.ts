import { z } from 'zod';

const megabyte = 1024 * 1024;

/** Every setting, with its environment variable's default. Sizes are bytes. */
const settings = z.object({
  PORT: z.coerce
    .number()
    .int()
    .min(0)
    .max(65_535)
    .default(3000)
    .describe('Port to listen on; 0 picks a free one'),
  HOST: z.string().default('127.0.0.1').describe('Address to listen on; 0.0.0.0 for every interface'),
  PUBLIC_URL: z.url().optional().describe('Where browsers reach the server; https makes cookies secure'),
  DATA_DIR: z.string().min(1).default('data').describe('Folder of the embedded database and the media store'),
  DATABASE_URL: z
    .string()
    .optional()
    .describe('postgres://… for PostgreSQL, or a path to the SQLite file; default DATA_DIR/countersign.db'),
  DATABASE_POOL: z.coerce
    .number()
    .int()
    .min(1)
    .max(200)
    .default(10)
    .describe('PostgreSQL connections at most'),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'silent'])
    .default('info')
    .describe('Least level logged'),
  TRUST_PROXY: z
    .enum(['true', 'false'])
    .default('false')
    .describe('Believe X-Forwarded-* headers, behind a reverse proxy'),
  MAX_BODY_BYTES: z.coerce.number().int().min(1_024).default(megabyte).describe('Largest JSON body'),
  MAX_RECORD_BYTES: z.coerce
    .number()
    .int()
    .min(1_024)
    .default(16 * megabyte)
    .describe('Largest single prediction, its inline media included'),
  MAX_BATCH_RECORDS: z.coerce.number().int().min(1).default(10_000).describe('Most records in a JSON array'),
  MAX_BATCH_BYTES: z.coerce
    .number()
    .int()
    .min(1_024)
    .default(64 * megabyte)
    .describe('Largest JSON array; an NDJSON stream has no limit'),
  MAX_MEDIA_BYTES: z.coerce
    .number()
    .int()
    .min(1_024)
    .default(12 * megabyte)
    .describe('Largest media file'),
  CHECK_REPLIES: z
    .enum(['true', 'false'])
    .default('false')
    .describe('Hold every reply against its contract, for tests; a reply with an undeclared field fails'),
  SESSION_DAYS: z.coerce.number().min(0.01).max(365).default(14).describe('Days until a session ends'),
});

/** The server's settings, frozen at start. */
export type Config = Readonly<{
  port: number;
  host: string;
  publicUrl: string | null;
  dataDir: string;
  databaseUrl: string;
  databasePool: number;
  logLevel: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'silent';
  trustProxy: boolean;
  maxBodyBytes: number;
  maxRecordBytes: number;
  maxBatchRecords: number;
  maxBatchBytes: number;
  maxMediaBytes: number;
  checkReplies: boolean;
  sessionDays: number;
}>;

/** Reads settings from an environment; throws with the name of each bad one. */
export const configFrom = (environment: Record<string, string | undefined>): Config => {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = settings.safeParse(given);
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`bad settings\n  ${faults.join('\n  ')}`);
  }
  const s = parsed.data;
  return Object.freeze({
    port: s.PORT,
    host: s.HOST,
    publicUrl: s.PUBLIC_URL?.replace(/\/$/, '') ?? null,
    dataDir: s.DATA_DIR,
    databaseUrl: s.DATABASE_URL ?? `${s.DATA_DIR}/countersign.db`,
    databasePool: s.DATABASE_POOL,
    logLevel: s.LOG_LEVEL,
    trustProxy: s.TRUST_PROXY === 'true',
    maxBodyBytes: s.MAX_BODY_BYTES,
    maxRecordBytes: s.MAX_RECORD_BYTES,
    maxBatchRecords: s.MAX_BATCH_RECORDS,
    maxBatchBytes: s.MAX_BATCH_BYTES,
    maxMediaBytes: s.MAX_MEDIA_BYTES,
    checkReplies: s.CHECK_REPLIES === 'true',
    sessionDays: s.SESSION_DAYS,
  });
};

/** The settings as the README's table lists them: variable, default, meaning. */
export const settingsTable = (): { name: string; standard: string; meaning: string }[] =>
  Object.entries(settings.shape).map(([name, schema]) => ({
    name,
    standard: schema.safeParse(undefined).success ? String(schema.parse(undefined) ?? '') : '',
    meaning: schema.description ?? '',
  }));

/** The settings of this process: `standard` counts where its environment says nothing, `asked` whatever it says. */
export const processConfig = ({
  standard = {},
  asked = {},
}: { standard?: Record<string, string>; asked?: Record<string, string> } = {}): Config => {
  const given = Object.entries(process.env).filter(([, value]) => value !== '');
  return configFrom({ ...standard, ...Object.fromEntries(given), ...asked });
};
