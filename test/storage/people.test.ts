import { eq } from 'drizzle-orm';
import { beforeAll, expect, it } from 'vitest';
import type { Database } from '../../db/database.ts';
import {
  accounts,
  admitByLink,
  admitByPassword,
  changeAccount,
  deleteMembership,
  hasUsers,
  insertMembership,
  insertUser,
  makeAdmin,
  memberOf,
  membersOf,
  projectsOfPerson,
  releaseHeldBy,
  replacePassword,
  setMembership,
  touchPerson,
  userByEmail,
  userById,
} from '../../db/queries/people.ts';
import { openLane } from '../../server/domain/lanes.ts';
import { onBothEngines } from '../support/engines.ts';
import { givenItems, givenPerson, givenProject, noon } from '../support/rows.ts';

onBothEngines('people', (open) => {
  let db: Database;
  beforeAll(async () => {
    db = await open();
  });

  let count = 0;
  const person = (isAdmin = false, passwordHash: string | null = null) =>
    db.write(async (tx) => {
      const name = `P${String((count += 1)).padStart(3, '0')}`;
      const id = await insertUser(tx, {
        name,
        email: `${name}@example.com`.toLowerCase(),
        passwordHash,
        isAdmin,
        createdAt: noon,
      });
      return id ?? '';
    });
  const project = () => db.write((tx) => givenProject(tx, `project-${(count += 1)}`));
  const user = (id: string) => db.read((q) => userById(q, id));

  it('have one account an address, however many try at once', async () => {
    expect(await db.read(hasUsers)).toBe(false);
    const given = {
      name: 'Eve',
      email: 'eve@example.com',
      passwordHash: null,
      isAdmin: false,
      createdAt: noon,
    };
    const made = await Promise.all(Array.from({ length: 10 }, () => db.write((tx) => insertUser(tx, given))));
    const ids = made.filter((id) => id !== null);
    expect(ids).toHaveLength(1);
    expect(await db.read((q) => userByEmail(q, 'eve@example.com'))).toMatchObject({
      id: ids[0],
      name: 'Eve',
    });
    expect(await db.read((q) => userByEmail(q, 'nobody@example.com'))).toBeNull();
    expect(await db.read(hasUsers)).toBe(true);
  });

  it('keep one admin, however many admins demote or disable each other at once', async () => {
    for (const change of [{ isAdmin: false }, { disabled: true }]) {
      const admins = await Promise.all([person(true), person(true), person(true)]);
      const outcomes = await Promise.all(
        admins.map((id) => db.write((tx) => changeAccount(tx, id, change, noon))),
      );
      expect(outcomes.filter((outcome) => outcome === 'last_admin')).toHaveLength(1);
      const left = await db.read(accounts);
      const [last] = left.filter(({ isAdmin, disabledAt }) => isAdmin && disabledAt === null);
      expect(admins).toContain(last?.id);
      // One more makes way for this one, so that the next round begins without admins.
      const { users } = await db.read(async (q) => q.tables);
      await db.write((tx) => tx.db.update(users).set({ isAdmin: false }));
    }
  });

  it('can be switched in part, and answer what they were and are', async () => {
    const [first, second] = [await person(true), await person()];
    const change = (id: string, to: Parameters<typeof changeAccount>[2], at = noon) =>
      db.write((tx) => changeAccount(tx, id, to, at));
    expect(await change(second, { disabled: true }, noon + 5)).toMatchObject({
      user: { id: second },
      before: { disabled: false, isAdmin: false },
      after: { disabled: true, isAdmin: false },
    });
    expect(await user(second)).toMatchObject({ disabledAt: noon + 5 });
    // An admin whose account is disabled cannot stand in for the last.
    await change(second, { isAdmin: true });
    expect(await change(first, { isAdmin: false })).toBe('last_admin');
    await change(second, { disabled: false });
    expect(await change(first, { isAdmin: false })).toMatchObject({ after: { isAdmin: false } });
    expect(await change(first, {})).toMatchObject({ before: { isAdmin: false }, after: { isAdmin: false } });
    expect(await change('unknown', { disabled: true })).toBeNull();
    expect(await db.write((tx) => makeAdmin(tx, first))).toBe(true);
    expect(await db.write((tx) => makeAdmin(tx, first))).toBe(false);
  });

  it('come in by the password they have, not by one that was changed meanwhile or while disabled', async () => {
    const id = await person(false, 'old');
    const admit = (hash: string) => db.write((tx) => admitByPassword(tx, id, hash, noon + 1));
    const replace = (from: string | null, to: string) => db.write((tx) => replacePassword(tx, id, from, to));
    expect(await admit('old')).toBe(true);
    expect(await user(id)).toMatchObject({ lastSeenAt: noon + 1 });
    expect(await replace(null, 'new')).toBe(false);
    const both = await Promise.all([replace('old', 'new'), replace('old', 'newer')]);
    expect(both.filter(Boolean)).toHaveLength(1);
    expect(await admit('old')).toBe(false);
    const kept = (await user(id))?.passwordHash ?? '';
    expect(await admit(kept)).toBe(true);
    await db.write((tx) => changeAccount(tx, id, { disabled: true }, noon));
    expect(await admit(kept)).toBe(false);
  });

  it('come in by a link, which can take a forgotten password away', async () => {
    const id = await person(false, 'forgotten');
    const admit = (forget: boolean) => db.write((tx) => admitByLink(tx, id, forget, noon + 2));
    expect(await admit(false)).toBe(true);
    expect(await user(id)).toMatchObject({ passwordHash: 'forgotten', lastSeenAt: noon + 2 });
    expect(await admit(true)).toBe(true);
    expect(await user(id)).toMatchObject({ passwordHash: null });
    expect(await db.write((tx) => replacePassword(tx, id, null, 'new'))).toBe(true);
    await db.write((tx) => changeAccount(tx, id, { disabled: true }, noon));
    expect(await admit(false)).toBe(false);
  });

  it('have one role a project', async () => {
    const [id, { id: projectId }] = [await person(), await project()];
    const membership = { userId: id, projectId, createdAt: noon };
    const role = async () => (await db.read((q) => memberOf(q, projectId, id)))?.role;
    expect(await role()).toBeNull();
    expect(await db.write((tx) => insertMembership(tx, { ...membership, role: 'lead' }))).toBe(true);
    expect(await db.write((tx) => insertMembership(tx, { ...membership, role: 'analyst' }))).toBe(false);
    expect(await role()).toBe('lead');
    await db.write((tx) => setMembership(tx, { ...membership, role: 'inspector' }));
    expect(await role()).toBe('inspector');
    expect(await db.write((tx) => deleteMembership(tx, projectId, id))).toBe(true);
    expect(await db.write((tx) => deleteMembership(tx, projectId, id))).toBe(false);
    expect(await db.read((q) => memberOf(q, projectId, 'unknown'))).toBeNull();
  });

  it('of a project are its members by name, disabled ones too, and the admins', async () => {
    const { id: projectId } = await project();
    const [admin, member, gone] = [await person(true), await person(), await person()];
    await person();
    for (const userId of [member, gone])
      await db.write((tx) => insertMembership(tx, { userId, projectId, role: 'analyst', createdAt: noon }));
    await db.write((tx) => changeAccount(tx, gone, { disabled: true }, noon));
    const members = await db.read((q) => membersOf(q, projectId));
    expect(members.filter(({ isAdmin }) => !isAdmin).map(({ id }) => id)).toEqual([member, gone]);
    expect(members.find(({ id }) => id === admin)).toMatchObject({ isAdmin: true, role: null });
    expect(members.map(({ name }) => name)).toEqual(members.map(({ name }) => name).toSorted());
  });

  it('enter the projects they have a role in, and admins all of them', async () => {
    const [phones, cars] = [await project(), await project()];
    const [admin, member] = [await person(true), await person()];
    await db.write((tx) =>
      insertMembership(tx, { userId: member, projectId: phones.id, role: 'lead', createdAt: noon }),
    );
    const of = (id: string, isAdmin: boolean) => db.read((q) => projectsOfPerson(q, { id, isAdmin }));
    expect(await of(member, false)).toMatchObject([{ role: 'lead' }]);
    const all = await of(admin, true);
    expect(all.length).toBeGreaterThanOrEqual(2);
    expect(new Set(all.map(({ role }) => role))).toEqual(new Set(['admin']));
    const listed = (await db.read(accounts)).find(({ id }) => id === member);
    expect(listed?.projects).toMatchObject([{ role: 'lead' }]);
    expect(cars.id).not.toBe(phones.id);
  });

  it('give back what they hold when they leave, in one project or in all, and nothing of others', async () => {
    const [phones, cars] = [await project(), await project()];
    const { ada, bo } = await db.write(async (tx) => {
      const made = { ada: await givenPerson(tx, `Ada${count}`), bo: await givenPerson(tx, `Bo${count}`) };
      const held = (holderId: string) => ({
        state: 'held' as const,
        holderId,
        token: 3,
        leaseExpiresAt: noon + 1000,
      });
      await givenItems(tx, phones, [
        { key: '1', label: null, reviews: [held(made.ada)] },
        { key: '2', label: null, reviews: [held(made.bo)] },
        { key: '3', label: null, reviews: [{ ...held(made.ada), state: 'done' }] },
      ]);
      await givenItems(tx, cars, [{ key: '1', label: null, reviews: [held(made.ada)] }]);
      return made;
    });
    const of = ({ id }: { id: string }) =>
      db.read(async (q) => {
        const { reviews } = q.tables;
        const rows = await q.db.select().from(reviews).where(eq(reviews.projectId, id)).orderBy(reviews.id);
        return rows.map((r) => [r.state, r.holderId, r.leaseExpiresAt, r.token]);
      });

    const released = await db.write((tx) => releaseHeldBy(tx, ada, phones.id));
    expect(released.map(({ id }) => id)).toEqual([phones.id]);
    expect(await of(phones)).toEqual([
      ['open', null, null, 3],
      ['held', bo, noon + 1000, 3],
      ['done', ada, noon + 1000, 3],
    ]);
    expect(await of(cars)).toEqual([['held', ada, noon + 1000, 3]]);
    expect((await db.write((tx) => releaseHeldBy(tx, ada, null))).map(({ id }) => id)).toEqual([cars.id]);
    expect(await db.write((tx) => releaseHeldBy(tx, ada, null))).toEqual([]);
  });

  it('give back what is assigned to them also where it waits for an answer, which then goes to others', async () => {
    const one = await project();
    const { ada, bo } = await db.write(async (tx) => {
      const made = { ada: await givenPerson(tx, `Ada${count}`), bo: await givenPerson(tx, `Bo${count}`) };
      const asked = { state: 'asked' as const, holderId: made.ada, token: 2 };
      await givenItems(tx, one, [
        { key: '1', label: null, reviews: [{ ...asked, lane: made.ada }] },
        { key: '2', label: null, reviews: [{ state: 'open', lane: made.ada, needs: 'metal' }] },
        { key: '3', label: null, reviews: [{ state: 'done', holderId: made.ada, lane: made.ada }] },
        { key: '4', label: null, reviews: [{ ...asked, holderId: made.bo, lane: made.bo }] },
      ]);
      return made;
    });
    expect(await db.write((tx) => releaseHeldBy(tx, ada, null))).toMatchObject([
      { id: one.id, held: 0, assigned: 2 },
    ]);
    const rows = await db.read((q) => {
      const { reviews: r } = q.tables;
      return q.db.select().from(r).where(eq(r.projectId, one.id)).orderBy(r.id);
    });
    expect(rows.map((r) => [r.state, r.holderId, r.lane])).toEqual([
      ['asked', ada, openLane],
      ['open', null, 'metal'],
      ['done', ada, ada],
      ['asked', bo, bo],
    ]);
  });

  it('are noted as seen', async () => {
    const id = await person();
    await db.write((tx) => touchPerson(tx, id, noon + 77));
    expect(await user(id)).toMatchObject({ lastSeenAt: noon + 77 });
  });
});
