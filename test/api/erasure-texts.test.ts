import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { api } from '../../server/api.ts';
import { recordAudit } from '../../db/queries/audit.ts';
import { system } from '../../db/actor.ts';
import { asLines, importsOf } from '../support/imports.ts';
import { deskOf } from '../support/desk.ts';
import { expectProblem } from '../support/problems.ts';
import { aPrediction, submit } from '../support/server.ts';
import { onBothServers } from '../support/servers.ts';

onBothServers((start) => {
  /** A project that asks for texts, with an item of it that was accepted. */
  const given = async () => {
    const server = await start();
    const project = await server.project(
      { degree: 'partial', threshold: 0.9, auditShare: 0 },
      { schema: { kind: 'text', maxLength: 100 } },
    );
    const lead = await deskOf(server, project, 'lead');
    const service = await server.service(project);
    await submit(service, project, [aPrediction({ key: 'a', value: 'its words', confidence: 0.95 })]);
    const params = { project };
    const one = { params: { project, key: 'a' } };
    return {
      server,
      project,
      lead,
      service,
      params,
      one,
      marks: async () => {
        const items = [{ key: 'a', value: 'its words', note: 'a note on its words' }];
        return (await lead.call(api.gold.mark, { params, body: { items } })).results;
      },
      requeues: () =>
        lead.call(api.queue.requeue, { params, body: { keys: ['a'], reason: 'is it its words?' } }),
      erases: () => lead.call(api.items.erase, { ...one, body: { reason: 'asked by its owner' } }),
    };
  };

  describe('of an item that is erased', () => {
    it('no words are told by the audit log, which says who did what all the same', async () => {
      const { server, project, lead, params, one, marks, requeues, erases } = await given();
      const { db, now, projects } = server.app.services;
      const { id: projectId = '' } = (await projects.get(project)) ?? {};
      // As earlier versions kept it.
      const kept = {
        at: now(),
        projectId,
        actor: system,
        before: null,
        after: { value: 'its words', note: '' },
      };
      for (const subject of ['a', 'b'])
        await db.write((tx) => recordAudit(tx, { ...kept, action: 'gold.marked', subject }));
      await marks();
      await marks();
      await lead.call(api.gold.unmark, one);
      await requeues();
      await erases();
      const { rows } = await lead.call(api.auditLog.project, { params, query: {} });
      expect(
        rows
          .filter(({ subject }) => subject === 'a')
          .map(({ action, before, after }) => [action, before, after]),
      ).toEqual([
        ['item.erased', null, { reason: 'asked by its owner', snapshots: [] }],
        ...['item.requeued', 'gold.unmarked', 'gold.marked', 'gold.marked', 'gold.marked'].map((action) => [
          action,
          null,
          null,
        ]),
      ]);
      expect(rows.find(({ subject }) => subject === 'b')?.after).toEqual(kept.after);
    });

    it('no words ever come into the audit log, which can only grow', async () => {
      const { server, lead, one, marks } = await given();
      await marks();
      await marks();
      await lead.call(api.gold.unmark, one);
      const { db } = server.app.services;
      const kept = await db.read((q) => q.db.select().from(q.tables.auditEntries));
      expect(kept.filter(({ subject }) => subject === 'a')).toHaveLength(3);
      expect(JSON.stringify(kept)).not.toContain('its words');
    });

    it('no reason is kept why it was put back into review', async () => {
      const { lead, one, requeues, erases, server } = await given();
      await requeues();
      await erases();
      const { db } = server.app.services;
      const reviews = await db.read((q) => q.db.select().from(q.tables.reviews));
      expect(reviews.map(({ state, requeued }) => [state, requeued])).toEqual([['cancelled', '']]);
      expect(JSON.stringify(await lead.call(api.items.get, one))).not.toContain('words');
    });
  });

  describe('an item that was erased', () => {
    it('is put back into no review', async () => {
      const { lead, params, requeues, erases } = await given();
      await erases();
      expect(await requeues()).toMatchObject({ requeued: 0, passedOver: { erased: 1, unknown: 0 } });
      expect(await lead.claims()).toEqual([]);
      expect((await lead.call(api.queue.get, { params })).waiting).toMatchObject([]);
    });

    it('is never gold', async () => {
      const { lead, params, marks, erases, service, project } = await given();
      const bought = { key: 'bought', payload: { text: 'its text' }, value: 'its words' };
      const brings = importsOf(service, project);
      await brings.takes(asLines([bought]), { labelsAs: 'history' });
      for (const key of ['a', 'bought'])
        await lead.call(api.items.erase, { params: { ...params, key }, body: { reason: 'asked for' } });
      await erases();
      expect(await marks()).toMatchObject([{ key: 'a', ok: false, problem: { code: 'conflict' } }]);
      const { counts } = await brings.takes(asLines([bought]), { labelsAs: 'gold' });
      expect(counts).toMatchObject({ gold: 0, refused: 1 });
      expect((await lead.call(api.gold.list, { params, query: {} })).rows).toEqual([]);
    });

    it('is not commented on', async () => {
      const { lead, one, erases } = await given();
      await erases();
      expectProblem(
        await lead.ask(api.comments.write, {
          ...one,
          body: { id: randomUUID(), text: 'it read: its words' },
        }),
        'conflict',
      );
      expect(await lead.call(api.comments.list, one)).toMatchObject({ threads: [] });
    });

    it('answers alike where it is sent again, and is not taken in with another content', async () => {
      const { service, project, erases, one } = await given();
      await erases();
      const [again] = await submit(service, project, [
        aPrediction({ key: 'a', value: 'its words', confidence: 0.95 }),
      ]);
      expect(JSON.stringify(again)).not.toContain('its words');
      expect(await service.call(api.items.get, one)).toMatchObject({
        status: 'erased',
        payload: { erased: true },
      });
    });
  });
});
