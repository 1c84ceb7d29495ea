import { hash } from 'node:crypto';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { request, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import path from 'node:path';
import { encode } from 'fast-png';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addressOf } from '../../client/api/call.ts';
import { api } from '../../server/api.ts';
import { openDiskStore } from '../../server/media/disk.ts';
import { sniff } from '../../server/media/sniff.ts';
import { expectProblemIn } from '../support/problems.ts';
import { startServer, type Caller, type TestServer } from '../support/server.ts';

const limit = 20_000;
let server: TestServer;
let project: string;
let service: Caller;
beforeAll(async () => {
  server = await startServer({ env: { MAX_MEDIA_BYTES: String(limit) } });
  project = await server.project({}, { itemKind: 'image' });
  service = await server.service(project);
});
afterAll(() => server.close());

let shade = 0;
/** A PNG that no other call gave. */
const aPng = (): Buffer => {
  shade += 1;
  return Buffer.from(encode({ width: 2, height: 2, channels: 1, data: new Uint8Array([shade, 0, 0, 255]) }));
};
const hashOf = (bytes: Uint8Array): string => hash('sha256', bytes, 'hex');

const upload = (caller: Caller, to: string, files: Record<string, Uint8Array<ArrayBuffer> | string>) => {
  const form = new FormData();
  for (const [name, bytes] of Object.entries(files)) form.append('file', new Blob([bytes]), name);
  return caller.fetch(addressOf(api.media.upload, { project: to }), { method: 'POST', body: form });
};
const get = (caller: Caller, of: string, media: string) =>
  caller.fetch(addressOf(api.media.get, { project: of, media }));

describe('an upload', () => {
  it('keeps many files in order under the hashes of their bytes, by types found in them', async () => {
    const pngs = Array.from({ length: 30 }, aPng);
    const gif = Buffer.from('R0lGODlhAQABAAAAACwAAAAAAQABAAACAkQBADs=', 'base64');
    const files = Object.fromEntries([...pngs, gif].map((bytes, i) => [`ü ${i}.txt`, new Uint8Array(bytes)]));
    const response = await upload(service, project, files);
    expect(response.status).toBe(201);
    expect(await response.json()).toEqual({
      files: [
        ...pngs.map((bytes) => ({ media: hashOf(bytes), type: 'image/png', size: bytes.length })),
        { media: hashOf(gif), type: 'image/gif', size: gif.length },
      ],
    });
  });

  it('keeps the same bytes once', async () => {
    const bytes = new Uint8Array(aPng());
    await upload(service, project, { a: bytes });
    const folder = path.join(server.app.services.config.dataDir, 'media');
    const file = path.join(folder, hashOf(bytes).slice(0, 2), hashOf(bytes).slice(2, 4), hashOf(bytes));
    const { ino } = statSync(file);
    expect((await upload(service, project, { b: bytes, c: bytes })).status).toBe(201);
    expect(statSync(file).ino).toBe(ino);
    expect(readdirSync(path.join(folder, 'unfinished'))).toEqual([]);
  });

  it.each([
    ['an SVG drawing', '<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', 'SVG'],
    ['an HTML page', '<!-- x --><!DOCTYPE html><html></html>', 'HTML'],
    ['a text', 'BMW makes cars', 'plain text'],
    ['a PDF', new Uint8Array([...Buffer.from('%PDF-1.7\n'), 0, 255]), 'application/pdf'],
    ['unknown bytes', new Uint8Array([1, 2, 3, 255]), 'no known type'],
    ['nothing', '', 'empty'],
  ])('refuses %s as an image, whatever it is called, and says what it is', async (_, bytes, said) => {
    const problem = await expectProblemIn(
      await upload(service, project, { good: new Uint8Array(aPng()), 'scan.png': bytes }),
      'media_unsupported',
    );
    expect(problem.detail).toContain('"scan.png"');
    expect(problem.detail).toContain(said);
    expect(problem.detail).toContain('image/png');
  });

  it('refuses a file above the limit by name, and takes one of just that size', async () => {
    const texts = await server.project({}, { itemKind: 'text' });
    const writer = await server.service(texts);
    const size = (n: number) => new Uint8Array(n).fill(97);
    expect((await upload(writer, texts, { full: size(limit) })).status).toBe(201);
    const problem = await expectProblemIn(
      await upload(writer, texts, { small: 'abc', 'big.txt': size(limit + 1) }),
      'body_too_large',
    );
    expect(problem.detail).toContain('"big.txt"');
    await expectProblemIn(await upload(writer, texts, { 'huge.txt': size(5_000_000) }), 'body_too_large');
  });

  it('refuses what is no multipart form, has no file, or has other fields', async () => {
    const send = (body: BodyInit, type?: string) =>
      service.fetch(addressOf(api.media.upload, { project }), {
        method: 'POST',
        body,
        headers: type ? { 'content-type': type } : {},
      });
    await expectProblemIn(await send(new Uint8Array(aPng()), 'image/png'), 'unsupported_media_type');
    await expectProblemIn(await send('x', 'multipart/form-data'), 'unsupported_media_type');
    await expectProblemIn(await send(new FormData()), 'invalid_input');
    const form = new FormData();
    form.append('note', 'hello');
    await expectProblemIn(await send(form), 'invalid_input', ['note']);
    const cut = '--b\r\ncontent-disposition: form-data; name="file"; filename="a.png"\r\n\r\nabc';
    await expectProblemIn(await send(cut, 'multipart/form-data; boundary=b'), 'invalid_input', ['body']);
  });

  it('is refused to who may not submit, and to strangers of the project', async () => {
    const other = await server.service(await server.project({}, { itemKind: 'image' }));
    const inspector = await server.person('inspector', project);
    const files = { a: new Uint8Array(aPng()) };
    await expectProblemIn(await upload(other, project, files), 'not_found');
    await expectProblemIn(await upload(inspector, project, files), 'forbidden');
    await expectProblemIn(await upload(server.anyone, project, files), 'unauthenticated');
  });

  it('whose sender hangs up leaves the server well', async () => {
    const { hostname, port } = new URL(server.url);
    const socket = connect(Number(port), hostname);
    const { authorization = '' } = service.headers;
    socket.write(
      `POST ${addressOf(api.media.upload, { project })} HTTP/1.1\r\nhost: x\r\nauthorization: ${authorization}\r\n` +
        'content-type: multipart/form-data; boundary=b\r\ncontent-length: 10000\r\n\r\n' +
        '--b\r\ncontent-disposition: form-data; name="file"; filename="a.png"\r\n\r\nabc',
    );
    await new Promise((resolve) => setTimeout(resolve, 100));
    socket.destroy();
    expect((await upload(service, project, { a: new Uint8Array(aPng()) })).status).toBe(201);
  });
});

describe('a file', () => {
  it('comes locked down, under the type found in it, and cacheable for ever', async () => {
    const bytes = new Uint8Array(aPng());
    await upload(service, project, { 'page.html': bytes });
    const response = await get(service, project, hashOf(bytes));
    expect(response.status).toBe(200);
    expect(Buffer.from(await response.arrayBuffer())).toEqual(Buffer.from(bytes));
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'image/png',
      'content-length': String(bytes.length),
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'content-disposition': 'inline',
      'cache-control': 'private, max-age=31536000, immutable',
      etag: `"${hashOf(bytes)}"`,
    });
  });

  it('is not sent again to who has it', async () => {
    const bytes = new Uint8Array(aPng());
    await upload(service, project, { a: bytes });
    const media = hashOf(bytes);
    // Not by fetch, which asks for a fresh copy whenever a test names what it has.
    const again = await new Promise<IncomingMessage>((resolve, reject) => {
      const address = server.url + addressOf(api.media.get, { project, media });
      const headers = { ...service.headers, 'if-none-match': `"${media}"` };
      request(address, { headers }, resolve).on('error', reject).end();
    });
    expect([again.statusCode, await again.toArray()]).toEqual([304, []]);
    expect(again.headers['cache-control']).toContain('immutable');
    const head = await service.fetch(addressOf(api.media.get, { project, media }), { method: 'HEAD' });
    expect([head.status, head.headers.get('content-length')]).toEqual([200, String(bytes.length)]);
  });

  it('that is text says its character set', async () => {
    const texts = await server.project({}, { itemKind: 'text' });
    const writer = await server.service(texts);
    const text = 'Grüße <script>alert(1)</script>\n';
    await upload(writer, texts, { a: text });
    const response = await get(writer, texts, hashOf(Buffer.from(text)));
    expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(await response.text()).toBe(text);
  });

  it('is unknown to projects that were not sent it, though the store has it', async () => {
    const bytes = new Uint8Array(aPng());
    await upload(service, project, { a: bytes });
    const other = await server.project({}, { itemKind: 'image' });
    await expectProblemIn(await get(await server.service(other), other, hashOf(bytes)), 'not_found');
    await expectProblemIn(await get(service, project, 'ab'.repeat(32)), 'not_found');
    await expectProblemIn(await get(service, project, '../../etc/passwd'), 'invalid_input', ['path', 'media']);
    const uploader = await server.service(project, ['predictions.write']);
    await expectProblemIn(await get(uploader, project, hashOf(bytes)), 'forbidden');
  });
});

describe('the disk store', () => {
  it('takes many at once, the same bytes among them, and gives each back', async () => {
    const store = await openDiskStore(path.join(server.app.services.config.dataDir, 'deep', 'store'));
    const contents = Array.from({ length: 40 }, (_, i) => Buffer.from(`content ${i % 10}`));
    const fresh = await Promise.all(contents.map((bytes) => store.put(hashOf(bytes), bytes)));
    expect(fresh.filter(Boolean).length).toBeGreaterThanOrEqual(10);
    for (const bytes of contents) {
      expect(await store.put(hashOf(bytes), bytes)).toBe(false);
      const file = await store.open(hashOf(bytes));
      expect(file?.size).toBe(bytes.length);
      expect(Buffer.concat(await (file?.stream.toArray() ?? []))).toEqual(bytes);
    }
    expect(await store.open('ab'.repeat(32))).toBeNull();
  });

  it('writes a file again that a crash of the disk has cut', async () => {
    const root = path.join(server.app.services.config.dataDir, 'cut');
    const store = await openDiskStore(root);
    const [half, whole] = [Buffer.from('half'), Buffer.from('half and half')];
    const name = hashOf(whole);
    await store.put(name, half);
    expect(await store.put(name, whole)).toBe(true);
    expect((await store.open(name))?.size).toBe(whole.length);
    expect(existsSync(path.join(root, name.slice(0, 2), name.slice(2, 4), name))).toBe(true);
  });
});

describe('sniffing', () => {
  const bytes = (...parts: (string | number[])[]) => Buffer.concat(parts.map((part) => Buffer.from(part as string)));

  it.each([
    ['image/png', aPng()],
    ['image/jpeg', bytes([0xff, 0xd8, 0xff, 0xe0, 0, 16], 'JFIF', [0])],
    ['image/gif', bytes('GIF89a', [1, 0, 1, 0, 0, 0, 0])],
    ['image/webp', bytes('RIFF', [26, 0, 0, 0], 'WEBPVP8L', [0, 0, 0, 0])],
    ['image/avif', bytes([0, 0, 0, 28], 'ftypavif', [0, 0, 0, 0], 'mif1avif')],
    ['image/bmp', bytes('BM', [70, 0, 0, 0, 0, 0, 0, 0, 54, 0, 0, 0])],
    ['text/plain', bytes('plain\ttext\r\nwith lines\f')],
    ['text/plain', bytes('\uFEFFGrüße 😀')],
    ['text/plain', bytes('<svg/>')],
    [null, bytes('with a NUL', [0])],
    [null, bytes('Latin-1 ', [0xfc])],
    [null, bytes('escape ', [0x1b], '[2J')],
    [null, bytes([])],
    [null, bytes([0, 0, 0, 24], 'ftypheic', [0, 0, 0, 0], 'mif1heic')],
  ])('finds %s', async (type, content) => {
    expect((await sniff(content)).type).toBe(type);
  });
});
