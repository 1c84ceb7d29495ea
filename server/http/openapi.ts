import { Router } from 'express';
import { z } from 'zod';
import { apiRoot } from '../api.ts';
import { callbackBody } from '../contract/callback-body.ts';
import { problem, problems, type ProblemCode } from '../contract/problems.ts';
import { commonProblems, isStreamBody, isStreamReply, type Contract, type Route } from '../contract/route.ts';

type Node = Record<string, unknown>;

const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): Node => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
};

const parametersOf = (schema: z.ZodObject | undefined, place: 'path' | 'query'): Node[] => {
  if (!schema) return [];
  const { properties = {}, required = [] } = schemaOf(schema, 'input') as {
    properties?: Node;
    required?: string[];
  };
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: property,
  }));
};

const requestBodyOf = (body: Route['body']): Node => {
  if (!body) return {};
  const types = isStreamBody(body) ? body.types : ['application/json'];
  const schema = schemaOf(isStreamBody(body) ? body.schema : body, 'input');
  return { requestBody: { required: true, content: Object.fromEntries(types.map((t) => [t, { schema }])) } };
};

const successOf = (route: Route): Node =>
  isStreamReply(route.reply)
    ? {
        description: route.reply.description,
        content: Object.fromEntries(
          route.reply.types.map((t) => [t, { schema: { type: 'string', contentEncoding: 'binary' } }]),
        ),
      }
    : { description: 'Done', content: { 'application/json': { schema: schemaOf(route.reply, 'output') } } };

const failuresOf = (route: Route): Node => {
  const codes = new Set<ProblemCode>([...commonProblems, ...route.errors]);
  if (route.access !== 'public') codes.add('unauthenticated').add('forbidden').add('not_found');
  if (route.method !== 'get') codes.add('cross_site');
  if (route.body) codes.add('malformed_json').add('body_too_large').add('unsupported_media_type');
  const byStatus = Map.groupBy(codes, (code) => problems[code][0]);
  return Object.fromEntries(
    [...byStatus]
      .toSorted(([a], [b]) => a - b)
      .map(([status, ofStatus]) => [
        String(status),
        {
          description: ofStatus.map((code) => `\`${code}\`: ${problems[code][1].message}`).join('; '),
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
        },
      ]),
  );
};

const securityOf = (route: Route): Node[] => {
  if (route.access === 'public') return [];
  const personal = ['signed_in', 'admin', 'reviews.work', 'reviews.lead', 'estimates.run'].includes(
    route.access,
  );
  return personal ? [{ session: [] }] : [{ session: [] }, { apiKey: [] }];
};

const operationOf = (feature: string, name: string, route: Route): Node => ({
  operationId: `${feature}.${name}`,
  tags: [feature],
  summary: route.summary,
  description: `Permission: \`${route.access}\``,
  security: securityOf(route),
  parameters: [...parametersOf(route.params, 'path'), ...parametersOf(route.query, 'query')],
  ...requestBodyOf(route.body),
  responses: { [String(route.status ?? 200)]: successOf(route), ...failuresOf(route) },
});

/** What is sent to endpoints, by type, with the headers of Standard Webhooks. */
const webhooksOf = (): Node => {
  const headers = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) => ({
    name,
    in: 'header',
    required: true,
    schema: { type: 'string' },
  }));
  const responses = {
    '2XX': { description: 'Accepted' },
    '410': { description: 'Gone: the endpoint is disabled' },
    default: { description: 'Refused: sent again later' },
  };
  return Object.fromEntries(
    callbackBody.options.map((body) => [
      body.shape.type.value,
      { post: { parameters: headers, ...requestBodyOf(body), responses } },
    ]),
  );
};

/** The OpenAPI 3.1 document of the contracts. */
const openApiOf = (api: Record<string, Contract>): Node => {
  const paths: Record<string, Node> = {};
  for (const [feature, contract] of Object.entries(api))
    for (const [name, route] of Object.entries(contract)) {
      const path = apiRoot + route.path.replace(/:(\w+)/g, '{$1}');
      (paths[path] ??= {})[route.method] = operationOf(feature, name, route);
    }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Countersign',
      version: '1',
      description: 'A model signs, a person countersigns: predictions in, reviewed labels out.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    tags: Object.keys(api).map((name) => ({ name })),
    paths,
    webhooks: webhooksOf(),
    components: {
      schemas: { Problem: schemaOf(problem, 'output') },
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'cs_session' },
        apiKey: { type: 'http', scheme: 'bearer', description: 'An API key, `cs_…`' },
      },
    },
  };
};

/** `/openapi.json`: the document, which is made when it is first asked for. */
export const openApiRouter = (api: Record<string, Contract>): Router => {
  let document: Node | null = null;
  return Router().get('/openapi.json', (_, response) => void response.json((document ??= openApiOf(api))));
};
