import { beforeAll, expect, it } from 'vitest';
import type { Database } from '../../db/database.ts';
import { changeAccount, setMembership } from '../../db/queries/people.ts';
import {
  deleteSession,
  deleteSessionsOf,
  forgetExpiredSessions,
  insertSession,
  personBySession,
} from '../../db/queries/sessions.ts';
import { onBothEngines } from '../support/engines.ts';
import { givenPerson, givenProject, noon } from '../support/rows.ts';

onBothEngines('sessions', (open) => {
  let db: Database;
  beforeAll(async () => {
    db = await open();
  });

  let people = 0;
  const signedIn = (...ids: string[]) =>
    db.write(async (tx) => {
      const userId = await givenPerson(tx, `Ada${(people += 1)}`);
      for (const id of ids) await insertSession(tx, { id, userId, createdAt: noon, expiresAt: noon + 1000 });
      return userId;
    });
  const find = (id: string, now = noon) => db.read((q) => personBySession(q, id, now));

  it('give the person and their role in each project until they expire', async () => {
    const userId = await signedIn('a');
    const { phones, cars } = await db.write(async (tx) => {
      const made = { phones: await givenProject(tx, 'phones'), cars: await givenProject(tx, 'cars') };
      await setMembership(tx, { userId, projectId: made.phones.id, role: 'lead', createdAt: noon });
      await setMembership(tx, { userId, projectId: made.cars.id, role: 'inspector', createdAt: noon });
      return made;
    });
    expect(await find('a', noon + 999)).toEqual({
      id: userId,
      name: `Ada${people}`,
      email: `ada${people}@example.com`,
      isAdmin: false,
      hasPassword: false,
      roles: new Map([
        [phones.id, 'lead'],
        [cars.id, 'inspector'],
      ]),
    });
    expect(await find('a', noon + 1000)).toBeNull();
    expect(await find('unknown')).toBeNull();
  });

  it('give nobody once the account is disabled', async () => {
    const userId = await signedIn('b');
    await db.write((tx) => changeAccount(tx, userId, { disabled: true }, noon));
    expect(await find('b')).toBeNull();
  });

  it('end one by one, or all of a person but the one to keep', async () => {
    const userId = await signedIn('c1', 'c2', 'c3', 'c4');
    await signedIn('d');
    await db.write((tx) => deleteSession(tx, 'c1'));
    expect([await find('c1'), await find('c2')]).toEqual([null, expect.anything()]);
    await db.write((tx) => deleteSessionsOf(tx, userId, 'c3'));
    expect([await find('c2'), await find('c3'), await find('c4')]).toEqual([null, expect.anything(), null]);
    await db.write((tx) => deleteSessionsOf(tx, userId, null));
    expect([await find('c3'), await find('d')]).toEqual([null, expect.anything()]);
  });

  it('are cleared away when they have expired, and not before', async () => {
    await signedIn('e');
    const left = () =>
      db.read(async (q) => (await q.db.select().from(q.tables.sessions)).some(({ id }) => id === 'e'));
    await db.write((tx) => forgetExpiredSessions(tx, noon + 999));
    expect(await left()).toBe(true);
    await db.write((tx) => forgetExpiredSessions(tx, noon + 1000));
    expect(await left()).toBe(false);
  });
});
