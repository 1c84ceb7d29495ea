import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { alarmTransitions } from '../../db/queries/alarm-transitions.ts';
import { api } from '../../server/api.ts';
import type { SentBody } from '../../server/contract/route.ts';
import { alarmPresetNames } from '../../server/domain/alarms/presets.ts';
import { evaluateAllAlarms } from '../../server/features/alarms/evaluate-alarms.job.ts';
import { lookAt } from '../../server/features/alarms/look.ts';
import { sendMails } from '../../server/features/alarms/send-mails.job.ts';
import { runSlot } from '../../server/jobs/runner.ts';
import { aCondition } from '../support/alarms.ts';
import { callbackEnv, told } from '../support/callbacks.ts';
import { atDesk } from '../support/desk.ts';
import { startMailServer, type MailServer } from '../support/mail-server.ts';
import { expectProblem } from '../support/problems.ts';
import { startReceiver, type Receiver } from '../support/receiver.ts';
import { aPrediction, submit, type TestServer } from '../support/server.ts';
import { onBothServers, stoppedClock } from '../support/servers.ts';

const minute = 60_000;
const hour = 60 * minute;
const never = new AbortController().signal;

onBothServers((start) => {
  const clock = stoppedClock();
  let server: TestServer;
  let receiver: Receiver;
  let mailServer: MailServer;
  beforeAll(async () => {
    receiver = await startReceiver();
    mailServer = await startMailServer();
    server = await start({
      now: clock.now,
      env: { ...callbackEnv, SMTP_URL: mailServer.url, MAIL_FROM: 'alarms@countersign.example' },
      jobs: [evaluateAllAlarms, sendMails],
    });
  });
  afterAll(async () => {
    await receiver.close();
    await mailServer.close();
  });
  beforeEach(async () => {
    mailServer.mails.length = 0;
    mailServer.refuses(false);
    // Those of the tests before would be looked at in each of the minutes that pass.
    await server.app.services.db.write((tx) => tx.db.update(tx.tables.alarmRules).set({ enabled: false }));
  });

  /** Lets minutes pass, with an evaluation at the end of each. */
  const passes = async (minutes: number) => {
    for (let i = 0; i < minutes; i += 1) {
      clock.pass(minute);
      expect(await runSlot(server.app.services, evaluateAllAlarms, never)).toBe(true);
    }
  };
  const mailsGoOut = () => {
    clock.pass(minute);
    return runSlot(server.app.services, sendMails, never);
  };

  /** A project with one alarm, of a long queue unless told otherwise, and people who can make it long and short. */
  const given = async (more: Partial<SentBody<typeof api.alarms.create>> = {}) => {
    const project = await server.project({ degree: 'human_only' });
    const params = { project };
    const lead = await server.person('lead', project);
    const inspector = await server.person('inspector', project);
    const service = await server.service(project);
    const desk = atDesk(inspector, project);
    const make = (body: Partial<SentBody<typeof api.alarms.create>>) =>
      lead.call(api.alarms.create, { params, body: { name: 'Long queue', condition: aCondition, ...body } });
    const { id } = await make(more);
    const received = () => receiver.received.filter(({ path }) => path === `/${project}`).map(told);
    return {
      project,
      params,
      lead,
      inspector,
      service,
      id,
      make,
      submits: (n: number) =>
        submit(
          service,
          project,
          Array.from({ length: n }, () => aPrediction()),
        ),
      answers: async (n: number) => {
        for (let i = 0; i < n; i += 1) await desk.decides(await desk.claimsOne(), 'intact');
      },
      list: () => lead.call(api.alarms.list, { params }),
      stands: async (alarm = id) => {
        const { alarms } = await lead.call(api.alarms.list, { params });
        const found = alarms.find((one) => one.id === alarm);
        if (!found) throw new Error('there is no such alarm');
        return found.state;
      },
      /** Has what is told of alarms sent to an address of the project's own. */
      calledBack: () =>
        lead.call(api.callbacks.create, {
          params,
          body: { url: `${receiver.url}/${project}`, events: ['alarm.fired', 'alarm.cleared'] },
        }),
      received,
      /** Resolves, with all of it, when so much has arrived there. */
      arrived: async (n: number) => {
        await expect.poll(() => received().length, { timeout: 20_000 }).toBeGreaterThanOrEqual(n);
        return received();
      },
      silence: (alarm: string | null, ms: number) =>
        lead.call(api.alarms.silence, {
          params,
          body: { alarm, endsAt: new Date(clock.now() + ms).toISOString(), reason: 'Stocktaking' },
        }),
    };
  };

  describe('a project', () => {
    it('begins with every preset, of which none cries wolf, and is given back what was removed', async () => {
      const { params, lead, list, submits } = await given();
      await submits(2);
      await passes(3);
      const { alarms, missingPresets } = await list();
      expect(new Set(alarms.flatMap(({ preset }) => preset ?? []))).toEqual(new Set(alarmPresetNames));
      expect(missingPresets).toEqual([]);
      expect(alarms.filter(({ state }) => state.firedAt !== null)).toEqual([]);
      const phases = Object.fromEntries(alarms.map(({ preset, state }) => [preset, state.phase]));
      expect(phases).toMatchObject({ no_submissions: 'ok', many_overrides: 'no_data', callbacks_late: 'ok' });

      const muting = alarms.find(({ preset }) => preset === 'no_submissions');
      await lead.call(api.alarms.remove, { params: { ...params, id: muting?.id ?? '' } });
      expect((await list()).missingPresets).toEqual(['no_submissions']);
      expect(await lead.call(api.alarms.addPresets, { params })).toEqual({ added: ['no_submissions'] });
      expect(await lead.call(api.alarms.addPresets, { params })).toEqual({ added: [] });
    });

    it('is told that nobody answers, and not that work waits too long as well', async () => {
      const { list, submits, calledBack, arrived } = await given();
      await calledBack();
      await submits(1);
      await passes(20);
      expect((await list()).alarms.filter(({ state }) => state.firedAt !== null)).toEqual([]);
      clock.pass(73 * hour);
      await passes(20);
      const firing = (await list()).alarms.filter(({ state }) => state.firedAt !== null);
      expect(Object.fromEntries(firing.map(({ preset, state }) => [preset, state.muted]))).toEqual({
        no_submissions: false,
        no_answers: false,
        long_wait: true,
      });
      const [fired] = await arrived(1);
      const names = fired && 'alarms' in fired.data ? fired.data.alarms.map(({ name }) => name) : [];
      expect(names).toEqual(['Nobody answers', 'Nothing comes in']);
    });
  });

  describe('an alarm', () => {
    it('fires once its threshold was passed for long enough, and clears once it is clear for long enough', async () => {
      const { project, params, lead, id, submits, answers, stands, calledBack, arrived } = await given({
        note: 'Call Ida',
      });
      await calledBack();
      await submits(3);
      await passes(1);
      expect(await stands()).toMatchObject({ phase: 'pending', value: 3, firedAt: null });
      await passes(2);
      const firedAt = new Date(clock.now()).toISOString();
      expect(await stands()).toMatchObject({ phase: 'firing', since: firedAt, firedAt, muted: false });
      await answers(2);
      await passes(5);
      expect(await stands(), 'between the thresholds').toMatchObject({ phase: 'firing', value: 1, firedAt });
      await answers(1);
      await passes(1);
      expect(await stands()).toMatchObject({ phase: 'keeping', value: 0, firedAt });
      await passes(1);
      expect(await stands()).toMatchObject({ phase: 'ok', firedAt: null });

      const [fired, cleared] = await arrived(2);
      const alarm = {
        id,
        name: 'Long queue',
        metric: 'queue_depth',
        comparison: 'above',
        threshold: 2,
        clearThreshold: 0,
        value: 3,
        firedAt,
        note: 'Call Ida',
        firstMoved: null,
      };
      const url = `${server.url}/projects/${project}/alarms`;
      expect(fired).toEqual({
        type: 'alarm.fired',
        timestamp: firedAt,
        data: { project, url, alarms: [alarm] },
      });
      expect(cleared).toMatchObject({ type: 'alarm.cleared', data: { alarms: [{ ...alarm, value: 0 }] } });

      const { rows } = await lead.call(api.alarms.history, { params, query: { limit: 3 } });
      expect(rows.map(({ name, from, to, fires }) => [name, from, to, fires])).toEqual([
        ['Long queue', 'keeping', 'ok', false],
        ['Long queue', 'firing', 'keeping', true],
        ['Long queue', 'pending', 'firing', true],
      ]);
      const { db, projects } = server.app.services;
      const projectId = (await projects.get(project))?.id ?? '';
      const since = Date.parse(firedAt);
      expect(await db.read((q) => alarmTransitions(q, projectId, since, since + 1))).toMatchObject([
        { ruleId: id, to: 'firing', value: 3 },
      ]);
    });

    it('is told of once, and with all that changed with it, however many instances evaluate it', async () => {
      const { project, make, submits, calledBack, arrived, received } = await given();
      await make({ name: 'Longer queue', condition: { ...aCondition, threshold: 1 } });
      await calledBack();
      await submits(3);
      await passes(2);
      clock.pass(minute);
      const run = () => evaluateAllAlarms.run(server.app.services, never, 'evaluate-alarms:by hand');
      await Promise.all([run(), run(), run()]);
      const [fired] = await arrived(1);
      expect(fired).toMatchObject({ type: 'alarm.fired', data: { project } });
      expect(fired && 'alarms' in fired.data && fired.data.alarms).toHaveLength(2);
      await passes(2);
      expect(received()).toHaveLength(1);
    });

    it('that is switched off or removed while it fires clears, and whoever was told is told', async () => {
      const { params, lead, id, submits, stands, calledBack, arrived } = await given();
      await calledBack();
      await submits(3);
      await passes(3);
      await lead.call(api.alarms.update, { params: { ...params, id }, body: { enabled: false } });
      expect(await stands()).toMatchObject({ phase: 'no_data', firedAt: null, seenAt: null });
      await passes(4);
      expect(await stands()).toMatchObject({ seenAt: null });
      await lead.call(api.alarms.update, { params: { ...params, id }, body: { enabled: true } });
      await passes(3);
      await lead.call(api.alarms.remove, { params: { ...params, id } });
      // Deliveries to one endpoint run beside one another.
      expect((await arrived(4)).map(({ type }) => type).toSorted()).toEqual([
        'alarm.cleared',
        'alarm.cleared',
        'alarm.fired',
        'alarm.fired',
      ]);
    });

    it('without enough cases is neither well nor firing', async () => {
      const { stands, submits } = await given({
        condition: {
          ...aCondition,
          metric: 'automated_share',
          comparison: 'below',
          threshold: 0.5,
          clearThreshold: 0.5,
          windowMinutes: 60,
          leastCases: 3,
          forMinutes: 0,
        },
      });
      await submits(2);
      await passes(1);
      expect(await stands()).toMatchObject({ phase: 'no_data', value: null, firedAt: null });
      await submits(1);
      await passes(1);
      expect(await stands()).toMatchObject({ phase: 'firing', value: 0 });
    });

    it('of what the model made of items looks at nothing that an inspector could tell an item from', async () => {
      const { stands, submits } = await given({
        condition: {
          ...aCondition,
          metric: 'null_share',
          threshold: 0.5,
          clearThreshold: 0.5,
          windowMinutes: 60,
        },
      });
      await submits(99);
      await passes(1);
      expect(await stands()).toMatchObject({ phase: 'no_data', value: null });
      await submits(1);
      await passes(1);
      expect(await stands()).toMatchObject({ phase: 'ok', value: 0 });
    });

    it('whose metric cannot be read is in error, not well', async () => {
      const { project } = await given();
      const { db, projects } = server.app.services;
      const state = await projects.get(project);
      const away = { ...db, read: () => Promise.reject(new Error('The database is away')) };
      expect(state && (await lookAt(away, state, aCondition, clock.now()))).toEqual({
        kind: 'error',
        message: 'The database is away',
      });
    });

    it('is refused by its fields where it cannot be', async () => {
      const { params, lead, id, make, list } = await given();
      const create = (more: object) =>
        lead.ask(api.alarms.create, {
          params,
          body: { name: 'Another', condition: { ...aCondition, ...more } },
        });
      const path = (field: string) => ['condition', field];
      expectProblem(await create({ clearThreshold: 5 }), 'invalid_input', path('clearThreshold'));
      expectProblem(await create({ metric: 'intake' }), 'invalid_input', path('windowMinutes'));
      expectProblem(
        await lead.ask(api.alarms.create, { params, body: { name: 'Long queue', condition: aCondition } }),
        'conflict',
        ['name'],
      );
      const other = await make({ name: 'Another', mutedBy: [id] });
      expectProblem(
        await lead.ask(api.alarms.update, { params: { ...params, id }, body: { mutedBy: [other.id] } }),
        'invalid_input',
        ['mutedBy'],
      );
      await lead.call(api.alarms.remove, { params: { ...params, id } });
      expect((await list()).alarms.find((one) => one.id === other.id)?.mutedBy).toEqual([]);
      expectProblem(await lead.ask(api.alarms.remove, { params: { ...params, id } }), 'not_found');
    });
  });

  describe('a silence', () => {
    it('holds back what fires until it ends, by itself or by hand', async () => {
      const { params, lead, id, silence, submits, stands, list, calledBack, arrived, received } =
        await given();
      await calledBack();
      const { id: over } = await silence(id, 10 * minute);
      await submits(3);
      await passes(5);
      expect(await stands()).toMatchObject({ phase: 'firing', muted: true });
      expect((await list()).silences).toMatchObject([
        { id: over, alarm: id, reason: 'Stocktaking', author: { name: lead.name } },
      ]);
      expect(received()).toEqual([]);
      await lead.call(api.alarms.unsilence, { params: { ...params, id: over } });
      await passes(1);
      expect(await arrived(1)).toHaveLength(1);
      expect(await stands()).toMatchObject({ phase: 'firing', muted: false });

      await silence(null, 2 * minute);
      expect(await stands()).toMatchObject({ muted: true });
      await passes(2);
      expect((await list()).silences).toEqual([]);
      expect(received(), 'what was told is not told again').toHaveLength(1);
      expectProblem(await lead.ask(api.alarms.unsilence, { params: { ...params, id: over } }), 'not_found');
    });

    it('ends in the future, and is over an alarm of the project', async () => {
      const { params, lead, id } = await given();
      const ask = (alarm: string | null, ms: number) =>
        lead.ask(api.alarms.silence, {
          params,
          body: { alarm, endsAt: new Date(clock.now() + ms).toISOString() },
        });
      expectProblem(await ask(id, 0), 'invalid_input', ['endsAt']);
      expectProblem(await ask(id, 31 * 24 * hour), 'invalid_input', ['endsAt']);
      expectProblem(await ask((await given()).id, hour), 'invalid_input', ['alarm']);
    });
  });

  describe('what is live', () => {
    it('is told those who may read the evidence, and no inspector', async () => {
      const { project, params, lead, inspector, submits } = await given();
      const heard: string[] = [];
      const sockets = [
        ['lead', await server.socket(lead, project)],
        ['inspector', await server.socket(inspector, project)],
      ] as const;
      for (const [name, socket] of sockets) socket.on('alarms', () => heard.push(name));
      await submits(3);
      await passes(3);
      // Events come in order: this one comes after all that was told of alarms.
      const last = sockets.map(([, socket]) => new Promise((resolve) => socket.once('policy', resolve)));
      const { revision, policy } = await lead.call(api.policy.current, { params });
      await lead.call(api.policy.save, { params, body: { basedOn: revision, policy } });
      await Promise.all(last);
      expect(new Set(heard)).toEqual(new Set(['lead']));
    });
  });

  describe('an evaluator that is not heard from', () => {
    it('shows as such when somebody asks, as does a callback that nobody sends', async () => {
      const { list } = await given();
      await passes(1);
      const of = async (name: string) => (await list()).heard.jobs.find((job) => job.name === name);
      const lastSuccessAt = new Date(clock.now()).toISOString();
      expect(await of('evaluate-alarms')).toEqual({ name: 'evaluate-alarms', lastSuccessAt, silent: false });
      clock.pass(4 * minute);
      expect(await of('evaluate-alarms')).toEqual({ name: 'evaluate-alarms', lastSuccessAt, silent: true });
      expect((await list()).heard.callbacks).toEqual({ dueSince: null, silent: false });
      await passes(1);
      expect(await of('evaluate-alarms')).toMatchObject({ silent: false });
    });
  });

  describe('mail', () => {
    it('goes to everybody named, one for all that changed, and again where the mail server refuses it', async () => {
      const { params, lead, list, make, submits, answers } = await given({ note: 'Call Ida' });
      await make({ name: 'Longer queue', condition: { ...aCondition, threshold: 1 } });
      const addresses = ['ada@example.org', 'bob@example.org'];
      await lead.call(api.alarms.setRecipients, {
        params,
        body: { addresses: [...addresses, 'ada@example.org'] },
      });
      expect(await lead.call(api.alarms.recipients, { params })).toEqual({ addresses });
      await submits(3);
      await passes(3);
      mailServer.refuses(true);
      await mailsGoOut();
      expect((await list()).mail).toMatchObject({
        configured: true,
        recipients: 2,
        pending: 2,
        failedLastDay: 0,
        lastError: expect.stringContaining('Out of order') as string,
      });
      mailServer.refuses(false);
      await mailsGoOut();
      expect(mailServer.mails.map(({ to }) => to).toSorted()).toEqual([[addresses[0]], [addresses[1]]]);
      const [mail] = mailServer.mails;
      expect(mail?.text).toContain('From: Countersign <alarms@countersign.example>');
      expect(mail?.text).toContain('Subject: Phones: 2 alarms firing');
      expect(mail?.text).toContain('Open reviews: 3 (alarm above 2)');
      expect(mail?.text).toContain('Look first: Call Ida');
      expect((await list()).mail).toMatchObject({ pending: 0, failedLastDay: 0, lastError: null });
      await answers(3);
      await passes(2);
      await mailsGoOut();
      expect(mailServer.mails).toHaveLength(4);
      expect(mailServer.mails[3]?.text).toContain('CLEARED: Long queue');
    });

    it('is given up after days, which is seen', async () => {
      const { params, lead, list, submits } = await given();
      await lead.call(api.alarms.setRecipients, { params, body: { addresses: ['ada@example.org'] } });
      await submits(3);
      await passes(3);
      mailServer.refuses(true);
      for (let i = 0; i < 10; i += 1) {
        clock.pass(24 * hour);
        await mailsGoOut();
      }
      expect((await list()).mail).toMatchObject({ pending: 0, failedLastDay: 1 });
      expectProblem(
        await lead.ask(api.alarms.setRecipients, { params, body: { addresses: ['nobody'] } }),
        'invalid_input',
        ['addresses', 0],
      );
    });
  });
});
