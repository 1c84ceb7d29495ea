import { randomUUID } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { addressOf } from '../../client/api/call.ts';
import { api } from '../../server/api.ts';
import { atDesk } from '../support/desk.ts';
import { expectProblem } from '../support/problems.ts';
import { keptCounters, recount } from '../support/recount.ts';
import { aPrediction, submit } from '../support/server.ts';
import { onBothServers } from '../support/servers.ts';
import { snapshotScenes } from '../support/snapshots.ts';

const { erase, get, list } = api.items;
const reason = 'asked by its owner';

const writing = () => Buffer.from(randomUUID()).toString('base64');

onBothServers((start) => {
  const given = snapshotScenes(start);

  describe('an item that is erased', () => {
    it('is gone from what is shown and exported, and from later snapshots; earlier ones say so', async () => {
      const { frozen, text, lead, analyst, service, params, project, server } = await given();
      const first = await frozen({ name: 'first' });
      expect(first.withdrawn).toBe(0);
      const at = { params: { ...params, key: 'a' } };
      const done = await lead.call(erase, { ...at, body: { reason } });
      expect(done.snapshots).toEqual([first.id]);
      expect(await analyst.call(get, at)).toMatchObject({
        status: 'erased',
        payload: { erased: true },
        inputs: {},
        label: null,
      });
      const exported = await service.fetch(addressOf(api.labels.export, { project }));
      expect(await exported.text()).not.toContain('"key":"a"');
      const second = await frozen({ name: 'second', query: { unlabelled: true } });
      expect(await text(second.id)).not.toContain('"key":"a"');
      expect(await analyst.call(api.datasets.get, { params: { ...params, id: first.id } })).toMatchObject({
        withdrawn: 1,
      });
      const { rows } = await service.call(api.datasets.withdrawn, { params, query: {} });
      expect(rows).toEqual([{ key: 'a', erasedAt: done.erasedAt, snapshots: [first.id], trainings: [] }]);
      expect((await analyst.call(list, { params, query: { status: 'erased' } })).rows).toMatchObject([
        { key: 'a', payload: { erased: true } },
      ]);
      const { db, projects } = server.app.services;
      const { id } = (await projects.get(project)) ?? { id: '' };
      expect(await keptCounters(db, id)).toEqual(await recount(db, id));
      // Asked again, it answers alike.
      expect(await lead.call(erase, { ...at, body: { reason: 'again' } })).toEqual(done);
    });

    it('takes its files along, but for those that another item has too', async () => {
      const { lead, service, params, project } = await given();
      const [own, shared] = [writing(), writing()];
      const file = (base64: string) => ({ document: { base64 } });
      await submit(service, project, [
        aPrediction({ key: 'own', payload: file(own) }),
        aPrediction({ key: 'shared', payload: file(shared) }),
        aPrediction({ key: 'other', payload: file(shared) }),
      ]);
      const mediaOf = async (key: string) => {
        const { payload } = await service.call(get, { params: { ...params, key } });
        const { document } = payload as { document: { media: string } }; // as texts in files are kept
        return addressOf(api.media.get, { ...params, media: document.media });
      };
      const addresses = [await mediaOf('own'), await mediaOf('shared')];
      for (const key of ['own', 'shared'])
        await lead.call(erase, { params: { ...params, key }, body: { reason } });
      const statuses = [];
      for (const address of addresses) statuses.push((await service.fetch(address)).status);
      expect(statuses).toEqual([404, 200]);
    });

    it('takes a file along that another had which is erased meanwhile', async () => {
      const { lead, service, params, project, server, frozen } = await given();
      const file = { document: { base64: writing() } };
      const keys = ['first', 'other'];
      await submit(
        service,
        project,
        keys.map((key) => aPrediction({ key, payload: file })),
      );
      const { payload } = await service.call(get, { params: { ...params, key: 'other' } });
      const { document } = payload as { document: { media: string } }; // as texts in files are kept
      const address = addressOf(api.media.get, { ...params, media: document.media });
      await frozen({ name: 'looked through last' });
      const erases = (key: string) => lead.call(erase, { params: { ...params, key }, body: { reason } });
      const { media } = server.app.services;
      const open = media.open.bind(media);
      const spy = vi.spyOn(media, 'open').mockImplementationOnce(async (...asked) => {
        await erases('other');
        return open(...asked);
      });
      await erases('first');
      spy.mockRestore();
      expect((await service.fetch(address)).status).toBe(404);
    });

    it('gets none of its files back where it is sent again', async () => {
      const { lead, service, params, project } = await given();
      const sent = aPrediction({ key: 'own', payload: { document: { base64: writing() } } });
      await submit(service, project, [sent]);
      const { payload } = await service.call(get, { params: { ...params, key: 'own' } });
      const { document } = payload as { document: { media: string } }; // as texts in files are kept
      const address = addressOf(api.media.get, { ...params, media: document.media });
      await lead.call(erase, { params: { ...params, key: 'own' }, body: { reason } });
      expect(await submit(service, project, [sent])).toMatchObject([{ repeated: true }]);
      expect((await service.fetch(address)).status).toBe(404);
    });

    it('leaves a file to an item that came in while it was looked for', async () => {
      const { lead, service, params, project, server, frozen } = await given();
      const file = { document: { base64: writing() } };
      await submit(service, project, [aPrediction({ key: 'first', payload: file })]);
      await frozen({ name: 'looked through last' });
      const { media } = server.app.services;
      const open = media.open.bind(media);
      const spy = vi.spyOn(media, 'open').mockImplementationOnce(async (...asked) => {
        await submit(service, project, [aPrediction({ key: 'meanwhile', payload: file })]);
        return open(...asked);
      });
      await lead.call(erase, { params: { ...params, key: 'first' }, body: { reason } });
      expect(spy).toHaveBeenCalled();
      spy.mockRestore();
      const { payload } = await service.call(get, { params: { ...params, key: 'meanwhile' } });
      const { document } = payload as { document: { media: string } }; // as texts in files are kept
      const address = addressOf(api.media.get, { ...params, media: document.media });
      expect((await service.fetch(address)).status).toBe(200);
    });

    it('is taken out of whose hands it is in, and what they send of it is not kept', async () => {
      const { lead, params, project, server } = await given();
      const desk = atDesk(await server.person('inspector', project), project);
      const [review] = await desk.claims();
      if (!review) throw new Error('nothing waits');
      await lead.call(erase, { params: { ...params, key: review.key }, body: { reason } });
      const { db, projects } = server.app.services;
      const { id } = (await projects.get(project)) ?? { id: '' };
      expect((await desk.claims()).length).toBe(0);
      expect(await keptCounters(db, id)).toEqual(await recount(db, id));
      expectProblem(
        await desk.ask(api.reviews.decide, {
          params: { ...params, id: review.id },
          body: { decisionId: randomUUID(), token: review.token, value: 'intact', suggestionShown: true },
        }),
        'review_closed',
      );
    });

    it('was known: of no other one is spoken', async () => {
      const { lead, params } = await given();
      expectProblem(
        await lead.ask(erase, { params: { ...params, key: 'nobody' }, body: { reason } }),
        'not_found',
      );
    });
  });
});
