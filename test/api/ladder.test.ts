import { beforeAll, expect, it } from 'vitest';
import { api } from '../../server/api.ts';
import type { Policy } from '../../server/domain/policy.ts';
import { deskOf } from '../support/desk.ts';
import { expectProblem } from '../support/problems.ts';
import { aPrediction, submit, type TestServer } from '../support/server.ts';
import { onBothServers } from '../support/servers.ts';

onBothServers((start) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await start({});
  });

  const given = async (policy: Partial<Policy>) => {
    const project = await server.project(policy);
    const lead = await server.person('lead', project);
    const params = { project };
    const steps = async () => (await lead.call(api.ladder.get, { params })).steps;
    const missing = async (to: Policy['degree']) =>
      (await steps())
        .find((step) => step.to === to)
        ?.requirements.filter(({ met }) => !met)
        .map(({ name }) => name);
    const turn = async (degree: Policy['degree'], note = '') => {
      const { policy: inForce, revision } = await lead.call(api.policy.current, { params });
      const body = { basedOn: revision, policy: { ...inForce, degree }, note };
      return lead.ask(api.policy.save, { params, body });
    };
    return { project, lead, params, steps, missing, turn };
  };

  it('asks for evidence on each step up, with what there is of it', async () => {
    const { project, steps, missing } = await given({ degree: 'human_only', auditShare: 0 });
    expect((await steps()).map(({ to }) => to)).toEqual(['shadow', 'assistance', 'partial', 'full']);
    expect(await missing('shadow')).toEqual(['predictions']);
    expect(await missing('partial')).toEqual([
      'predictions',
      'comparisons',
      'agreement',
      'audits_on',
      'certificate',
    ]);
    const service = await server.service(project);
    const desk = await deskOf(server, project);
    await submit(
      service,
      project,
      Array.from({ length: 100 }, () => aPrediction({ value: 'intact' })),
    );
    expect(await missing('shadow')).toEqual([]);
    for (let reviews = await desk.claims(10); reviews.length > 0; reviews = await desk.claims(10))
      for (const review of reviews) await desk.decides(review, 'intact');
    expect(await missing('assistance')).toEqual([]);
    const [, assistance] = await steps();
    expect(assistance?.requirements).toContainEqual({ name: 'comparisons', met: true, have: 100, need: 100 });
  });

  it('can be climbed without it by a note, which stays in the audit log', async () => {
    const { lead, params, turn } = await given({ degree: 'shadow' });
    expectProblem(await turn('assistance'), 'invalid_input', ['note']);
    const { status } = await turn('assistance', 'The vendor has shown us theirs');
    expect(status).toBe(201);
    const { rows } = await lead.call(api.auditLog.project, { params, query: {} });
    expect(rows[0]?.after).toMatchObject({
      degree: 'assistance',
      withoutEvidence: {
        missing: ['comparisons', 'agreement'],
        note: 'The vendor has shown us theirs',
      },
    });
  });

  it('asks for nothing on the way down', async () => {
    const { turn } = await given({ degree: 'full' });
    expect((await turn('human_only')).status).toBe(201);
  });
});
