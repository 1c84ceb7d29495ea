import type { Readable } from 'node:stream';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import type { BucketPlace } from '../config.ts';
import { AppError } from '../errors.ts';
import { placeOf, type MediaStore } from './store.ts';
import { told } from '../domain/told.ts';

/** A call that has not been answered by then, its repeats included, is given up, in milliseconds. */
const patience = 30_000;

const statusOf = (error: unknown): number | undefined =>
  error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;

const isMissing = (error: unknown): boolean =>
  error instanceof S3ServiceException && statusOf(error) === 404 && error.name !== 'NoSuchBucket';

/** Buckets with a quota answer it in words of their own: XMinioStorageFull, QuotaExceeded and the like. */
const isFull = (error: unknown): boolean =>
  statusOf(error) === 507 || (error instanceof Error && /StorageFull|QuotaExceeded/.test(error.name));

const faultOf = (cause: unknown): AppError =>
  isFull(cause)
    ? new AppError('storage_full', { detail: told`the media store has no room left`, cause })
    : new AppError('unavailable', { detail: told`the media store cannot answer at this moment`, cause });

/** The client of a place; whatever its settings leave out it finds as Amazon's tools do. */
const clientOf = ({ endpoint, region, keys }: BucketPlace): S3Client => {
  const agent = { keepAlive: true, maxSockets: 500 };
  return new S3Client({
    ...(endpoint === null ? {} : { endpoint, forcePathStyle: true }),
    ...(region === null ? {} : { region }),
    ...(keys && { credentials: { accessKeyId: keys.accessKey, secretAccessKey: keys.secretKey } }),
    // Not every S3-compatible server knows the checksums that the client would add to ours.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: {
      connectionTimeout: 3_000,
      requestTimeout: patience,
      throwOnRequestTimeout: true,
      // A file is read no faster than its caller reads, who is given as long by the server.
      socketTimeout: 120_000,
      httpAgent: agent,
      httpsAgent: agent,
    },
  });
};

/** Why the start must stop, with the setting at fault. */
const unreachable = ({ bucket, endpoint }: BucketPlace, cause: unknown): Error => {
  const status = statusOf(cause);
  const said = cause instanceof Error ? cause.message : String(cause);
  const where = endpoint ?? 'Amazon S3';
  const reasons: Record<number, string> = {
    301: `MEDIA_REGION: the bucket ${bucket} is in another region`,
    403: `MEDIA_ACCESS_KEY: ${where} does not let these keys list the bucket ${bucket}`,
    404: `MEDIA_URL: there is no bucket ${bucket} at ${where}`,
  };
  const otherwise = `${endpoint === null ? 'MEDIA_URL' : 'MEDIA_ENDPOINT'}: ${where} cannot be reached: ${said}`;
  return new Error(reasons[status ?? 0] ?? otherwise, { cause });
};

/**
 * Opens the media store in a bucket of an S3-compatible server, once that is seen to answer. Calls that fail throw
 * `unavailable` or `storage_full`; `timeLimit` is that of each call, in milliseconds.
 */
export const openBucketStore = async (
  place: BucketPlace,
  { timeLimit = patience }: { timeLimit?: number } = {},
): Promise<MediaStore> => {
  const client = clientOf(place);
  const { bucket: Bucket, prefix } = place;
  const objectOf = (hash: string) => ({ Bucket, Key: prefix + placeOf(hash) });

  /** Gives a call its time limit, which ends with the first of the answer: a body may take longer. */
  const within = async <T>(call: (late: { abortSignal: AbortSignal }) => Promise<T>): Promise<T> => {
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(), timeLimit);
    try {
      return await call({ abortSignal: late.signal });
    } finally {
      clearTimeout(timer);
    }
  };
  const sizeOf = async (hash: string): Promise<number | null> => {
    try {
      const head = await within((late) => client.send(new HeadObjectCommand(objectOf(hash)), late));
      return head.ContentLength ?? null;
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  };

  try {
    await within((late) => client.send(new HeadBucketCommand({ Bucket }), late));
  } catch (error) {
    throw unreachable(place, error);
  }

  return {
    put: async (hash, bytes) => {
      try {
        if ((await sizeOf(hash)) === bytes.length) return false;
        // The bucket keeps an object whole or not at all, and only where its bytes have this hash.
        const sum = { ChecksumSHA256: Buffer.from(hash, 'hex').toString('base64') };
        const object = { ...objectOf(hash), ...sum, Body: bytes };
        await within((late) => client.send(new PutObjectCommand(object), late));
        return true;
      } catch (error) {
        throw faultOf(error);
      }
    },

    remove: async (hash) => {
      try {
        await within((late) => client.send(new DeleteObjectCommand(objectOf(hash)), late));
      } catch (error) {
        if (!isMissing(error)) throw faultOf(error);
      }
    },

    open: async (hash, stretch) => {
      try {
        const asked = {
          ...objectOf(hash),
          ...(stretch && { Range: `bytes=${stretch.start}-${stretch.end}` }),
        };
        const object = await within((late) => client.send(new GetObjectCommand(asked), late));
        if (!object.Body || object.ContentLength === undefined)
          throw new Error(`the bucket ${Bucket} answered without a body or its size`);
        // Under Node the body is a stream of Node's own.
        return { stream: object.Body as Readable, size: object.ContentLength };
      } catch (error) {
        if (isMissing(error)) return null;
        throw faultOf(error);
      }
    },
  };
};
