import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { startServerProcess, type ServerProcess } from '../support/server-process.ts';
import { aPrediction, startServer } from '../support/server.ts';
import { submitStream } from '../support/stream.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'countersign-stream-'));
let server: ServerProcess | null = null;
afterAll(async () => {
  await server?.kill();
  rmSync(folder, { recursive: true, force: true });
});

it(
  'promise 10: a stream of 20,000 records, three times what the server may keep in memory, is answered in order',
  { timeout: 120_000 },
  async () => {
    const env = { DATA_DIR: folder };
    const first = await startServer({ env });
    const project = await first.project();
    const service = await first.service(project);
    const { url } = first;
    await first.close();
    server = await startServerProcess({
      ...env,
      PORT: new URL(url).port,
      NODE_OPTIONS: '--max-old-space-size=80 --max-semi-space-size=4',
    });

    const total = 20_000;
    const filler = 'é'.repeat(6_000); // two bytes each in memory as on the wire
    const lines = function* () {
      for (let i = 0; i < total; i += 1)
        yield `${JSON.stringify(aPrediction({ key: `row ${i}`, payload: { text: filler, title: `${i}` }, ...(i % 10 === 0 ? {} : { confidence: 'high' }) }))}\n`;
    };
    let answered = 0;
    for await (const { key, problem } of submitStream({ url }, service.headers, project, lines())) {
      if (key !== `row ${answered}` || (problem === undefined) !== (answered % 10 === 0))
        throw new Error(`row ${answered} was answered by ${key}: ${JSON.stringify(problem)}`);
      answered += 1;
    }
    expect(answered).toBe(total);
  },
);
