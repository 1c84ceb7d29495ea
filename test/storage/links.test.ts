import { beforeAll, expect, it } from 'vitest';
import { system } from '../../db/actor.ts';
import type { Database } from '../../db/database.ts';
import {
  deleteInvitation,
  insertLink,
  openInvitations,
  takeFirstAdminLinks,
  takeLink,
  usableLink,
  type SignInLink,
} from '../../db/queries/links.ts';
import { changeAccount } from '../../db/queries/people.ts';
import { onBothEngines } from '../support/engines.ts';
import { givenPerson, givenProject, noon } from '../support/rows.ts';

onBothEngines('sign-in links', (open) => {
  let db: Database;
  let projectId: string;
  beforeAll(async () => {
    db = await open();
    projectId = (await db.write((tx) => givenProject(tx))).id;
  });

  const given = (tokenHash: string, more: Partial<SignInLink> = {}) =>
    db.write((tx) =>
      insertLink(tx, {
        tokenHash,
        kind: 'invitation',
        userId: null,
        projectId,
        role: 'inspector',
        email: null,
        createdBy: system,
        createdAt: noon,
        expiresAt: noon + 1000,
        ...more,
      }),
    );
  const take = (tokenHash: string, now = noon) => db.write((tx) => takeLink(tx, tokenHash, now));
  const look = (tokenHash: string, now = noon) => db.read((q) => usableLink(q, tokenHash, now));

  it('are given to one of all who open them at the same time', async () => {
    await given('once');
    const taken = await Promise.all(Array.from({ length: 20 }, () => take('once')));
    expect(taken.filter((link) => link !== null)).toMatchObject([{ tokenHash: 'once', role: 'inspector' }]);
    expect(await look('once')).toBeNull();
  });

  it('can be used again where the transaction that took them was rolled back', async () => {
    await given('again');
    const failing = db.write(async (tx) => {
      await takeLink(tx, 'again', noon);
      throw new Error('no account after all');
    });
    await expect(failing).rejects.toThrow('no account after all');
    expect(await look('again')).not.toBeNull();
    expect(await take('again')).not.toBeNull();
  });

  it('work until they expire', async () => {
    await given('late');
    expect(await look('late', noon + 999)).toMatchObject({ kind: 'invitation', project: 'phones' });
    expect(await look('late', noon + 1000)).toBeNull();
    expect(await take('late', noon + 1000)).toBeNull();
    expect(await take('unknown')).toBeNull();
  });

  it('name the person they sign in, and do not work while the account is disabled', async () => {
    const userId = await db.write((tx) => givenPerson(tx, 'Ada'));
    await given('ada', { kind: 'sign_in', userId, projectId: null, role: null });
    expect(await look('ada')).toMatchObject({ userName: 'Ada', userEmail: 'ada@example.com', project: null });
    await db.write((tx) => changeAccount(tx, userId, { disabled: true }, noon));
    expect(await look('ada')).toBeNull();
    await db.write((tx) => changeAccount(tx, userId, { disabled: false }, noon));
    expect(await look('ada')).not.toBeNull();
  });

  it('for a first admin end all together, and answer which could still be used', async () => {
    const admin = { kind: 'first_admin', projectId: null, role: 'admin' } as const;
    await given('first', admin);
    await given('second', admin);
    await given('stale', { ...admin, expiresAt: noon - 1 });
    const both = Promise.all([1, 2].map(() => db.write((tx) => takeFirstAdminLinks(tx, noon))));
    expect((await both).flat().toSorted()).toEqual(['first', 'second']);
    expect([await look('first'), await look('second')]).toEqual([null, null]);
  });

  it('that invite wait newest first in their project until they are taken up, withdrawn or expired', async () => {
    const { id: other } = await db.write((tx) => givenProject(tx, 'cars'));
    const inOther = { projectId: other };
    const first = await given('o1', inOther);
    const second = await given('o2', { ...inOther, email: 'bo@example.com' });
    await given('o3', { ...inOther, expiresAt: noon });
    const forAdmin = await given('o4', { projectId: null, role: 'admin' });
    const waiting = async (project: string | null) =>
      (await db.read((q) => openInvitations(q, project, noon))).map(({ id }) => id);
    expect(await waiting(other)).toEqual([second, first]);
    expect(await waiting(null)).toEqual([forAdmin]);

    const withdraw = (project: string, id: string) => db.write((tx) => deleteInvitation(tx, project, id));
    expect(await withdraw(projectId, second)).toBeNull();
    expect(await withdraw(other, second)).toMatchObject({ email: 'bo@example.com', role: 'inspector' });
    expect(await look('o2')).toBeNull();
    await take('o1');
    expect(await withdraw(other, first)).toBeNull();
    expect(await waiting(other)).toEqual([]);
  });
});
