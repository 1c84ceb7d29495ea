import { gunzipSync } from 'node:zlib';
import { expect } from 'vitest';
import { addressOf } from '../../client/api/call.ts';
import { api } from '../../server/api.ts';
import type { SentBody } from '../../server/contract/route.ts';
import { callbackScenes } from './callbacks.ts';
import { deskOf } from './desk.ts';
import { aPrediction, submit, type TestServer } from './server.ts';

const { create, data, exported, get } = api.datasets;
const requestExport = api.datasets.export;

/** Long enough for a thread to start on a busy machine, in milliseconds. */
const timeout = 60_000;

/** Freezes datasets of a project as an analyst of it does, and reads them as a service. */
export const freezer = async (server: TestServer, project: string) => {
  const params = { project };
  const analyst = await server.person('analyst', project);
  const service = await server.service(project);
  const bytes = async (address: string) => Buffer.from(await (await service.fetch(address)).arrayBuffer());
  return {
    analyst,
    /** A snapshot once it is whole. */
    frozen: async (body: SentBody<typeof create>) => {
      const { id } = await analyst.call(create, { params, body });
      const at = { params: { ...params, id } };
      await expect.poll(async () => (await analyst.call(get, at)).state, { timeout }).not.toBe('writing');
      return analyst.call(get, at);
    },
    /** The rows of a snapshot as they are written. */
    text: async (id: string) => gunzipSync(await bytes(addressOf(data, { ...params, id }))).toString(),
    /** An export once it is whole. */
    exported: async (id: string, body: SentBody<typeof requestExport>) => {
      const asked = await analyst.call(requestExport, { params: { ...params, id }, body });
      const at = { params: { ...params, id, export: asked.id } };
      await expect
        .poll(async () => (await analyst.call(exported, at)).state, { timeout })
        .not.toBe('writing');
      return analyst.call(exported, at);
    },
  };
};

/** Makes projects with three labels of people, one that was accepted, and one item that waits. */
export const snapshotScenes = (start: Parameters<typeof callbackScenes>[0]) => {
  const scene = callbackScenes(start);
  return async () => {
    const made = await scene({ degree: 'partial', threshold: 0.9, blindShare: 1 });
    const { server, project, service } = made;
    await submit(service, project, [
      ...['a', 'b', 'c', 'd'].map((key) => aPrediction({ key, confidence: 0.5 })),
      aPrediction({ key: 'sure', confidence: 0.95 }),
    ]);
    const desk = await deskOf(server, project);
    const decided: string[] = [];
    for (const value of ['scratched', 'intact', 'scratched'])
      decided.push((await desk.decides(await desk.claimsOne(), value)).decisionId);
    return { ...made, desk, decided, params: { project }, ...(await freezer(server, project)) };
  };
};
