import { hash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addressOf } from '../../client/api/call.ts';
import { api } from '../../server/api.ts';
import { configFrom } from '../../server/config.ts';
import { openMediaStore } from '../../server/media/open.ts';
import { openBucketStore } from '../../server/media/s3.ts';
import { startBucket, type BucketServer } from '../support/bucket.ts';
import { expectProblem, expectProblemIn } from '../support/problems.ts';
import { aPrediction, startServer, submit, type Caller, type TestServer } from '../support/server.ts';

let bucket: BucketServer;
beforeAll(async () => {
  bucket = await startBucket();
});
afterAll(() => bucket.close());
beforeEach(() => bucket.answerBy(null));

const configOf = (env: Record<string, string> = {}) => configFrom({ ...bucket.env, ...env });
const placeFrom = (env: Record<string, string> = {}) => {
  const { bucket: place } = configOf(env);
  if (!place) throw new Error('the settings name no bucket');
  return place;
};
const file = (text: string) => {
  const bytes = Buffer.from(text);
  return { bytes, hash: hash('sha256', bytes, 'hex') };
};
const putsIn = (requests: BucketServer['requests']) => requests.filter(({ method }) => method === 'PUT');

describe('a media store in a bucket', () => {
  it('keeps the same bytes once, under their hash and with it for the bucket to check them', async () => {
    const store = await openMediaStore(configOf());
    const { bytes, hash: name } = file('once');
    bucket.requests.length = 0;
    expect(await store.put(name, bytes)).toBe(true);
    expect(await store.put(name, bytes)).toBe(false);
    const [put, ...others] = putsIn(bucket.requests);
    expect(others).toEqual([]);
    expect(put?.url).toMatch(new RegExp(`^/media/tests/${name.slice(0, 2)}/${name.slice(2, 4)}/${name}`));
    expect(put?.headers['x-amz-checksum-sha256']).toBe(Buffer.from(name, 'hex').toString('base64'));
    const found = await store.open(name);
    expect(found?.size).toBe(bytes.length);
    expect(found && (await buffer(found.stream)).equals(bytes)).toBe(true);
  });

  it('stores again what it finds cut short', async () => {
    const { bytes, hash: name } = file('whole');
    const store = await openMediaStore(configOf());
    await store.put(name, bytes.subarray(0, 2));
    expect(await store.put(name, bytes)).toBe(true);
    expect((await store.open(name))?.size).toBe(bytes.length);
  });

  it('tells what is missing from a bucket that is gone or may not be read', async () => {
    const store = await openMediaStore(configOf());
    expect(await store.open('f'.repeat(64))).toBeNull();
    for (const [status, code] of [
      [404, 'NoSuchBucket'],
      [403, 'AccessDenied'],
    ] as const) {
      bucket.answerBy((_, response) => response.writeHead(status).end(`<Error><Code>${code}</Code></Error>`));
      await expect(store.open('f'.repeat(64))).rejects.toMatchObject({ code: 'unavailable' });
    }
  });

  it('tells a full bucket from one that is away', async () => {
    const store = await openMediaStore(configOf());
    bucket.answerBy((request, response) =>
      request.method === 'PUT'
        ? response.writeHead(507).end('<Error><Code>XMinioStorageFull</Code></Error>')
        : response.writeHead(404).end(),
    );
    const { bytes, hash: name } = file('too much');
    await expect(store.put(name, bytes)).rejects.toMatchObject({ code: 'storage_full' });
  });

  it('gives up a call that is never answered', async () => {
    const store = await openBucketStore(placeFrom(), { timeLimit: 100 });
    bucket.answerBy(() => undefined);
    const { bytes, hash: name } = file('never');
    await expect(store.put(name, bytes)).rejects.toMatchObject({ code: 'unavailable' });
    await expect(store.open(name)).rejects.toMatchObject({ code: 'unavailable' });
  });

  it('is opened only where the bucket answers, and names the setting at fault', async () => {
    const opening = (env: Record<string, string>) => openMediaStore(configOf(env));
    await expect(opening({ MEDIA_URL: 's3://elsewhere' })).rejects.toThrow(
      /^MEDIA_URL: there is no bucket elsewhere at http/,
    );
    await expect(opening({ MEDIA_ACCESS_KEY: 'unknown' })).rejects.toThrow(/^MEDIA_ACCESS_KEY: .* media$/);
    await expect(opening({ MEDIA_ENDPOINT: 'http://127.0.0.1:1' })).rejects.toThrow(
      /^MEDIA_ENDPOINT: .* cannot be reached/,
    );
  });

  it('takes its place from settings that are well formed', () => {
    expect(placeFrom()).toMatchObject({ bucket: 'media', prefix: 'tests/', region: 'us-east-1' });
    expect(placeFrom({ MEDIA_URL: 's3://phones.example', MEDIA_REGION: 'eu-central-1' })).toMatchObject({
      bucket: 'phones.example',
      prefix: '',
      region: 'eu-central-1',
    });
    const { endpoint, region, keys } = configFrom({ MEDIA_URL: 's3://media/a/b/' }).bucket ?? {};
    expect([endpoint, region, keys]).toEqual([null, null, null]);
    expect(configFrom({}).bucket).toBeNull();
    for (const [name, value] of [
      ['MEDIA_URL', 'https://media'],
      ['MEDIA_URL', 's3://UPPER'],
      ['MEDIA_ENDPOINT', 'ftp://127.0.0.1'],
      ['MEDIA_SECRET_KEY', ''],
    ] as const)
      expect(() => configOf({ [name]: value })).toThrow(`${name}: `);
  });
});

describe('a server with its media in a bucket', () => {
  let server: TestServer;
  let slug: string;
  let service: Caller;
  beforeAll(async () => {
    server = await startServer({ env: bucket.env });
    slug = await server.project({}, { itemKind: 'image' });
    service = await server.service(slug);
  });
  afterAll(() => server.close());

  it('answers 503 while the bucket is away, stores nothing of what it refuses, and recovers by itself', async () => {
    const gif = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');
    const record = aPrediction({ payload: { image: { base64: gif.toString('base64') } } });
    const uploads = () => {
      const body = new FormData();
      body.append('file', new Blob([gif]), 'a.gif');
      return service.fetch(addressOf(api.media.upload, { project: slug }), { method: 'POST', body });
    };
    const fetches = () =>
      service.ask(api.media.get, { params: { project: slug, media: hash('sha256', gif, 'hex') } });

    await bucket.leave();
    const refused = await uploads();
    expect(refused.headers.get('retry-after')).toMatch(/^\d+$/);
    await expectProblemIn(refused, 'unavailable');
    expect(await submit(service, slug, [record])).toMatchObject([{ problem: { code: 'unavailable' } }]);
    expectProblem(await fetches(), 'not_found');
    expect((await service.call(api.items.list, { params: { project: slug } })).rows).toEqual([]);
    expect((await server.anyone.fetch('/readyz')).status).toBe(200);

    await bucket.comeBack();
    expect((await uploads()).status).toBe(201);
    expect(await submit(service, slug, [record])).toMatchObject([{ repeated: false }]);
    const kept = await fetches();
    expect(kept.headers.get('content-length')).toBe(String(gif.length));

    await bucket.leave();
    expectProblem(await fetches(), 'unavailable');
    await bucket.comeBack();
    expect((await fetches()).status).toBe(200);
  });

  it('does not start where the bucket is not there', async () => {
    await expect(startServer({ env: { ...bucket.env, MEDIA_URL: 's3://elsewhere' } })).rejects.toThrow(
      'MEDIA_URL: ',
    );
  });
});
