import { beforeAll, expect, it } from 'vitest';
import { system } from '../../db/actor.ts';
import type { Database } from '../../db/database.ts';
import {
  endKey,
  insertKey,
  keyByHash,
  keysOf,
  lockKey,
  touchKey,
  type ApiKey,
} from '../../db/queries/keys.ts';
import { onBothEngines } from '../support/engines.ts';
import { givenProject, noon } from '../support/rows.ts';

onBothEngines('API keys', (open) => {
  let db: Database;
  let projectId: string;
  beforeAll(async () => {
    db = await open();
    projectId = (await db.write((tx) => givenProject(tx))).id;
  });

  const given = (id: string, more: Partial<ApiKey> = {}) =>
    db.write((tx) =>
      insertKey(tx, {
        id,
        projectId,
        name: 'line',
        prefix: 'cs_123456',
        hash: `hash of ${id}`,
        permissions: ['predictions.write', 'items.read'],
        createdBy: system,
        createdAt: noon,
        expiresAt: null,
        lastUsedAt: null,
        revokedAt: null,
        replaces: null,
        ...more,
      }),
    );
  const find = (id: string, now = noon) => db.read((q) => keyByHash(q, `hash of ${id}`, now));

  it('are found by their hash with what they may do, until they expire or are revoked', async () => {
    await given('a', { expiresAt: noon + 1000 });
    expect(await find('a', noon + 999)).toEqual({
      id: 'a',
      name: 'line',
      projectId,
      permissions: ['predictions.write', 'items.read'],
      lastUsedAt: null,
    });
    expect(await find('a', noon + 1000)).toBeNull();
    expect(await find('unknown')).toBeNull();

    await given('b');
    expect(await find('b', noon * 2)).toMatchObject({ id: 'b' });
    await db.write((tx) => endKey(tx, 'b', { revokedAt: noon }));
    expect(await find('b')).toBeNull();
  });

  it('end at the time they are given, and are noted as used', async () => {
    await given('c');
    await db.write((tx) => endKey(tx, 'c', { expiresAt: noon + 10 }));
    await db.write((tx) => touchKey(tx, 'c', noon + 5));
    expect(await find('c', noon + 9)).toMatchObject({ lastUsedAt: noon + 5 });
    expect(await find('c', noon + 10)).toBeNull();
  });

  it('are listed and locked within their project only, newest first', async () => {
    const { id: other } = await db.write((tx) => givenProject(tx, 'cars'));
    await given('y', { projectId: other });
    await given('z', { projectId: other, replaces: 'y' });
    expect((await db.read((q) => keysOf(q, other))).map(({ id }) => id)).toEqual(['z', 'y']);
    expect(await db.write((tx) => lockKey(tx, other, 'z'))).toMatchObject({ id: 'z', replaces: 'y' });
    expect(await db.write((tx) => lockKey(tx, projectId, 'z'))).toBeNull();
  });
});
