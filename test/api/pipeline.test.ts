import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { api } from '../../server/api.ts';
import type { ReplyOf } from '../../server/contract/route.ts';
import { evaluateAllAlarms } from '../../server/features/alarms/evaluate-alarms.job.ts';
import { watchDrift } from '../../server/features/drift/watch-drift.job.ts';
import { callbackEnv, told } from '../support/callbacks.ts';
import { expectProblem } from '../support/problems.ts';
import { startReceiver, type Receiver } from '../support/receiver.ts';
import { expectEvidence } from '../support/recount.ts';
import { aPrediction, submit, type TestServer } from '../support/server.ts';
import { onBothServers, stoppedClock } from '../support/servers.ts';

const minute = 60_000;
const never = new AbortController().signal;

const loudness = { name: 'loudness', type: 'number', low: 0, high: 1 } as const;
const steps = [
  { name: 'voice', after: [], metrics: [loudness] },
  { name: 'words', after: ['voice'], metrics: [] },
];
const voice = { output: { from: 0.2, to: 3 }, metrics: { loudness: 0.5 }, latencyMs: 20 };
const words = { output: 'one two three', latencyMs: 300 };

onBothServers((start) => {
  // Ids are made by the clock of the machine, which looking back in time by them goes along with.
  const clock = stoppedClock(Date.now() - 60 * minute);
  let server: TestServer;
  let receiver: Receiver;
  beforeAll(async () => {
    receiver = await startReceiver();
    server = await start({ now: clock.now, env: callbackEnv, jobs: [evaluateAllAlarms] });
  });
  afterAll(() => receiver.close());

  const given = async (pipeline: typeof steps = steps) => {
    const project = await server.project();
    const params = { project };
    const [lead, service] = [await server.person('lead', project), await server.service(project)];
    const analyst = await server.person('analyst', project);
    await lead.call(api.projects.update, { params, body: { pipeline } });
    const submits = (record: Record<string, unknown>) =>
      service.ask(api.intake.submit, { params, body: aPrediction(record) as never });
    const comeIn = (n: number, said: Record<string, unknown>) =>
      submit(
        service,
        project,
        Array.from({ length: n }, () => aPrediction({ steps: said })),
      );
    const look = () => analyst.call(api.pipeline.get, { params });
    return { project, params, lead, service, analyst, submits, comeIn, look };
  };
  const standing = ({ steps: all }: ReplyOf<typeof api.pipeline.get>) =>
    Object.fromEntries(all.map(({ name, state, firstMoved }) => [name, [state, firstMoved?.step]]));

  describe('a pipeline', () => {
    it('is kept with each item, and belongs to what a key stands for', async () => {
      const { params, analyst, submits } = await given();
      const record = { key: 'call-1', steps: { voice, words: { error: 'no language model' } } };
      expect((await submits(record)).status).toBe(200);
      const item = await analyst.call(api.items.get, { params: { ...params, key: 'call-1' } });
      expect(item.steps).toEqual({
        voice: { ...voice, error: null },
        words: { output: null, metrics: {}, latencyMs: null, error: 'no language model' },
      });
      expect((await submits(record)).body).toMatchObject({ repeated: true });
      expectProblem(await submits({ ...record, steps: { voice } }), 'key_conflict', ['key']);
      expectProblem(await submits({ key: 'call-1' }), 'key_conflict', ['key']);
    });

    it('is what the project declares: anything else is refused, and names its field', async () => {
      const { params, lead, submits } = await given();
      const refused = async (said: unknown, path: string[]) =>
        expectProblem(await submits({ steps: said }), 'invalid_input', ['steps', ...path]);
      await refused({ voice, noise: {} }, ['noise']);
      await refused({ voice: { output: 'x'.repeat(20_000) } }, ['voice', 'output']);
      await refused({ voice: { latencyMs: -1 } }, ['voice', 'latencyMs']);
      const without = await given([]);
      expectProblem(await without.submits({ steps: { voice } }), 'invalid_input', ['steps', 'voice']);

      const declares = (body: object) => lead.ask(api.projects.update, { params, body });
      const circle = steps.map((step) => ({ ...step, after: ['words'] }));
      expectProblem(await declares({ pipeline: circle }), 'invalid_input', ['pipeline', 0, 'after', 0]);
      const taken = { monitoredInputs: [{ ...loudness, name: 'voice.loudness' }] };
      expectProblem(await declares(taken), 'invalid_input', ['monitoredInputs', 0, 'name']);
    });

    it('tells how its steps stand, and names the first that moved when a later one alarms', async () => {
      const { project, params, lead, analyst, comeIn, look } = await given();
      await lead.call(api.callbacks.create, {
        params,
        body: { url: `${receiver.url}/${project}`, events: ['alarm.fired'] },
      });
      const evaluate = async (minutes: number) => {
        for (let i = 0; i < minutes; i += 1) {
          clock.pass(minute);
          await evaluateAllAlarms.run(server.app.services, never, 'evaluate');
        }
      };
      expect(standing(await look())).toEqual({
        voice: ['not_enough', undefined],
        words: ['not_enough', undefined],
      });

      await comeIn(60, { voice, words });
      expect(standing(await look())).toEqual({ voice: ['ok', undefined], words: ['ok', undefined] });
      await evaluate(1);
      const failed = clock.now() - (clock.now() % minute);
      await comeIn(60, { voice: { error: 'no microphone' }, words });
      await evaluate(3);
      await comeIn(30, { voice });
      const { steps: told_, firstMoved } = await look();
      expect(told_).toMatchObject([
        { state: 'failing', missing: { value: 0, n: 150 }, failed: { value: 0.4, n: 150 } },
        { state: 'silent', after: ['voice'], missing: { value: 0.2, n: 150 }, failed: { value: 0, n: 120 } },
      ]);
      const first = { step: 'voice', since: new Date(failed).toISOString() };
      expect(firstMoved).toEqual(first);
      expect(told_[1]?.firstMoved).toEqual(first);
      expect(Math.abs((told_[1]?.latencyP95.value ?? 0) / 300 - 1)).toBeLessThan(0.1);
      const asLead = await lead.call(api.pipeline.get, { params });
      expect(asLead.steps[1]?.missing).toEqual({ value: 0.2, n: 100 }); // who may judge blind

      await evaluate(7);
      const { alarms } = await analyst.call(api.alarms.list, { params });
      const firing = alarms.filter(({ state }) => state.firedAt !== null);
      expect(firing.map(({ preset, firstMoved: moved }) => [preset, moved]).toSorted()).toEqual([
        ['step_failing', first],
        ['step_silent', first],
      ]);
      await expect
        .poll(() => receiver.received.filter(({ path }) => path === `/${project}`).map(told))
        .toContainEqual(
          expect.objectContaining({
            type: 'alarm.fired',
            data: expect.objectContaining({
              alarms: [expect.objectContaining({ metric: 'steps_silent', firstMoved: first })],
            }),
          }),
        );

      const series = await analyst.call(api.monitoring.series, {
        params,
        query: {
          from: new Date(clock.now() - 60 * minute).toISOString(),
          to: new Date(clock.now() + 1).toISOString(),
        },
      });
      const ofVoice = series.charts.filter(({ step }) => step === 'voice');
      expect(
        ofVoice.flatMap(({ lines }) =>
          lines.map(({ figure, all: { value, n } }) => `${figure} ${value} ${n}`),
        ),
      ).toEqual(
        expect.arrayContaining([
          'step_failed_share 0.4 150',
          'step_missing_share 0 150',
          'input_mean 0.5 90',
          'input_missing_share 0 90',
        ]),
      );
      await expectEvidence(server.app.services.db);
    });

    it('has metrics that drift from their reference as inputs do, of the step that they belong to', async () => {
      const { params, lead, analyst, comeIn, look } = await given();
      const quarter = 15 * minute;
      clock.pass(quarter - (clock.now() % quarter)); // windows begin on one
      const loud = (x: number) => ({ voice: { ...voice, metrics: { loudness: x } }, words });
      await comeIn(250, loud(0.2));
      clock.pass(quarter);
      const [from, to] = [clock.now() - quarter, clock.now()].map((at) => new Date(at).toISOString());
      const reference = {
        name: 'Quiet',
        model: 'scratches@1',
        from: from ?? '',
        to: to ?? '',
        windowMinutes: 15,
      };
      await lead.call(api.drift.takeReference, { params, body: reference });
      const standings: unknown[] = [];
      for (const x of [0.2, 0.8, 0.8]) {
        await comeIn(250, loud(x));
        clock.pass(quarter);
        await watchDrift.run(server.app.services, never, 'watch');
        standings.push(standing(await look())['voice']?.[0]);
      }
      expect(standings).toEqual(['ok', 'moved', 'drifting']);
      const { firstMoved, steps: told_ } = await look();
      const since = new Date(clock.now() - 2 * quarter).toISOString();
      expect(firstMoved).toEqual({ step: 'voice', since });
      expect(told_[0]?.moved).toEqual([{ metric: 'loudness', standing: 'drifting', since }]);
      expect(told_[1]).toMatchObject({ state: 'ok', firstMoved: null });

      const query = { subject: 'input:voice.loudness' };
      const { rows } = await analyst.call(api.drift.movedItems, { params, query });
      expect(rows.map(({ value }) => value)).toEqual(Array.from({ length: 12 }, () => 0.8));
      const toJudge = await lead.call(api.drift.movedItems, { params, query });
      expect(toJudge.rows, 'a step may say what was made of an item').toEqual([]);
    });
  });
});
