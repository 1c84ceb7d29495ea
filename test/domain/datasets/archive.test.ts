import { hash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { fromBuffer, type Entry, type ZipFile } from 'yauzl';
import { archive } from '../../../server/datasets/files/archive.ts';
import { bareFile } from '../../../server/datasets/files/bare-file.ts';
import type { DatasetFormat, DatasetSource } from '../../../server/datasets/files/dataset-format.ts';
import { gather } from '../../../server/datasets/files/file-bytes.ts';
import { datasetFormatNames } from '../../../server/datasets/files/names.ts';
import { datasetFormats } from '../../../server/datasets/files/registry.ts';
import type { LabelSchema } from '../../../server/domain/label-schema.ts';
import { classesOf, datasetOf, hashOf, marked, rowOf } from '../../support/dataset.ts';

const opened = (zip: Buffer): Promise<ZipFile> =>
  new Promise((resolve, reject) =>
    fromBuffer(zip, { lazyEntries: true }, (error, file) => (error ? reject(error) : resolve(file))),
  );

const contentOf = (zip: ZipFile, entry: Entry): Promise<Buffer> =>
  new Promise((resolve, reject) =>
    zip.openReadStream(entry, (error, stream) => (error ? reject(error) : resolve(buffer(stream)))),
  );

/** The files of a zip, in order, as a reader that checks names and sums finds them. */
const unzip = async (bytes: Buffer): Promise<Map<string, { content: Buffer; entry: Entry }>> => {
  const zip = await opened(bytes);
  const files = new Map<string, { content: Buffer; entry: Entry }>();
  await new Promise<void>((resolve, reject) => {
    zip.on('entry', (entry: Entry) => {
      void contentOf(zip, entry).then((content) => {
        files.set(entry.fileName, { content, entry });
        zip.readEntry();
      }, reject);
    });
    zip.on('end', resolve).on('error', reject);
    zip.readEntry();
  });
  return files;
};

const boxes: LabelSchema = { kind: 'boxes', ...marked('scratch', 'dent'), iou: 0.5 };
const pictures = datasetOf(
  'image',
  boxes,
  ['a', 'A', 'a/b', '../../etc/passwd', 'con', '', '𝔸\n', 'x'.repeat(300)].map((key, i) =>
    rowOf({
      key,
      payload: {
        image: { media: hashOf(`picture ${i}`), type: 'image/png', size: 9 },
        width: 100,
        height: 50,
      },
      value: [{ class: 'dent', x: 1, y: 2, width: 3, height: 4 }],
      split: i % 2 === 0 ? 'train' : 'test',
    }),
  ),
  { stored: Array.from({ length: 8 }, (_, i) => `picture ${i}`) },
);

const fitting: Record<string, DatasetSource> = {
  coco: pictures,
  yolo: pictures,
  conll: datasetOf('text', { kind: 'spans', ...marked('name'), overlaps: false, iou: 0.5 }, [
    rowOf({ key: 'a', payload: { text: 'Ada met Bob' }, value: [{ class: 'name', start: 0, end: 3 }] }),
  ]),
  nemo: datasetOf('audio', { kind: 'transcript', maxLength: 99, tolerance: 0 }, [
    rowOf({
      key: 'a',
      payload: { audio: { media: hashOf('sound'), type: 'audio/wav', size: 5 } },
      value: 'hello',
    }),
  ]),
};
const sourceFor = (name: string): DatasetSource =>
  fitting[name === 'span_jsonl' ? 'conll' : name] ?? pictures;

test.each(datasetFormatNames)(
  '%s as a zip has a card, the manifest, and the right sum of each file',
  async (name) => {
    const source = sourceFor(name);
    const files = await unzip(await gather(archive(datasetFormats[name], source)));
    const paths = [...files.keys()];
    expect(paths.at(0)).toBe('manifest.json');
    expect(paths.slice(-2)).toEqual(['SHA256SUMS', 'README.md']);
    expect(JSON.parse(String(files.get('manifest.json')?.content))).toEqual(source.manifest);

    const summed = paths.slice(0, -2).map((path) => {
      const content = files.get(path)?.content ?? Buffer.alloc(0);
      return { path, bytes: content.length, sha256: hash('sha256', content, 'hex') };
    });
    expect(String(files.get('SHA256SUMS')?.content)).toBe(
      summed.map(({ path, sha256 }) => `${sha256}  ${path}\n`).join(''),
    );
    const readme = String(files.get('README.md')?.content);
    for (const { path, bytes, sha256 } of summed)
      expect(readme).toContain(`| ${path.replaceAll('_', String.raw`\_`)} | ${bytes} | \`${sha256}\` |`);
  },
);

test.each(datasetFormatNames)(
  'the same snapshot gives the same bytes as %s, in any time zone',
  async (name) => {
    const { TZ } = process.env;
    const zips: Buffer[] = [];
    for (const zone of ['UTC', 'Pacific/Auckland', 'America/St_Johns']) {
      process.env['TZ'] = zone;
      zips.push(await gather(archive(datasetFormats[name], sourceFor(name))));
    }
    if (TZ === undefined) delete process.env['TZ'];
    else process.env['TZ'] = TZ;
    expect(zips[1]?.equals(zips[0] ?? Buffer.alloc(0))).toBe(true);
    expect(zips[2]?.equals(zips[0] ?? Buffer.alloc(0))).toBe(true);
  },
);

test.each(['hugging_face', 'coco', 'yolo', 'label_studio', 'ground_truth'] as const)(
  '%s gives each item files of its own, in names that any file system takes',
  async (name) => {
    const files = await unzip(await gather(archive(datasetFormats[name], pictures)));
    const images = [...files].filter(([path]) => path.endsWith('.png'));
    expect(images.map(([, { content }]) => String(content)).toSorted()).toEqual(
      Array.from({ length: 8 }, (_, i) => `picture ${i}`),
    );
    for (const [path] of files) expect(path).toMatch(/^([A-Za-z0-9_-]+\/)*[A-Za-z0-9_-]+(\.[A-Za-z0-9]+)*$/);
    expect(new Set(Array.from(files.keys(), (path) => path.toLowerCase())).size).toBe(files.size);
    for (const [path] of images) {
      expect(path.split('/').at(-1)?.length).toBeLessThan(100);
      expect(path).not.toMatch(/\bcon\.png$/);
    }
  },
);

test('what is compressed by itself is not compressed again', async () => {
  const files = await unzip(await gather(archive(datasetFormats.coco, pictures)));
  const methods = [...files].map(([path, { entry }]) => [path.split('.').at(-1), entry.compressionMethod]);
  expect(new Set(methods.map(String))).toEqual(new Set(['json,8', 'png,0', 'SHA256SUMS,8', 'md,8']));
});

test('a zip that nobody reads to the end lets go of its source', async () => {
  let closed = false;
  const endless: DatasetFormat = {
    ...datasetFormats.jsonl,
    async *files() {
      yield {
        path: 'data.bin',
        bytes: (async function* () {
          try {
            for (;;) yield Buffer.alloc(65_536, 1);
          } finally {
            closed = true;
          }
        })(),
      };
    },
  };
  let pieces = 0;
  for await (const piece of archive(endless, pictures)) {
    pieces += piece.length > 0 ? 1 : 0;
    if (pieces === 5) break;
  }
  expect(closed).toBe(true);
});

test.each(['while its rows are read', 'while a file is looked for'])(
  'a zip fails where its source does %s',
  async (when) => {
    const failing: DatasetSource = {
      ...pictures,
      async *rows(split) {
        yield* pictures.rows(split);
        if (when.includes('rows')) throw new Error('the disk is gone');
      },
      async media() {
        throw new Error('the disk is gone');
      },
    };
    await expect(gather(archive(datasetFormats.coco, failing))).rejects.toThrow('the disk is gone');
  },
);

test('rows are read no faster than the zip is', async () => {
  let read = 0;
  const many: DatasetSource = {
    ...pictures,
    async *rows() {
      for (;;) {
        read += 1;
        yield rowOf({ key: `k${read}`, payload: { noise: hashOf(String(read)).repeat(40) }, value: 'a' });
      }
    },
  };
  const pieces = archive(datasetFormats.jsonl, many);
  for (let i = 0; i < 20; i += 1) await pieces.next();
  const before = read;
  await pieces.return(undefined);
  expect(before).toBeLessThan(5_000);
});

test('a format of one file gives that alone with its type, another gives none', async () => {
  const choice: LabelSchema = { kind: 'choice', classes: classesOf('a', 'b') };
  const source = datasetOf('text', choice, [rowOf({ key: 'k', payload: { text: 't' }, value: 'a' })]);
  const file = await bareFile(datasetFormats.jsonl, source);
  expect(file?.path).toBe('data.jsonl');
  expect(file?.contentType).toBe('application/x-ndjson; charset=utf-8');
  expect(JSON.parse(String(file && (await gather(file.bytes))))).toMatchObject({ key: 'k', value: 'a' });
  expect(await bareFile(datasetFormats.hugging_face, source)).toBeNull();
  const bare = datasetFormatNames.filter((name) => datasetFormats[name].bare !== null);
  expect(bare).toEqual(['jsonl', 'csv', 'parquet', 'span_jsonl']);
});
