import { createHash, hash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import canonicalize from 'canonicalize';
import { answersAt, countItems, itemsAt, type AnswerAt } from '../../../db/queries/dataset-rows.ts';
import type { Queryable } from '../../../db/database.ts';
import { isAsked } from '../../domain/datasets/is-asked.ts';
import { count, emptyTally } from '../../domain/datasets/tally.ts';
import { classesOf } from '../../kinds/classes-of.ts';
import type { MediaStore } from '../../media/store.ts';
import { partText } from './frozen-rows.ts';
import { rowOf } from './row-of.ts';
import type { FreezeTask, Outcome, Progress } from './task.ts';

/** As performance calls for: level 1 takes a third of the time of the usual, for a tenth more bytes. */
const quick = 1;
/** Items that are read first, when nobody knows how large they are, and at most at a time. */
const [firstStretch, longestStretch] = [50, 400];
/** Characters of one stretch above which the next is made shorter: bounds what is in memory. */
const largestText = 2_000_000;
/** Bytes of text after which a part is closed: bounds what is in memory, and what is lost where the server ends. */
const partLength = 8_000_000;

/** The answers of each of these items. */
const byItem = (answers: readonly AnswerAt[]): Map<string, AnswerAt[]> => {
  const found = new Map<string, AnswerAt[]>();
  for (const answer of answers) {
    const of = found.get(answer.itemId);
    if (of) of.push(answer);
    else found.set(answer.itemId, [answer]);
  }
  return found;
};

/** Where the database is read from: the same connection for a stretch. */
export type Read = <T>(work: (q: Queryable) => Promise<T>) => Promise<T>;

/**
 * Writes the rows of a snapshot by key, as canonical JSON (RFC 8785) with a line feed each, in parts that are compressed.
 * It goes on behind what is written already. `keep` is given each part once the media store has it, and is waited for.
 */
export const freeze = async (
  { projectId, at, query, schema, ...done }: FreezeTask,
  read: Read,
  media: MediaStore,
  keep: (progress: Progress) => Promise<void>,
): Promise<Outcome> => {
  const sum = createHash('sha256');
  for (const part of done.parts) for await (const piece of await partText(media, part)) sum.update(piece);
  const tally = done.tally ?? emptyTally();
  const total = await read((q) => countItems(q, projectId));
  let lines: string[] = [];
  let [length, first, last] = [0, '', ''];
  let seen = tally.rows;

  let isBegun = done.parts.length > 0;
  const close = async (share: number): Promise<void> => {
    // A snapshot of nothing is a file, too.
    if (lines.length === 0 && isBegun) return;
    isBegun = true;
    const text = Buffer.from(lines.join(''));
    sum.update(text);
    const bytes = gzipSync(text, { level: quick });
    const part = { hash: hash('sha256', bytes, 'hex'), size: bytes.length, rows: lines.length, first, last };
    await media.put(part.hash, bytes);
    await keep({ is: 'rows', part, tally: structuredClone(tally), share });
    lines = [];
    length = 0;
  };

  let after = done.parts.at(-1)?.last ?? '';
  let size = firstStretch;
  for (;;) {
    const { items, answers } = await read(async (q) => {
      const found = await itemsAt(q, { ...at, projectId, after, limit: size });
      const ids = found.map(({ itemId }) => itemId);
      return { items: found, answers: byItem(await answersAt(q, ids, at.asOf)) };
    });
    let characters = 0;
    for (const item of items) {
      const row = rowOf(item, answers.get(item.itemId) ?? [], schema, query, at.estimateId);
      const classes = classesOf(schema, row.value);
      const line = `${canonicalize(row)}\n`;
      characters += line.length;
      if (!isAsked(query, row, classes)) continue;
      count(tally, row, classes);
      if (lines.length === 0) first = row.key;
      last = row.key;
      lines.push(line);
      length += line.length;
    }
    seen += items.length;
    after = items.at(-1)?.key ?? after;
    const share = total === 0 ? 1 : Math.min(seen / total, 1);
    if (length >= partLength) await close(share);
    if (items.length < size) break;
    size = characters > largestText ? Math.max(1, Math.floor(size / 2)) : Math.min(size * 2, longestStretch);
  }
  await close(1);
  return { is: 'frozen', hash: sum.digest('hex'), tally };
};
