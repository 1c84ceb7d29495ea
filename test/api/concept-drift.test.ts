import { beforeAll, describe, expect, it } from 'vitest';
import { api } from '../../server/api.ts';
import { fewestBefore, fewestSince } from '../../server/domain/drift/people.ts';
import { watchDrift } from '../../server/features/drift/watch-drift.job.ts';
import { deskOf } from '../support/desk.ts';
import { aPrediction, submit, type Caller, type TestServer } from '../support/server.ts';
import { onBothServers, stoppedClock } from '../support/servers.ts';

const quarter = 15 * 60_000;

onBothServers((start) => {
  // Ids are made by the clock of the machine, which looking back in time by them goes along with.
  const clock = stoppedClock(Math.floor(Date.now() / quarter) * quarter);
  let server: TestServer;
  beforeAll(async () => {
    server = await start({ now: clock.now });
  });

  const given = async () => {
    const project = await server.project({ degree: 'shadow' });
    const params = { project };
    const [service, lead] = [await server.service(project), await server.person('lead', project)];
    const [analyst, desk] = [await server.person('analyst', project), await deskOf(server, project)];
    let times = 0;
    /** Items of which so many in a hundred are called scratched, of which a person judges the first. */
    const comesIn = async (scratched: number, judged: number, agrees: boolean) => {
      times += 1;
      const said = new Map(
        Array.from({ length: 240 }, (_, i) => [
          `time-${times}-${i}`,
          i % 100 < scratched ? 'scratched' : 'intact',
        ]),
      );
      // What came last is judged first.
      const items = [...said].map(([key, value]) =>
        aPrediction({ key, value, confidence: 0.9, priority: times }),
      );
      await submit(service, project, items);
      for (let done = 0; done < judged; done += 10)
        await Promise.all(
          (await desk.claims(10)).map((review) => {
            const model = said.get(review.key) ?? '';
            const other = model === 'intact' ? 'scratched' : 'intact';
            return desk.decides(review, agrees ? model : other);
          }),
        );
      clock.pass(quarter);
    };
    const watch = () => watchDrift.run(server.app.services, new AbortController().signal, 'watch');
    const drift = (caller: Caller = lead) => caller.call(api.drift.get, { params, query: {} });
    const moved = (caller: Caller, subject: string) =>
      caller.call(api.drift.movedItems, { params, query: { subject } }).then(({ rows }) => rows);
    return { params, lead, analyst, comesIn, watch, drift, moved };
  };

  describe('concept drift', () => {
    it('is told from data that moved, and shows the items that moved, none that its reader may judge blind', async () => {
      const { params, lead, analyst, comesIn, watch, drift, moved } = await given();
      const from = new Date(clock.now()).toISOString();
      await comesIn(20, 60, true);
      await lead.call(api.drift.takeReference, {
        params,
        body: {
          name: 'First',
          model: 'scratches@1',
          from,
          to: new Date(clock.now()).toISOString(),
          windowMinutes: 15,
        },
      });
      const look = async () => {
        const { concept } = await drift();
        return [concept?.look, concept?.people, concept?.data];
      };
      expect((await drift()).concept).toMatchObject({
        look: 'not_enough',
        audits: null,
        agreement: {
          standing: 'not_enough',
          missing: fewestBefore - 60 + fewestSince,
          before: null,
          now: null,
        },
      });

      // The reference had too few answers: it borrows those of what came next.
      await comesIn(20, 100, true);
      await watch();
      expect(await look()).toEqual(['nothing', 'stable', 'stable']);

      await comesIn(20, 60, false);
      await watch();
      expect(await look()).toEqual(['concept', 'moved', 'stable']);
      const { agreement, calibration } = (await drift(analyst)).concept ?? {};
      expect(agreement).toMatchObject({ before: { value: 0, n: 100 }, now: { n: 120 } });
      expect(agreement?.now?.value).toBeCloseTo(0.5, 9);
      expect(calibration).toMatchObject({ standing: 'moved' });
      expect(calibration?.before?.value).toBeCloseTo(-0.1, 9);
      expect((await drift(lead)).concept?.calibration?.now?.value).toBe(0.4);
      expect(await moved(analyst, 'input:light')).toEqual([]);

      await comesIn(70, 20, false);
      await watch();
      expect(await look()).toEqual(['both', 'moved', 'moved']);
      const seen = await moved(analyst, 'classes');
      expect(seen).toHaveLength(12);
      expect(seen.every(({ key, value }) => key.startsWith('time-4-') && value === 'scratched')).toBe(true);
      expect(seen[0]).toMatchObject({ key: 'time-4-239', payload: { text: 'A phone' } });
      // Whoever may judge the rest blind is shown those that have been judged.
      const shown = await moved(lead, 'classes');
      expect(shown.map(({ key }) => Number(key.slice('time-4-'.length)))).toEqual(
        Array.from({ length: 12 }, (_, i) => 19 - i),
      );
    });
  });
});
