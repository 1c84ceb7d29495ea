import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import S3rver from 's3rver';

/** An S3-compatible server of the tests' own, with a bucket `media`. */
export type BucketServer = {
  /** Settings of a server that keeps its media there. */
  env: Record<string, string>;
  endpoint: string;
  /** Where it keeps its objects. */
  directory: string;
  /** What was asked of it. */
  requests: { method: string; url: string; headers: Record<string, string | string[] | undefined> }[];
  /** Takes away the object of a hash. */
  lose(hash: string): void;
  /** Answers requests in place of the bucket, until it is called with null. */
  answerBy(other: RequestListener | null): void;
  /** Refuses connections, as a server that is away does. */
  leave(): Promise<void>;
  comeBack(): Promise<void>;
  /** Ends it; what was kept is gone. */
  close(): Promise<void>;
};

/** Starts an S3 server on a free port. */
export const startBucket = async (): Promise<BucketServer> => {
  const directory = mkdtempSync(path.join(tmpdir(), 'countersign-bucket-'));
  const s3 = new S3rver({ directory, silent: true, configureBuckets: [{ name: 'media' }] });
  await s3.configureBuckets();
  const bucket = s3.callback();
  let answerer: RequestListener = bucket;
  const requests: BucketServer['requests'] = [];

  const listen = async (port: number) => {
    const server = createServer((request, response) => {
      requests.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers });
      answerer(request, response);
    });
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return server;
  };
  let server = await listen(0);
  const { port } = server.address() as AddressInfo; // a TCP server's, once it listens
  const leave = async (): Promise<void> => {
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  };
  const endpoint = `http://127.0.0.1:${port}`;
  return {
    endpoint,
    directory,
    env: {
      MEDIA_URL: 's3://media/tests',
      MEDIA_ENDPOINT: endpoint,
      // The one key that this server knows.
      MEDIA_ACCESS_KEY: 'S3RVER',
      MEDIA_SECRET_KEY: 'S3RVER',
    },
    requests,
    lose: (hash) => {
      const found = readdirSync(directory, { recursive: true, encoding: 'utf8' });
      for (const name of found.filter((file) => file.includes(hash)))
        rmSync(path.join(directory, name), { recursive: true, force: true });
    },
    answerBy: (other) => void (answerer = other ?? bucket),
    leave,
    comeBack: async () => void (server = await listen(port)),
    close: async () => {
      if (server.listening) await leave();
      rmSync(directory, { recursive: true, force: true });
    },
  };
};
