import { z } from 'zod';

const megabyte = 1024 * 1024;

/** The bucket and, behind it, the prefix. */
const bucketUrl = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/([\w!.*'()/-]*))?$/;

/** A host by name: what looks like a number and is no address is none. */
const hostName = z
  .string()
  .toLowerCase()
  .regex(/^(?!.*\.?\d+$)(?=.{1,253}$)[a-z0-9]([a-z0-9_-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9_-]*[a-z0-9])?)*$/);

/** Hosts, addresses and CIDR blocks, separated by commas. */
const allowList = z
  .string()
  .default('')
  .transform((text) => text.split(',').flatMap((entry) => entry.trim() || []))
  .pipe(
    z.array(
      z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6(), hostName], {
        error: ({ input }) => `"${String(input)}" is no host, address or CIDR block`,
      }),
    ),
  );

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
  MEDIA_URL: z
    .string()
    .regex(bucketUrl, 'must be s3://bucket or s3://bucket/prefix')
    .optional()
    .describe('s3://bucket/prefix to keep media in a bucket; default DATA_DIR/media'),
  MEDIA_ENDPOINT: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe("Address of an S3-compatible server other than Amazon's"),
  MEDIA_REGION: z
    .string()
    .optional()
    .describe(
      "Region of the bucket; default us-east-1 with MEDIA_ENDPOINT, else as Amazon's client finds it",
    ),
  MEDIA_ACCESS_KEY: z
    .string()
    .optional()
    .describe("Access key of the bucket; default as Amazon's client finds it"),
  MEDIA_SECRET_KEY: z.string().optional().describe('Secret of MEDIA_ACCESS_KEY'),
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
  DATABASE_TIMEOUT_SECONDS: z.coerce
    .number()
    .int()
    .min(1)
    .max(3_600)
    .default(60)
    .describe('Longest that one statement on PostgreSQL may take'),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'silent'])
    .default('info')
    .describe('Least level logged'),
  TRUST_PROXY: z
    .enum(['true', 'false'])
    .default('false')
    .describe('Believe X-Forwarded-* headers, behind a reverse proxy'),
  MAX_CONNECTIONS: z.coerce.number().int().min(1).default(10_000).describe('Most connections at a time'),
  MAX_CONNECTIONS_PER_ADDRESS: z.coerce
    .number()
    .int()
    .min(0)
    .optional()
    .describe('Most of them from one address, 0 for no limit; default 2000, none with TRUST_PROXY'),
  STOP_DELAY_SECONDS: z.coerce
    .number()
    .min(0)
    .max(300)
    .default(0)
    .describe('How long a server that is told to stop goes on, with /readyz answering 503'),
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
  MAX_IMPORT_BYTES: z.coerce
    .number()
    .int()
    .min(1_024)
    .default(1_024 * megabyte)
    .describe('Largest file of items and labels that is imported'),
  CHECK_REPLIES: z
    .enum(['true', 'false'])
    .default('false')
    .describe('Hold every reply against its contract, for tests; a reply with an undeclared field fails'),
  SESSION_DAYS: z.coerce.number().min(0.01).max(365).default(14).describe('Days until a session ends'),
  METRICS_TOKEN: z
    .string()
    .regex(/^[\w.~+/-]{16,}=*$/, 'must be at least 16 characters that a bearer token may have')
    .optional()
    .describe('Bearer token that Prometheus sends to read /metrics; without it there is no such address'),
  CALLBACK_ALLOW: allowList.describe(
    'Hosts, addresses and CIDR blocks inside the network that callbacks may reach all the same, with commas between',
  ),
  CALLBACK_TIMEOUT_SECONDS: z.coerce
    .number()
    .min(1)
    .max(120)
    .default(15)
    .describe('Seconds that an endpoint has to answer a callback'),
  CALLBACK_KEEP_DAYS: z.coerce
    .number()
    .min(1)
    .max(3_650)
    .default(30)
    .describe('Days that callbacks are kept once they are delivered or given up'),
  SMTP_URL: z
    .url({ protocol: /^smtps?$/ })
    .optional()
    .describe(
      'smtp://user:password@host:587 or smtps://… of the mail server for alarms; without it none is mailed',
    ),
  MAIL_FROM: z.email().default('countersign@localhost').describe('Address that alarms are mailed from'),
});

/** A place in a bucket for media. What is null is left to Amazon's client to find. */
export type BucketPlace = Readonly<{
  bucket: string;
  /** Begins each object's name; empty, or with a slash at the end. */
  prefix: string;
  endpoint: string | null;
  region: string | null;
  keys: Readonly<{ accessKey: string; secretKey: string }> | null;
}>;

/** The server's settings, frozen at start. */
export type Config = Readonly<{
  port: number;
  host: string;
  publicUrl: string | null;
  dataDir: string;
  /** Where media are kept; null: in the data folder. */
  bucket: BucketPlace | null;
  databaseUrl: string;
  databasePool: number;
  databaseTimeoutSeconds: number;
  logLevel: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'silent';
  trustProxy: boolean;
  maxConnections: number;
  /** 0: no limit. */
  maxConnectionsPerAddress: number;
  stopDelaySeconds: number;
  maxBodyBytes: number;
  maxRecordBytes: number;
  maxBatchRecords: number;
  maxBatchBytes: number;
  maxMediaBytes: number;
  maxImportBytes: number;
  checkReplies: boolean;
  sessionDays: number;
  /** What opens /metrics; null: nothing does. */
  metricsToken: string | null;
  /** Hosts by name, IP addresses and CIDR blocks. */
  callbackAllow: readonly string[];
  callbackTimeoutSeconds: number;
  callbackKeepDays: number;
  /** The mail server; null: there is none. */
  smtpUrl: string | null;
  mailFrom: string;
}>;

const bucketOf = (s: z.infer<typeof settings>): BucketPlace | null => {
  const [, bucket, path = ''] = bucketUrl.exec(s.MEDIA_URL ?? '') ?? [];
  if (bucket === undefined) return null;
  const accessKey = s.MEDIA_ACCESS_KEY;
  const secretKey = s.MEDIA_SECRET_KEY;
  if ((accessKey === undefined) !== (secretKey === undefined))
    throw badSettings([
      `${accessKey === undefined ? 'MEDIA_ACCESS_KEY' : 'MEDIA_SECRET_KEY'}: is missing beside the other key`,
    ]);
  const prefix = path.replaceAll(/^\/+|\/+$/g, '');
  return Object.freeze({
    bucket,
    prefix: prefix === '' ? '' : `${prefix}/`,
    endpoint: s.MEDIA_ENDPOINT ?? null,
    region: s.MEDIA_REGION ?? (s.MEDIA_ENDPOINT === undefined ? null : 'us-east-1'),
    keys: accessKey === undefined || secretKey === undefined ? null : { accessKey, secretKey },
  });
};

const badSettings = (faults: string[]): Error => new Error(`bad settings\n  ${faults.join('\n  ')}`);

/** Reads settings from an environment; throws with the name of each bad one. */
export const configFrom = (environment: Record<string, string | undefined>): Config => {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = settings.safeParse(given);
  if (!parsed.success)
    throw badSettings(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`));
  const s = parsed.data;
  return Object.freeze({
    port: s.PORT,
    host: s.HOST,
    publicUrl: s.PUBLIC_URL?.replace(/\/$/, '') ?? null,
    dataDir: s.DATA_DIR,
    bucket: bucketOf(s),
    databaseUrl: s.DATABASE_URL ?? `${s.DATA_DIR}/countersign.db`,
    databasePool: s.DATABASE_POOL,
    databaseTimeoutSeconds: s.DATABASE_TIMEOUT_SECONDS,
    logLevel: s.LOG_LEVEL,
    trustProxy: s.TRUST_PROXY === 'true',
    maxConnections: s.MAX_CONNECTIONS,
    maxConnectionsPerAddress: s.MAX_CONNECTIONS_PER_ADDRESS ?? (s.TRUST_PROXY === 'true' ? 0 : 2_000),
    stopDelaySeconds: s.STOP_DELAY_SECONDS,
    maxBodyBytes: s.MAX_BODY_BYTES,
    maxRecordBytes: s.MAX_RECORD_BYTES,
    maxBatchRecords: s.MAX_BATCH_RECORDS,
    maxBatchBytes: s.MAX_BATCH_BYTES,
    maxMediaBytes: s.MAX_MEDIA_BYTES,
    maxImportBytes: s.MAX_IMPORT_BYTES,
    checkReplies: s.CHECK_REPLIES === 'true',
    sessionDays: s.SESSION_DAYS,
    metricsToken: s.METRICS_TOKEN ?? null,
    callbackAllow: Object.freeze(s.CALLBACK_ALLOW),
    callbackTimeoutSeconds: s.CALLBACK_TIMEOUT_SECONDS,
    callbackKeepDays: s.CALLBACK_KEEP_DAYS,
    smtpUrl: s.SMTP_URL ?? null,
    mailFrom: s.MAIL_FROM,
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
