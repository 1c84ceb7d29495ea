import { request as rawRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { api } from '../../server/api.ts';
import { expectProblem, expectProblemIn } from '../support/problems.ts';
import { aPrediction, startServer, type PersonCaller, type TestServer } from '../support/server.ts';

const maxBodyBytes = 4_096;

let server: TestServer;
let admin: PersonCaller;
let slug: string;
beforeAll(async () => {
  server = await startServer({ env: { MAX_BODY_BYTES: String(maxBodyBytes) } });
  admin = await server.person('admin');
  slug = await server.project();
});
afterAll(() => server.close());

/** A change of settings, with a body of the test's own making. */
const patch = (body: BodyInit, headers: Record<string, string> = { 'content-type': 'application/json' }) =>
  admin.fetch(`/api/v1/projects/${slug}`, { method: 'PATCH', headers, body });

describe('a request that cannot be read', () => {
  it('is told that its body is no JSON', async () => {
    for (const body of ['{', '{"name": }', 'name=x', '{}{}', '\u0000'])
      await expectProblemIn(await patch(body), 'malformed_json');
  });

  it('is told which content type is meant', async () => {
    for (const headers of [{ 'content-type': 'text/plain' }, { 'content-type': 'application/xml' }]) {
      const { detail } = await expectProblemIn(
        await patch('{"name":"x"}', headers),
        'unsupported_media_type',
      );
      expect(detail).toContain('application/json');
    }
    const response = await patch('{"name":"Phones"}', { 'content-type': 'Application/JSON; charset=utf-8' });
    expect(response.status).toBe(200);
  });

  it('is told the limit that its body is larger than, whether or not it says its size', async () => {
    const large = JSON.stringify({ instructions: 'x'.repeat(maxBodyBytes) });
    const { detail } = await expectProblemIn(await patch(large), 'body_too_large');
    expect(detail).toContain(String(maxBodyBytes));

    const status = await new Promise<number | undefined>((resolve, reject) => {
      const headers = {
        cookie: admin.cookie,
        'content-type': 'application/json',
        'transfer-encoding': 'chunked',
      };
      const request = rawRequest(`${server.url}/api/v1/projects/${slug}`, { method: 'PATCH', headers });
      request.on('response', (response) => resolve(response.statusCode)).on('error', reject);
      for (let sent = 0; sent < large.length; sent += 1_000) request.write(large.slice(sent, sent + 1_000));
      request.end();
    });
    expect(status).toBe(413);
  });

  it('is told each field at fault by its path, unknown ones by name', async () => {
    const draft = {
      degree: 'partial',
      threshold: 2,
      classThresholds: {},
      blindShare: 0,
      auditShare: 0,
      rules: [{ name: 'r', when: [{ on: 'confidence', op: 'lt', value: 0.5, colour: 'red' }], then: {} }],
    };
    const answer = await admin.ask(api.policy.preview, {
      params: { project: slug },
      body: { policy: { ...draft, treshold: 0.5 } as never, items: 1 }, // what a mistyped policy looks like
    });
    const { errors } = expectProblem(answer, 'invalid_input');
    expect(errors?.map((fault) => fault.path.join('.')).toSorted()).toEqual([
      'policy.rules.0.then',
      'policy.rules.0.when.0.colour',
      'policy.threshold',
      'policy.treshold',
    ]);
    expect(errors?.find((fault) => fault.path.at(-1) === 'treshold')?.message).toBe(
      'is not a field known here',
    );
  });

  it('is told of unknown and bad fields of its query and its path', async () => {
    const items = `/api/v1/projects/${slug}/items`;
    await expectProblemIn(await admin.fetch(`${items}?colour=red`), 'invalid_input', ['query', 'colour']);
    await expectProblemIn(await admin.fetch(`${items}?limit=0`), 'invalid_input', ['query', 'limit']);
    await expectProblemIn(await admin.fetch(`${items}?limit=5&limit=6`), 'invalid_input', ['query', 'limit']);
    await expectProblemIn(await admin.fetch(`${items}?cursor=x`), 'invalid_input', ['query', 'cursor']);
    const key = await admin.fetch(`/api/v1/projects/${slug}/keys/7`, { method: 'DELETE' });
    await expectProblemIn(key, 'invalid_input', ['path', 'id']);
  });

  it('is told that its address is not well formed', async () => {
    await expectProblemIn(await admin.fetch(`/api/v1/projects/${slug}/items/%E0%A4%A`), 'invalid_input');
  });

  it('is told that a body nested without end is refused', async () => {
    const service = await server.service(slug);
    const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
    const response = await service.fetch(`/api/v1/projects/${slug}/predictions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(aPrediction({ payload: 'DEEP' })).replace('"DEEP"', deep),
    });
    await expectProblemIn(response, 'invalid_input', ['payload']);
  });

  it('is told that there is no such route', async () => {
    for (const [method, path] of [
      ['GET', '/api/v1/'],
      ['GET', '/api/v1/nothing'],
      ['POST', `/api/v1/projects/${slug}`],
      ['GET', `/api/v1/Projects/${slug}`],
      ['GET', `/api/v1/projects/${slug}/items/a/b`],
    ] as const) {
      const { detail } = await expectProblemIn(await admin.fetch(path, { method }), 'not_found');
      expect(detail).toContain(method);
    }
  });
});

describe('a request', () => {
  it('keeps the id its caller gave it, and gets one where that is none', async () => {
    const get = (id?: string) =>
      admin.fetch('/api/v1/session', id ? { headers: { 'x-request-id': id } } : {});
    expect((await get('line-7.b_c')).headers.get('x-request-id')).toBe('line-7.b_c');
    const own = (await get()).headers.get('x-request-id');
    expect(own).toMatch(/^[0-9a-f-]{36}$/);
    expect((await get()).headers.get('x-request-id')).not.toBe(own);
    for (const bad of ['a b', 'x'.repeat(101), '"quoted"', '<b>'])
      expect((await get(bad)).headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    const headers = { 'x-request-id': 'mine' };
    const { requestId } = await expectProblemIn(
      await admin.fetch('/api/v1/nothing', { headers }),
      'not_found',
    );
    expect(requestId).toBe('mine');
  });

  it('is answered without a word about what this server is made of', async () => {
    for (const path of ['/', '/%zz', '/api/v1/nothing', '/healthz', '/openapi.json']) {
      const response = await server.anyone.fetch(path);
      const text = await response.text();
      expect(response.headers.get('x-powered-by')).toBeNull();
      expect(text).not.toMatch(/node_modules|at .*\.(?:ts|js):\d+/);
    }
  });

  it('may carry a page of this server, which no other site can frame or script', async () => {
    const policy = (await server.anyone.fetch('/')).headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("object-src 'none'");
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
  });
});

describe("another site's page", () => {
  const change = (headers: Record<string, string>) =>
    patch('{"name":"Phones"}', { 'content-type': 'application/json', ...headers });

  it('cannot have a browser change anything with the cookie it keeps for us', async () => {
    for (const headers of [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'https://elsewhere.example' },
      { origin: 'null' },
      { origin: server.url.replace('http:', 'http://x.') },
    ] as Record<string, string>[])
      await expectProblemIn(await change(headers), 'cross_site');
    const out = await admin.fetch('/api/v1/session', {
      method: 'DELETE',
      headers: { 'sec-fetch-site': 'cross-site' },
    });
    await expectProblemIn(out, 'cross_site');
    const signIn = await server.anyone.fetch('/api/v1/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: 'https://elsewhere.example' },
      body: JSON.stringify({ email: admin.email, password: 'whatever' }),
    });
    await expectProblemIn(signIn, 'cross_site');
  });

  it('is no hindrance to our own pages, to services with keys, or to following a link here', async () => {
    for (const headers of [
      { 'sec-fetch-site': 'same-origin', origin: server.url },
      { 'sec-fetch-site': 'none' },
      { origin: server.url },
      {},
    ] as Record<string, string>[])
      expect((await change(headers)).status).toBe(200);
    const service = await server.service(slug, ['predictions.write']);
    const submitted = await service.fetch(`/api/v1/projects/${slug}/predictions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: 'https://elsewhere.example' },
      body: JSON.stringify(aPrediction()),
    });
    expect(submitted.status).toBe(200);
    const followed = await admin.fetch('/api/v1/session', { headers: { 'sec-fetch-site': 'cross-site' } });
    expect(followed.status).toBe(200);
  });
});

describe('the probes', () => {
  it('say that the process runs, and that it is ready', async () => {
    const health = await server.anyone.fetch('/healthz');
    expect([health.status, await health.json()]).toEqual([200, { status: 'ok' }]);
    const ready = await server.anyone.fetch('/readyz');
    expect([ready.status, await ready.json()]).toEqual([200, { status: 'ready' }]);
  });
});
