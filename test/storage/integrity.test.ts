import { hash } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { engines } from '../../db/engine.ts';
import { openDatabase } from '../../db/open.ts';
import { addAuditCoverage } from '../../db/queries/audit-coverage.ts';
import { addAnswerEvidence, addInspectorEvidence } from '../../db/queries/evidence.ts';
import { registerMedia } from '../../db/queries/media.ts';
import { addRollups, type RollupChange } from '../../db/queries/rollups.ts';
import { acceptedCoverage } from '../../server/domain/audit-coverage.ts';
import { answerEvidence, inspectorEvidence } from '../../server/domain/evidence.ts';
import { placeOf } from '../../server/media/store.ts';
import { openDiskStore } from '../../server/media/disk.ts';
import { countersign } from '../support/command.ts';
import { givenAnswer, givenItems, givenPerson, givenProject, noon } from '../support/rows.ts';
import { migratedSettings, runSql, type Settings } from '../support/settings.ts';

const sourceInForce = 'SELECT source FROM labels WHERE item_id = items.id AND superseded_at IS NULL';
const media = hash('sha256', 'a file', 'hex');

/** A whole database: an item accepted and drawn for audit, one that a person answered, one that waits; and a file. */
const wholeDatabase = async (settings: Settings): Promise<void> => {
  const db = await openDatabase(settings.DATABASE_URL);
  try {
    await db.write(async (tx) => {
      const project = await givenProject(tx);
      const userId = await givenPerson(tx, 'Ada');
      const [, answered] = await givenItems(tx, project, [
        { key: 'accepted', routing: { reasons: ['at_or_above_threshold', 'audit'] }, reviews: [{}] },
        {
          key: 'answered',
          modelValue: 'ok',
          confidence: 0.5,
          label: { value: 'ok', source: 'human' },
          routing: { destination: 'review' },
          item: { destination: 'review' },
          reviews: [{ state: 'done', arm: 'assisted', purpose: 'review' }],
        },
        { key: 'waiting', label: null, reviews: [{ state: 'held', holderId: userId, audience: 'lead' }] },
      ]);
      const reviewId = answered?.reviewIds[0] ?? '';
      const { modelVersionId } = project;
      const answer = { itemId: answered?.itemId ?? '', reviewId, userId, value: 'ok', agreed: true };
      await givenAnswer(tx, project, { ...answer, modelVersionId });
      const change = (metric: RollupChange['metric'], more: Partial<RollupChange> = {}): RollupChange => ({
        metric,
        modelVersionId,
        at: noon,
        n: 1,
        ...more,
      });
      const waiting = { modelVersionId: '', at: null };
      await addRollups(tx, project.id, [
        change('auto'),
        change('audit'),
        change('review', { n: 2 }),
        change('decisions'),
        change('compared_assisted'),
        change('agreed_assisted'),
        change('waiting_inspector', waiting),
        change('waiting_lead', waiting),
      ]);
      const decided = { ...answer, timeSpentMs: null };
      const evidence = answerEvidence('assisted', 'ok', decided, 1);
      await addAnswerEvidence(tx, project.id, [{ ...evidence, modelVersionId }]);
      const inspector = inspectorEvidence(userId, evidence);
      if (inspector) await addInspectorEvidence(tx, project.id, [inspector]);
      const accepted = acceptedCoverage({ reviewProbability: 0.05, reviewed: false });
      await addAuditCoverage(tx, project.id, [{ ...accepted, stratum: null, at: noon }]);
      await registerMedia(tx, project.id, { media, type: 'text/plain', size: 6 }, noon);
    });
  } finally {
    await db.close();
  }
  await (await openDiskStore(path.join(settings.DATA_DIR, 'media'))).put(media, Buffer.from('a file'));
};

type Told = { check: string; title: string; faults: number; examples: string[] };

describe.each(engines)('the check of a database (%s)', (engine) => {
  let settings: Settings;
  beforeEach(async () => {
    settings = await migratedSettings(engine);
    await wholeDatabase(settings);
  });

  /** What is wrong, by check; the exit code agrees. */
  const wrong = async (...args: string[]): Promise<Record<string, Told>> => {
    const { code, out } = await countersign(settings, ['check', '--json', ...args]);
    const { ok, checks } = JSON.parse(out) as { ok: boolean; checks: Told[] }; // as its help says
    const found = checks.filter(({ faults }) => faults > 0);
    expect({ code, ok }).toEqual(found.length > 0 ? { code: 1, ok: false } : { code: 0, ok: true });
    return Object.fromEntries(found.map((told) => [told.check, told]));
  };
  const damage = (...statements: string[]) => runSql(settings.DATABASE_URL, ...statements);

  it('finds nothing where nothing is damaged, and says so a line a check', async () => {
    expect(await wrong('--media')).toEqual({});
    const { code, out } = await countersign(settings, ['check']);
    expect(code).toBe(0);
    const lines = out.split('\n');
    expect(lines).toHaveLength(11);
    for (const line of lines) expect(line).toMatch(/^well {3}\w/);
  });

  it('finds rows that name others which are not there', async () => {
    await damage('DELETE FROM users');
    const { foreign_keys: told, ...others } = await wrong();
    expect(others).toEqual({});
    expect(told?.faults).toBe(2); // the holder of a review, the author of an answer
    expect(told?.examples.join()).toMatch(/decisions.*users/);
  });

  it.each([
    ['kept too high', "UPDATE rollups SET n = n + 1 WHERE metric = 'review' AND hour = 0", 1, 'review'],
    ['lost', "DELETE FROM rollups WHERE metric = 'decisions'", 2, 'is kept as 0 and counts 1'],
    ['of what was never counted', "UPDATE decisions SET standing = 'superseded'", 6, 'and counts 0'],
    ['of what agreed', "UPDATE rollups SET n = 0 WHERE metric = 'agreed_assisted'", 2, 'agreed_assisted'],
    ['of what waits', "UPDATE reviews SET state = 'done' WHERE audience = 'lead'", 1, 'waiting_lead'],
    ['of audits', 'UPDATE routings SET reasons = \'["degree"]\'', 2, 'audit'],
  ])('finds counters %s', async (_, statement, faults, example) => {
    await damage(statement);
    const { counters, evidence: alsoTold, ...others } = await wrong();
    expect(others).toEqual({});
    expect(alsoTold !== undefined).toBe(statement.includes('decisions SET standing'));
    expect(counters?.faults).toBe(faults);
    expect(counters?.examples.join('\n')).toContain(example);
  });

  it.each([
    ['kept too high', 'UPDATE answer_evidence SET n = n + 1', 1, 'n of answers'],
    ['lost', 'DELETE FROM answer_evidence', 1, 'is kept as 0 and counts 1'],
    ['of what was never counted', 'UPDATE routings SET blind_probability = 0.5', 2, 'of intake'],
    [
      'of pairs that never were',
      `INSERT INTO answer_pairs SELECT id, 'blind', 'a', 'b', '"ok"', '"ok"', 1 FROM projects`,
      1,
      'n of pairs blind a b',
    ],
    [
      'of answers that nobody gave together',
      `INSERT INTO answer_patterns SELECT id, 'blind', '["ok","ok"]', 1 FROM projects`,
      1,
      'n of patterns blind ["ok","ok"]',
    ],
    [
      'of answers to what a lead settled',
      [
        'UPDATE decisions SET independent = TRUE',
        `UPDATE labels SET source = 'adjudicated' WHERE source = 'human'`,
        `UPDATE items SET label_source = 'adjudicated' WHERE label_source = 'human'`,
      ],
      1,
      'n of settled',
    ],
    ['of inspectors', 'UPDATE inspector_evidence SET agreed = agreed + 1', 1, 'agreed of inspectors'],
    [
      'of answers to another version',
      `UPDATE decisions SET model_version_id = 'x'`,
      1,
      'model version of its item',
    ],
    ['of audits', ['UPDATE audit_coverage SET drawn = drawn + 1'], 1, 'drawn of audits'],
  ])('finds evidence %s', async (_, statements, faults, example) => {
    await damage(...[statements].flat());
    const { evidence, ...others } = await wrong();
    expect(others).toEqual({});
    expect(evidence?.faults).toBeGreaterThanOrEqual(faults);
    expect(evidence?.examples.join('\n')).toContain(example);
  });

  it('finds probabilities that are not what the calibrator made of the confidence', async () => {
    await damage('UPDATE predictions SET calibrated = 0.4, calibrator = 3 WHERE confidence = 0.5');
    expect((await wrong())['calibrators']?.examples).toEqual([
      expect.stringContaining('0.5 by calibrator 3 is kept as 0.4'),
    ]);
  });

  it.each([
    ['of a posterior', "UPDATE labels SET source = 'posterior' WHERE source = 'human'"],
    ['with an estimate that is none', "UPDATE labels SET estimate_id = 'x', posterior = 0.99 WHERE seq = 1"],
    ['with a probability alone', 'UPDATE labels SET posterior = 0.99 WHERE seq = 1'],
  ])('finds labels %s that no estimate has settled', async (_, statement) => {
    await damage(
      statement,
      `UPDATE items SET label_source = (${sourceInForce}) WHERE label_source IS NOT NULL`,
    );
    const { weighed_labels: weighed, ...others } = await wrong();
    expect(others).toEqual({});
    expect(weighed?.faults).toBe(1);
    expect(weighed?.examples.join()).toContain('does not name the estimate');
  });

  it.each([
    ['past the last', 'UPDATE labels SET seq = 7 WHERE seq = 2', 'past the last position'],
    ['that two labels hold', 'UPDATE labels SET seq = 1', 'is held by several labels'],
    [
      'that were exported before they were made',
      'UPDATE project_sequences SET exported_through = 5',
      'never made',
    ],
  ])('finds positions of labels %s', async (_, statement, example) => {
    await damage('DROP INDEX labels_seq', statement);
    const { label_order: told, ...others } = await wrong();
    expect(others).toEqual({});
    expect(told).toMatchObject({ faults: 1, examples: [expect.stringContaining(example)] });
  });

  it.each([
    ['another value', `UPDATE items SET label_value = '"scratched"' WHERE key = 'accepted'`],
    ['another source', `UPDATE items SET label_source = 'consensus' WHERE key = 'answered'`],
    ['a label that is in force no longer', `UPDATE labels SET superseded_at = 1 WHERE source = 'human'`],
    ['no label', `UPDATE items SET label_value = NULL, label_source = NULL WHERE key = 'accepted'`],
    ['a status without its label', `UPDATE items SET status = 'labelled' WHERE key = 'waiting'`],
  ])('finds an item that shows %s', async (_, statement) => {
    await damage(statement);
    const { labels_in_force: told, ...others } = await wrong();
    expect(others).toEqual({});
    expect(told).toMatchObject({ faults: 1, examples: [expect.stringContaining('does not show')] });
  });

  it('finds an item with two labels in force', async () => {
    await damage(`UPDATE labels SET item_id = (SELECT id FROM items WHERE key = 'accepted')`);
    const { labels_in_force: told } = await wrong();
    expect(told?.examples.join()).toContain('has several labels in force');
  });

  it('finds media that are missing or have another size, and with --media those with other bytes', async () => {
    const file = path.join(settings.DATA_DIR, 'media', placeOf(media));
    writeFileSync(file, 'b file');
    expect(await wrong()).toEqual({});
    expect(await wrong('--media')).toMatchObject({ media: { faults: 1, examples: [`${media} is damaged`] } });
    writeFileSync(file, 'longer');
    writeFileSync(file, 'longer file');
    expect((await wrong()).media?.examples).toEqual([`${media} has 11 bytes in place of 6`]);
    rmSync(file);
    expect((await wrong()).media?.examples).toEqual([`${media} is missing`]);
    const { out } = await countersign(settings, ['check']);
    expect(out).toContain(`WRONG  media files: 1\n         ${media} is missing`);
  });

  it.runIf(engine === 'sqlite')('finds what is wrong with the file itself', async () => {
    await damage(
      'PRAGMA writable_schema = ON',
      "UPDATE sqlite_schema SET sql = replace(sql, '`closed_at` integer', '`closed_at` integer NOT NULL') WHERE name = 'reviews'",
    );
    expect((await wrong()).structure?.examples.join()).toContain('NULL value in reviews.closed_at');
  });
});
