import { hash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { get } from 'node:http';
import path from 'node:path';
import { encode } from 'fast-png';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addressOf } from '../../client/api/call.ts';
import { api } from '../../server/api.ts';
import type { ItemKindName } from '../../server/domain/words.ts';
import type { StoredMedia } from '../../server/features/media/contract.ts';
import { startBucket, type BucketServer } from '../support/bucket.ts';
import { expectProblem, expectProblemIn } from '../support/problems.ts';
import { aPrediction, startServer, submit, type Caller, type TestServer } from '../support/server.ts';

const limit = 20_000;

describe.each(['a folder', 'a bucket'])('media in %s:', (place) => {
  let server: TestServer;
  let bucket: BucketServer | null = null;
  const at: Record<'image' | 'text', { slug: string; service: Caller }> = {} as typeof at; // filled below
  beforeAll(async () => {
    if (place === 'a bucket') bucket = await startBucket();
    server = await startServer({ env: { ...bucket?.env, MAX_MEDIA_BYTES: String(limit) } });
    for (const itemKind of ['image', 'text'] as const) {
      const slug = await server.project({}, { itemKind });
      at[itemKind] = { slug, service: await server.service(slug) };
    }
  });
  afterAll(async () => {
    await server.close();
    await bucket?.close();
  });

  /** Takes away the bytes of a file, not what is known of it. */
  const lose = (media: string): void => {
    if (bucket) bucket.lose(media);
    else
      rmSync(path.join(server.app.services.config.dataDir, 'media', media.slice(0, 2)), { recursive: true });
  };

  let shade = 0;
  /** A picture like no other. */
  const aPng = () =>
    encode({ width: 2, height: 2, data: new Uint8Array(4).fill((shade += 1)), channels: 1, depth: 8 });
  const jpeg = Buffer.from(
    '/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////' +
      '////////////////wgALCAABAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPxA=',
    'base64',
  );
  const gif = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');
  const bytes = (text: string) => new TextEncoder().encode(text);

  type File = { name: string; bytes: Uint8Array; type?: string };
  const upload = (kind: 'image' | 'text', ...files: File[]) => {
    const form = new FormData();
    for (const file of files) {
      const blob = new Blob([new Uint8Array(file.bytes)], { type: file.type ?? 'application/octet-stream' });
      form.append('file', blob, file.name);
    }
    const { slug, service } = at[kind];
    return service.fetch(addressOf(api.media.upload, { project: slug }), { method: 'POST', body: form });
  };
  const uploaded = async (kind: 'image' | 'text', ...files: File[]) => {
    const response = await upload(kind, ...files);
    expect(response.status).toBe(201);
    return ((await response.json()) as { files: StoredMedia[] }).files; // the contract is held by the server
  };
  const fetchMedia = (slug: string, media: string, as: Caller, headers: Record<string, string> = {}) =>
    as.fetch(addressOf(api.media.get, { project: slug, media }), { headers });

  describe('an upload', () => {
    it('answers the hash, type and size of each file, in order', async () => {
      const files = [aPng(), jpeg, gif];
      const names = ['a.png', 'b', 'c.txt'];
      const stored = await uploaded(
        'image',
        ...files.map((file, i) => ({ name: names[i] ?? '', bytes: file })),
      );
      expect(stored).toEqual(
        files.map((file, i) => ({
          media: hash('sha256', file, 'hex'),
          type: ['image/png', 'image/jpeg', 'image/gif'][i],
          size: file.length,
        })),
      );
    });

    it('gives back the very bytes, under the type they have', async () => {
      const { slug, service } = at.image;
      const png = aPng();
      const [stored] = await uploaded('image', { name: 'x.html', bytes: png, type: 'text/html' });
      const response = await fetchMedia(slug, stored?.media ?? '', service);
      expect(response.headers.get('content-type')).toBe('image/png');
      expect(new Uint8Array(await response.arrayBuffer())).toEqual(png);

      const text = 'Grüße,\n\tWelt ✓\n';
      const [document] = await uploaded('text', { name: 'x.png', bytes: bytes(text), type: 'image/png' });
      const read = await fetchMedia(at.text.slug, document?.media ?? '', at.text.service);
      expect(read.headers.get('content-type')).toBe('text/plain; charset=utf-8');
      expect(await read.text()).toBe(text);
    });

    it('recognises files by their bytes, whatever they are called: what is no picture is refused', async () => {
      const pretenders: [Uint8Array, string][] = [
        [bytes('<!doctype html><script>alert(1)</script>'), 'an HTML page'],
        [bytes('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'), 'an SVG drawing'],
        [bytes('<?xml version="1.0"?><!-- x --><svg/>'), 'an SVG drawing'],
        [bytes('just words'), 'plain text'],
        [bytes('%PDF-1.7\n%\u00e2\u00e3\u0000'), 'application/pdf'],
        [Buffer.from('504b0304140000000800', 'hex'), 'application/zip'],
        [Buffer.from('4d5a90000300000004000000ffff0000', 'hex'), 'application/x-msdownload'],
        [Buffer.from('00ff00ff00ff', 'hex'), 'of no known type'],
        [new Uint8Array(), 'empty'],
      ];
      for (const [content, looksLike] of pretenders) {
        const response = await upload('image', { name: 'cat.png', bytes: content, type: 'image/png' });
        const { detail } = await expectProblemIn(response, 'media_unsupported');
        expect(detail).toContain(`"cat.png" is ${looksLike}`);
      }
    });

    it('of markup into a project of texts is text, and is served as nothing else', async () => {
      const html = '<html><script>alert(1)</script></html>';
      const [stored] = await uploaded('text', { name: 'x.html', bytes: bytes(html), type: 'text/html' });
      const response = await fetchMedia(at.text.slug, stored?.media ?? '', at.text.service);
      expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
      expect(response.headers.get('x-content-type-options')).toBe('nosniff');
      const refused = await upload('text', { name: 'x.txt', bytes: aPng(), type: 'text/plain' });
      await expectProblemIn(refused, 'media_unsupported');
    });

    it('is refused where a file is too large, and where a project shows no files', async () => {
      const allowed = bytes('x'.repeat(limit));
      await uploaded('text', { name: 'just.txt', bytes: allowed });
      const response = await upload('text', { name: 'large.txt', bytes: bytes('x'.repeat(limit + 1)) });
      const { detail } = await expectProblemIn(response, 'body_too_large');
      expect(detail).toContain('"large.txt"');
      expect(detail).toContain(String(limit));

      const kind: ItemKindName = 'table';
      const slug = await server.project({}, { itemKind: kind });
      const form = new FormData();
      form.append('file', new Blob(['x']), 'x.txt');
      const none = await (
        await server.service(slug)
      ).fetch(addressOf(api.media.upload, { project: slug }), { method: 'POST', body: form });
      await expectProblemIn(none, 'media_unsupported');
    });

    it('keeps the files that came before one that is refused', async () => {
      const png = aPng();
      const response = await upload('image', { name: 'a.png', bytes: png }, { name: 'b', bytes: bytes('x') });
      await expectProblemIn(response, 'media_unsupported');
      const { slug, service } = at.image;
      expect((await fetchMedia(slug, hash('sha256', png, 'hex'), service)).status).toBe(200);
    });

    it('is told what a multipart body should have been', async () => {
      const { slug, service } = at.image;
      const address = addressOf(api.media.upload, { project: slug });
      const post = (body: BodyInit, type?: string) =>
        service.fetch(address, { method: 'POST', body, headers: type ? { 'content-type': type } : {} });
      await expectProblemIn(await post('{}', 'application/json'), 'unsupported_media_type');
      await expectProblemIn(await post('x', 'multipart/form-data'), 'unsupported_media_type');
      await expectProblemIn(await post(new FormData()), 'invalid_input');
      const field = new FormData();
      field.append('caption', 'A phone');
      await expectProblemIn(await post(field), 'invalid_input', ['caption']);
      const cut = '--b\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\nabc';
      await expectProblemIn(await post(cut, 'multipart/form-data; boundary=b'), 'invalid_input', ['body']);
    });
  });

  describe('a stored file', () => {
    it('is locked down, kept by browsers for ever, and not sent again to who has it', async () => {
      const { slug } = at.image;
      const inspector = await server.person('inspector', slug);
      const [stored] = await uploaded('image', { name: 'a.png', bytes: aPng() });
      const media = stored?.media ?? '';
      const { headers } = await fetchMedia(slug, media, inspector);
      expect(Object.fromEntries(headers)).toMatchObject({
        'cache-control': 'private, max-age=31536000, immutable',
        'content-disposition': 'inline',
        'content-security-policy': "default-src 'none'; sandbox",
        'content-length': String(stored?.size),
        'x-content-type-options': 'nosniff',
        etag: `"${media}"`,
      });
      // Not by `fetch`, which says "no-cache" where it is given this header.
      const revalidate = (etag: string) =>
        new Promise((resolve, reject) => {
          const asked = { headers: { ...inspector.headers, 'if-none-match': etag } };
          get(server.url + addressOf(api.media.get, { project: slug, media }), asked, (response) => {
            resolve([response.statusCode, response.headers['content-length']]);
            response.resume();
          }).on('error', reject);
        });
      expect(await revalidate(headers.get('etag') ?? '')).toEqual([304, undefined]);
      expect(await revalidate('"other"')).toEqual([200, String(stored?.size)]);
      const head = await inspector.fetch(addressOf(api.media.get, { project: slug, media }), {
        method: 'HEAD',
      });
      expect([head.status, head.headers.get('content-length')]).toEqual([200, String(stored?.size)]);
    });

    it('is sent in stretches to players that seek in it', async () => {
      const { slug, service } = at.text;
      const [stored] = await uploaded('text', { name: 'a.txt', bytes: bytes('0123456789') });
      const media = stored?.media ?? '';
      const stretch = async (range: string, more: Record<string, string> = {}) => {
        const response = await fetchMedia(slug, media, service, { range, ...more });
        return [response.status, response.headers.get('content-range'), await response.text()];
      };
      expect(await stretch('bytes=2-4')).toEqual([206, 'bytes 2-4/10', '234']);
      expect(await stretch('bytes=8-')).toEqual([206, 'bytes 8-9/10', '89']);
      expect(await stretch('bytes=-3')).toEqual([206, 'bytes 7-9/10', '789']);
      expect(await stretch('bytes=5-99', { 'if-range': `"${media}"` })).toEqual([
        206,
        'bytes 5-9/10',
        '56789',
      ]);
      expect(await stretch('bytes=10-')).toEqual([416, 'bytes */10', '']);
      for (const asked of ['bytes=0-1,4-5', 'lines=1-2', 'nonsense'])
        expect(await stretch(asked)).toEqual([200, null, '0123456789']);
      expect(await stretch('bytes=2-4', { 'if-range': '"other"' })).toEqual([200, null, '0123456789']);
    });

    it('belongs to the projects it was sent to, and to no other, though the bytes are kept once', async () => {
      const png = aPng();
      const [stored] = await uploaded('image', { name: 'a.png', bytes: png });
      const media = stored?.media ?? '';
      const other = await server.project({}, { itemKind: 'image' });
      const service = await server.service(other);
      await expectProblemIn(await fetchMedia(other, media, service), 'not_found');
      await expectProblemIn(await fetchMedia(at.image.slug, media, service), 'not_found');
      const referring = [aPrediction({ payload: { image: { media } } })];
      expect(await submit(service, other, referring)).toMatchObject([{ problem: { code: 'media_missing' } }]);

      const inline = { image: { base64: Buffer.from(png).toString('base64') } };
      await submit(service, other, [aPrediction({ key: 'own', payload: inline })]);
      expect((await fetchMedia(other, media, service)).status).toBe(200);
      const params = { project: other, key: 'own' };
      expect((await service.call(api.items.get, { params })).payload).toEqual({ image: stored });
    });

    it('is unknown where it was never sent, and no hash at all is told so', async () => {
      const { slug, service } = at.image;
      await expectProblemIn(await fetchMedia(slug, 'f'.repeat(64), service), 'not_found');
      for (const media of ['x', 'F'.repeat(64), 'a'.repeat(63)])
        await expectProblemIn(await fetchMedia(slug, media, service), 'invalid_input', ['path', 'media']);
    });

    it('that is gone from its place is our fault, and nothing of the place is told', async () => {
      const { slug, service } = at.image;
      const [stored] = await uploaded('image', { name: 'a.png', bytes: aPng() });
      lose(stored?.media ?? '');
      const answer = await service.ask(api.media.get, {
        params: { project: slug, media: stored?.media ?? '' },
      });
      const problem = expectProblem(answer, 'internal');
      expect(JSON.stringify(problem)).not.toContain(server.app.services.config.dataDir);
      expect(problem.detail).toBeUndefined();
    });
  });
});
