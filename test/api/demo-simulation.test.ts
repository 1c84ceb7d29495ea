import { expect, it } from 'vitest';
import { api } from '../../server/api.ts';
import { callerAt } from '../../server/demo/caller.ts';
import { climb } from '../../server/demo/climb.ts';
import { projectBody } from '../../server/demo/project.ts';
import { inspectAsSimulated, simulatedAnswer } from '../../server/demo/simulated-inspectors.ts';
import { aPrediction, startServer, submit } from '../support/server.ts';

const meant = (key: string): number => Number(key.replace('digit-', '')) % 10;

it('a simulated inspector errs at the stated rate, and always in the same way', () => {
  const keys = Array.from({ length: 4_000 }, (_, i) => `digit-${i}`);
  const wrong = keys.filter((key) => simulatedAnswer('one', key, meant(key), 0.1) !== String(meant(key)));
  expect(wrong.length / keys.length).toBeGreaterThan(0.08);
  expect(wrong.length / keys.length).toBeLessThan(0.12);
  const [first = ''] = wrong;
  expect(simulatedAnswer('one', first, meant(first), 0.1)).toBe(
    simulatedAnswer('one', first, meant(first), 0.1),
  );
  expect(
    wrong.filter((key) => simulatedAnswer('two', key, meant(key), 0.1) !== String(meant(key))).length,
  ).toBeLessThan(wrong.length / 2);
  expect(keys.every((key) => simulatedAnswer('one', key, meant(key), 0) === String(meant(key)))).toBe(true);
});

it('the demo climbs from shadow to a certified threshold on what simulated inspectors answer', async () => {
  let ahead = 0;
  const server = await startServer({ now: () => Date.now() + ahead });
  const project = await server.project(
    { degree: 'shadow', blindShare: 1 },
    { ...projectBody, itemKind: 'text' },
  );
  expect(project).toBe('digits');
  const params = { project };
  const lead = await server.person('lead', project);
  await lead.call(api.projects.update, { params, body: { targetError: 0.1, targetConfidence: 0.8 } });
  const service = await server.service(project);
  await submit(
    service,
    project,
    Array.from({ length: 120 }, (_, i) => {
      const key = `digit-${i}`;
      // Unsure where it is wrong.
      const isSure = i % 5 !== 0;
      const value = String((meant(key) + (isSure ? 0 : 1)) % 10);
      return aPrediction({ key, value, confidence: isSure ? 0.99 : 0.4 });
    }),
  );
  const stopping = new AbortController();
  const { signal } = stopping;
  const people = await Promise.all(
    [1, 2, 3].map((n) => server.person('inspector', project, `Simulated inspector ${n}`)),
  );
  const working = people.map((person) =>
    inspectAsSimulated({
      name: person.name,
      call: callerAt(server.url, { cookie: person.cookie }),
      meant,
      errorRate: 0,
      signal,
    }),
  );
  const said: string[] = [];
  const climbing = climb(
    callerAt(server.url, { cookie: lead.cookie }),
    (text) => {
      said.push(text);
      ahead += 60_000;
    },
    signal,
    { stay: 0, lookEvery: 100 },
  );
  await expect
    .poll(async () => (await lead.call(api.policy.current, { params })).certificates, { timeout: 60_000 })
    .toHaveLength(1);
  stopping.abort();
  await Promise.allSettled([...working, climbing]);
  const { policy, certificates } = await lead.call(api.policy.current, { params });
  expect(policy).toMatchObject({ degree: 'partial', threshold: certificates[0]?.threshold });
  expect(certificates[0]?.threshold).toBeGreaterThan(0.4);
  expect(said).toHaveLength(2);
  await server.close();
});
