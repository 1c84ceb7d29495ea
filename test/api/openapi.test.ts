import path from 'node:path';
import { runInNewContext } from 'node:vm';
import { Validator } from '@seriousme/openapi-schema-validator';
import { format } from 'oxfmt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { api, apiRoot } from '../../server/api.ts';
import { problems } from '../../server/contract/problems.ts';
import { callbackTypes } from '../../server/domain/callback-events.ts';
import type { Route } from '../../server/contract/route.ts';
import { startServer, type TestServer } from '../support/server.ts';

type Parameter = { name: string; in: string; required: boolean; schema: object };
type Operation = {
  operationId: string;
  parameters: Parameter[];
  security: object[];
  requestBody?: object;
  responses: Record<string, { description: string }>;
};
type OpenApi = { openapi: string; paths: Record<string, Record<string, Operation>> };

const routes = Object.entries(api).flatMap(([feature, contract]) =>
  Object.entries(contract).map(([name, route]): [string, Route] => [`${feature}.${name}`, route]),
);

let server: TestServer;
let document: OpenApi;
beforeAll(async () => {
  server = await startServer();
  document = (await (await server.anyone.fetch('/openapi.json')).json()) as OpenApi; // held by the validator below
});
afterAll(() => server.close());

describe('the OpenAPI document', () => {
  it('is valid OpenAPI 3.1', async () => {
    const validator = new Validator();
    const { valid, errors } = await validator.validate(structuredClone(document));
    expect(errors ?? []).toEqual([]);
    expect(valid).toBe(true);
    expect(validator.version).toBe('3.1');
  });

  it('is the one that was reviewed', async () => {
    const { code } = await format('openapi.snapshot.json', JSON.stringify(document), { printWidth: 110 });
    await expect(code).toMatchFileSnapshot(path.join(import.meta.dirname, 'openapi.snapshot.json'));
  });

  it.each(routes)('tells of %s: its parameters, its body, and each way it can end', (name, route) => {
    const operation = document.paths[apiRoot + route.path.replaceAll(/:(\w+)/g, '{$1}')]?.[route.method];
    expect(operation?.operationId).toBe(name);

    const inPath = [...route.path.matchAll(/:(\w+)/g)].map(([, parameter]) => parameter);
    const declared = operation?.parameters.filter((parameter) => parameter.in === 'path') ?? [];
    expect(declared.map((parameter) => parameter.name).toSorted()).toEqual(inPath.toSorted());
    expect(declared.every((parameter) => parameter.required)).toBe(true);

    expect(operation?.requestBody !== undefined).toBe(route.body !== undefined);
    expect(operation?.security.length === 0).toBe(route.access === 'public');
    const { responses = {} } = operation ?? {};
    expect(responses[route.status ?? 200]).toBeDefined();
    for (const code of route.errors)
      expect(responses[problems[code][0]]?.description, code).toContain(`\`${code}\``);
  });

  it('tells of nothing that is no route', () => {
    const told = Object.values(document.paths).flatMap((operations) => Object.values(operations));
    expect(told.map((operation) => operation.operationId).toSorted()).toEqual(
      routes.map(([name]) => name).toSorted(),
    );
  });
});

it('the OpenAPI document tells what is sent to endpoints', () => {
  const { webhooks } = document as unknown as {
    webhooks: Record<string, { post: { requestBody: unknown } }>;
  };
  expect(Object.keys(webhooks).toSorted()).toEqual([...callbackTypes].toSorted());
  for (const { post } of Object.values(webhooks)) expect(post.requestBody).toBeDefined();
});

describe('the API reference', () => {
  const get = async (address: string) => {
    const response = await server.anyone.fetch(address);
    return { response, text: await response.text() };
  };

  it('is a page whose every part comes from this server', async () => {
    const { response, text } = await get('/api-reference');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toMatch(/^text\/html/);
    const parts = [...text.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, address = '']) => address);
    expect(parts).toHaveLength(3);
    for (const part of parts) {
      expect(part).toMatch(/^\/(?!\/)/);
      expect((await get(part)).response.status, part).toBe(200);
    }
    expect(text).not.toMatch(/https?:/);
  });

  it('shows the document of this server, and sends it to nobody else', async () => {
    const { text } = await get('/api-reference/start.js');
    const started: Record<string, unknown>[] = [];
    runInNewContext(text, {
      SwaggerUIBundle: (options: Record<string, unknown>) => started.push(options),
    });
    // Without a word the package has the document checked by its maker's server.
    expect(started).toMatchObject([{ url: '/openapi.json', validatorUrl: null }]);
  });

  it('has a style sheet that loads nothing from elsewhere', async () => {
    const { text } = await get('/api-reference/assets/swagger-ui.css');
    const loaded = [...text.matchAll(/url\(["']?([^)]{0,20})/g)].map(([, address = '']) => address);
    expect(loaded.filter((address) => !address.startsWith('data:'))).toEqual([]);
    expect(text).not.toContain('@import');
  });
});
