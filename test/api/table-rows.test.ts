import { expect, it } from 'vitest';
import { api } from '../../server/api.ts';
import { aPrediction, submit } from '../support/server.ts';
import { onBothServers } from '../support/servers.ts';

onBothServers((start) => {
  it('a row’s columns that are declared are measured by themselves, and say what is usual once a reference is taken', async () => {
    const began = Date.now();
    const server = await start();
    const project = await server.project({}, { itemKind: 'table' });
    const params = { project };
    const [lead, inspector] = [
      await server.person('lead', project),
      await server.person('inspector', project),
    ];
    const service = await server.service(project);
    const width = { name: 'width', type: 'number' as const, low: 0, high: 100, unit: 'mm' };
    const line = { name: 'line', type: 'category' as const, known: ['a'] };
    await lead.call(api.projects.update, { params, body: { monitoredInputs: [width, line] } });
    const row = (i: number) => ({ width: i % 100, line: 'a', parts: [{ name: 'lid', worn: true }] });
    await submit(
      service,
      project,
      Array.from({ length: 200 }, (_, i) =>
        aPrediction({ key: `row-${i}`, payload: { row: row(i) }, inputs: i === 7 ? { width: 8 } : {} }),
      ),
    );
    const inputsOf = async (key: string) =>
      (await service.call(api.items.get, { params: { project, key } })).inputs;
    expect(await inputsOf('row-3')).toEqual({ width: 3, line: 'a' });
    expect(await inputsOf('row-7')).toEqual({ width: 8, line: 'a' }); // what is sent counts

    const expected = () => inspector.call(api.monitoring.expected, { params });
    expect(await expected()).toEqual([width, line].map((input) => ({ input, usual: null })));
    await lead.call(api.drift.takeReference, {
      params,
      body: {
        name: 'First',
        model: 'scratches@1',
        from: new Date(began - 120_000).toISOString(),
        to: new Date().toISOString(),
      },
    });
    const [first, second] = await expected();
    expect(first).toMatchObject({ input: width, usual: { n: 200 } });
    expect(first?.usual?.low).toBeLessThan(5);
    expect(first?.usual?.high).toBeGreaterThan(95);
    expect(second).toEqual({ input: line, usual: null });
  });
});
