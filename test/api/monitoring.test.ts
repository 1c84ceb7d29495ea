import { beforeAll, describe, expect, it } from 'vitest';
import { api } from '../../server/api.ts';
import type { ReplyOf } from '../../server/contract/route.ts';
import { foldOldMeasures } from '../../server/features/monitoring/fold-measures.job.ts';
import { textFeatures } from '../../server/media/features/text.ts';
import { deskOf } from '../support/desk.ts';
import { expectProblem } from '../support/problems.ts';
import { expectEvidence } from '../support/recount.ts';
import { aPrediction, submit, type Caller, type TestServer } from '../support/server.ts';
import { onBothServers, stoppedClock } from '../support/servers.ts';

const minute = 60_000;
const day = 1_440 * minute;

type Series = ReplyOf<typeof api.monitoring.series>;

onBothServers((start) => {
  const clock = stoppedClock();
  let server: TestServer;
  beforeAll(async () => {
    server = await start({ now: clock.now });
  });

  /** What is told of the last so many milliseconds. */
  const lately = (who: Caller, project: string, length: number, model?: string): Promise<Series> =>
    who.call(api.monitoring.series, {
      params: { project },
      query: {
        from: new Date(clock.now() - length).toISOString(),
        to: new Date(clock.now() + 1).toISOString(),
        model,
      },
    });
  /** Each curve's figure over the whole time, with its n. */
  const all = ({ charts }: Series): Record<string, [number | null, number]> =>
    Object.fromEntries(
      charts.flatMap(({ input, lines }) =>
        lines.map(({ figure, category, all: { value, n } }) => [
          [input, figure, category].filter((word) => word !== null).join(' '),
          [value === null ? null : Number(value.toFixed(3)), n],
        ]),
      ),
    );
  const declare = (lead: Caller, project: string, monitoredInputs: unknown[]) =>
    lead.call(api.projects.update, { params: { project }, body: { monitoredInputs } as never });

  describe('monitoring', () => {
    it('tells what came in and what people made of it, by model version, however old it grows', async () => {
      const project = await server.project({ degree: 'partial', threshold: 0.9, blindShare: 0 });
      const [service, lead] = [await server.service(project), await server.person('lead', project)];
      const analyst = await server.person('analyst', project);
      await declare(lead, project, [
        { name: 'light', type: 'number', low: 0, high: 10 },
        { name: 'line', type: 'category', known: ['north', 'south'] },
      ]);
      const records = Array.from({ length: 10 }, (_, i) =>
        aPrediction({
          key: `item ${i}`,
          value: i === 9 ? null : i % 2 ? 'intact' : 'scratched',
          confidence: i < 4 ? 0.95 : 0.6,
          latencyMs: 100,
          inputs: { light: i + 2, line: ['north', 'south', 'east'][i % 3], other: i },
        }),
      );
      await submit(service, project, records);
      await submit(service, project, [records[0] ?? {}, { ...records[1], confidence: 0.1 }]);
      await submit(service, project, [aPrediction({ key: 'other', model: 'scratches@2', confidence: 0.99 })]);

      clock.pass(10 * minute);
      const desk = await deskOf(server, project);
      const first = await desk.claimsOne();
      await desk.decides(first, 'intact'); // item 4, predicted as scratched
      await desk.decides(await desk.claimsOne(), 'intact'); // item 5, as predicted
      await expectEvidence(server.app.services.db);

      const expected = {
        automated_share: [0.4, 10],
        'class_share scratched': [0.5, 10],
        'class_share intact': [0.4, 10],
        null_share: [0.1, 10],
        repeat_share: [2 / 12, 12].map((x) => Number(x.toFixed(3))),
        override_share: [0.5, 2],
        'light input_missing_share': [0, 10],
        'light input_outside_share': [0.1, 10],
        'light input_mean': [6.5, 10],
        'line category_share north': [0.4, 10],
        'line input_unseen_share': [0.3, 10],
      };
      const versionOne = await lately(analyst, project, 30 * minute, 'scratches@1');
      expect(all(versionOne)).toMatchObject(expected);
      expect(versionOne.models.toSorted()).toEqual(['scratches@1', 'scratches@2']);
      expect(versionOne.stepMinutes).toBe(1);
      const intake = versionOne.charts.find(({ chart }) => chart === 'intake')?.lines[0];
      expect(intake?.points.filter(({ n }) => n > 0)).toMatchObject([{ value: 10, n: 10 }]);
      const waited = all(versionOne).time_to_label_p50?.[0] ?? 0;
      expect(Math.abs(waited / (10 * minute) - 1)).toBeLessThan(0.1);
      expect(all(await lately(analyst, project, 30 * minute)).automated_share).toEqual([0.455, 11]);
      expect(versionOne.annotations.map(({ title }) => title)).toEqual(['Policy 1', 'Policy 2']);

      for (const age of [day, 10 * day, 100 * day]) {
        clock.pass(age);
        await foldOldMeasures.run(server.app.services, new AbortController().signal, 'fold');
        expect(all(await lately(analyst, project, 150 * day, 'scratches@1'))).toMatchObject(expected);
      }
      await expectEvidence(server.app.services.db);
    });

    it('tells those who may judge blind nothing that would say what the model made of one item', async () => {
      const project = await server.project();
      const [service, lead] = [await server.service(project), await server.person('lead', project)];
      const many = (n: number) => Array.from({ length: n }, () => aPrediction());
      await submit(service, project, [...many(98), aPrediction({ value: 'intact' })]);
      const telling = async () => {
        const { charts } = await lately(lead, project, minute);
        return charts
          .filter(({ chart }) => ['classes', 'nulls', 'confidence'].includes(chart))
          .flatMap(({ lines }) =>
            lines.flatMap(({ figure, category, all: told, points }) =>
              told.value === null && points.every(({ value }) => value === null)
                ? []
                : [`${category ?? figure} ${told.value}`],
            ),
          );
      };
      expect(await telling()).toEqual([]);
      await submit(service, project, [aPrediction({ value: null })]);
      expect(await telling()).toEqual(
        expect.arrayContaining([
          'scratched 0.98',
          'null_share 0.01',
          expect.stringMatching(/^confidence_p50 0\.\d\d?$/),
        ]),
      );
      expect((await telling()).join()).not.toContain('intact');
    });

    it('proposes inputs to measure, refuses those that make no sense, and begins anew with what is declared', async () => {
      const project = await server.project();
      const [service, lead] = [await server.service(project), await server.person('lead', project)];
      const records = Array.from({ length: 3 }, (_, i) =>
        aPrediction({ inputs: { light: i, line: 'north' } }),
      );
      await submit(service, project, records);
      const proposed = await lead.call(api.monitoring.inputs, { params: { project } });
      expect(proposed).toEqual({
        items: 3,
        inputs: [
          { name: 'light', type: 'number', low: 0, high: 2.2 },
          { name: 'line', type: 'category', known: ['north'] },
          ...textFeatures.inputs,
        ],
      });
      await declare(lead, project, proposed.inputs);
      await submit(service, project, [aPrediction({ inputs: { light: 1, line: 'north' } })]);
      expect(all(await lately(lead, project, minute))['light input_mean']).toEqual([1, 1]);

      const refused = (monitoredInputs: unknown) =>
        lead.ask(api.projects.update, { params: { project }, body: { monitoredInputs } as never });
      const light = proposed.inputs[0];
      expectProblem(await refused([light, light]), 'invalid_input', ['monitoredInputs']);
      expectProblem(await refused([{ ...light, low: 3 }]), 'invalid_input', ['monitoredInputs', 0, 'high']);
    });
  });
});
