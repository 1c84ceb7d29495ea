import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { api } from '../../server/api.ts';
import { indexOf } from '../../server/demo/arrivals.ts';
import { bringDigits } from '../../server/demo/bring-digits.ts';
import { callerAt } from '../../server/demo/caller.ts';
import { certifyingAnew, climbing } from '../../server/demo/climb.ts';
import { loadDigits } from '../../server/demo/digits.ts';
import { leadAsSimulated } from '../../server/demo/lead-step.ts';
import { saveModel } from '../../server/demo/model-file.ts';
import { demoProject, firstDemoPolicy, projectBody } from '../../server/demo/project.ts';
import { askingForTrainings, rollingOut, tellingOfRollouts } from '../../server/demo/retrain.ts';
import { inspectAsSimulated, simulatedAnswer } from '../../server/demo/simulated-inspectors.ts';
import { trainDigitModel } from '../../server/demo/train.ts';
import { trainOnLabels } from '../../server/demo/train-on-labels.ts';
import { modelFile } from '../../server/demo/trained-model.ts';
import { loadVersion } from '../../server/demo/versions.ts';
import { askForTrainings } from '../../server/features/retraining/ask-for-trainings.job.ts';
import { watchRollouts } from '../../server/features/rollouts/watch-rollouts.job.ts';
import { startServer, type TestServer } from '../support/server.ts';

const meant = (key: string): number => Number(key.replace('mnist-', '')) % 10;

it('a simulated inspector errs at the stated rate, and always in the same way', () => {
  const keys = Array.from({ length: 4_000 }, (_, i) => `mnist-${i}`);
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

const versions = mkdtempSync(path.join(tmpdir(), 'countersign-versions-'));
afterAll(() => rmSync(versions, { recursive: true, force: true }));

/** Everybody in the demo at their quickest, until the signal: the line, the trainer, three inspectors and the lead. */
const everybody = async (server: TestServer, say: (text: string) => void, signal: AbortSignal) => {
  const project = demoProject;
  const digits = loadDigits('train');
  const service = await server.service(project);
  const key = (service.headers['authorization'] ?? '').replace('Bearer ', '');
  const common = { server: server.url, project, key, versions };
  const lead = await server.person('lead', project);
  const people = await Promise.all(
    [1, 2, 3].map((n) => server.person('inspector', project, `Inspector ${n}`)),
  );
  const pace = {
    steps: [0.5, 1],
    dwellMinutes: 0,
    leastLabels: 5,
    limits: { error: 0.6, coverage: 0.5 },
    advance: 'automatic' as const,
  };
  const steps = [
    climbing(0),
    certifyingAnew,
    askingForTrainings(null, 50),
    rollingOut(pace),
    tellingOfRollouts(),
  ];
  return [
    bringDigits({ ...common, rate: 30, drift: null }, say, signal),
    trainOnLabels(common, say, signal),
    leadAsSimulated(callerAt(server.url, { cookie: lead.cookie }), steps, { say, signal, lookEvery: 100 }),
    ...people.map(({ name, cookie }) =>
      inspectAsSimulated({
        name,
        call: callerAt(server.url, { cookie }),
        meant: (item) => digits.labels[indexOf(item)] ?? 0,
        errorRate: 0,
        pace: { least: 0, most: 1, idle: 50 },
        signal,
      }),
    ),
  ];
};

it(
  'the demo closes the loop: from shadow to a certified threshold, a training on labels, and the new version live',
  { timeout: 300_000 },
  async () => {
    if (!(await loadVersion(versions, 'digits@1')))
      await saveModel(await trainDigitModel({ digits: loadDigits('train') }), modelFile);
    const server = await startServer({
      jobs: [askForTrainings, watchRollouts].map((job) => ({ ...job, everySeconds: 1 })),
    });
    const project = await server.project(
      { ...firstDemoPolicy, degree: 'shadow', blindShare: 1 },
      projectBody,
    );
    const params = { project };
    const lead = await server.person('lead', project);
    await lead.call(api.projects.update, { params, body: { targetError: 0.1, targetConfidence: 0.8 } });
    const said: string[] = [];
    const stopping = new AbortController();
    const { promise: live, resolve } = Promise.withResolvers<void>();
    const say = (text: string) => {
      said.push(text);
      if (text.includes('is live')) resolve();
    };
    const working = await everybody(server, say, stopping.signal);
    await live;
    stopping.abort();
    await Promise.allSettled(working);

    const { rows } = await lead.call(api.retraining.cycles, { params, query: {} });
    expect(rows.at(-1)).toMatchObject({
      state: 'finished',
      cause: 'new_labels',
      before: { model: 'digits@1' },
      after: { model: 'digits@2' },
      rollout: { state: 'promoted' },
    });
    expect(await lead.call(api.rollouts.list, { params })).toMatchObject({
      deployment: { live: 'digits@2', candidate: null },
      rollouts: [{ state: 'promoted', startedAt: expect.any(String) }],
    });
    const { models } = await lead.call(api.models.list, { params });
    expect(models.find(({ model }) => model === 'digits@2')).toMatchObject({ state: 'live' });
    expect(said.filter((text) => !text.startsWith('300 digits'))).toEqual([
      expect.stringContaining('(assistance)'),
      expect.stringContaining('(partial)'),
      expect.stringContaining('A training is asked for'),
      expect.stringMatching(
        /^digits@2 is trained on 4,000 digits and the [\d,]+ that people labelled.*: as they are written 9\d\.\d %, digits@1 9\d\.\d %\.$/,
      ),
      expect.stringContaining('in shadow'),
      expect.stringContaining('decides 50 %'),
      expect.stringContaining('decides 100 %'),
      expect.stringContaining('digits@2 is live'),
    ]);
    await server.close();
  },
);
