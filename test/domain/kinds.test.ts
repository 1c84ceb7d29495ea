import { describe, expect, it } from 'vitest';
import { fieldErrors } from '../../server/contract/parse.ts';
import type { ItemKindName } from '../../server/domain/words.ts';
import { itemKinds, labelKinds, sameLabel } from '../../server/kinds/registry.ts';

const media = 'ab'.repeat(32);
const stored = { media, type: 'image/png', size: 9 };

/** The paths at fault in a payload of this kind. */
const faults = (kind: ItemKindName, payload: unknown): string[] => {
  const parsed = itemKinds[kind].submitted.safeParse(payload);
  return parsed.success ? [] : fieldErrors(parsed.error).map((fault) => fault.path.join('.'));
};

/** What is kept of a payload. */
const kept = (kind: ItemKindName, payload: unknown, file: typeof stored | null = null) => {
  const itemKind = itemKinds[kind];
  return itemKind.withMedia(itemKind.submitted.parse(payload), (reference) => ({ ...(file ?? reference) }));
};

const referencesIn = (kind: ItemKindName, payload: unknown) =>
  itemKinds[kind].mediaOf(itemKinds[kind].submitted.parse(payload));

describe('an image', () => {
  it('is kept as the file it refers to, or where it lies on the web', () => {
    const caption = 'front';
    expect(kept('image', { image: { media } }, stored)).toEqual({ image: stored });
    expect(kept('image', { image: { base64: 'iVBORw==' }, caption }, stored)).toEqual({
      image: stored,
      caption,
    });
    const onWeb = { image: { url: 'https://example.com/a.png?x=1' }, caption };
    expect(kept('image', onWeb)).toEqual(onWeb);
    const several = { images: [{ image: { media }, caption }, { image: { base64: 'AAAA' } }], caption };
    expect(kept('image', several, stored)).toEqual({
      images: [{ image: stored, caption }, { image: stored }],
      caption,
    });
  });

  it('tells what it refers to', () => {
    const references = [{ media }, { base64: 'AAAA' }, { url: 'http://a.example/' }];
    for (const image of references) expect(referencesIn('image', { image })).toEqual([image]);
    const images = references.map((image) => ({ image }));
    expect(referencesIn('image', { images })).toEqual(references);
  });

  it.each([
    [{}, ''],
    [{ image: {} }, 'image'],
    [{ image: { media, url: 'https://example.com' } }, 'image'],
    [{ image: { media: 'nonsense' } }, 'image.media'],
    [{ image: { url: 'javascript:alert(1)' } }, 'image.url'],
    [{ image: { url: 'ftp://example.com/a.png' } }, 'image.url'],
    [{ image: { url: '/a.png' } }, 'image.url'],
    [{ image: { base64: 'data:image/png;base64,AAAA' } }, 'image.base64'],
    [{ image: { base64: 'AAA' } }, 'image.base64'],
    [{ image: { base64: 'A-_A' } }, 'image.base64'],
    [{ image: { base64: '' } }, 'image.base64'],
    [{ image: { media, width: 3 } }, 'image.width'],
    [{ image: { media }, title: 'x' }, 'title'],
    [{ image: { media }, caption: 'x'.repeat(1_001) }, 'caption'],
  ])('such as %j is refused by its field', (payload, path) => {
    expect(faults('image', payload)).toContain(path);
  });

  it('of many megabytes in base64 is taken', () => {
    expect(faults('image', { image: { base64: 'QUJD'.repeat(4_000_000) } })).toEqual([]);
  });
});

describe('a recording', () => {
  it('is kept as the file it refers to, or where it lies on the web', () => {
    const file = { ...stored, type: 'audio/wav' };
    expect(kept('audio', { audio: { base64: 'UklGRg==' }, caption: 'line 3' }, file)).toEqual({
      audio: file,
      caption: 'line 3',
    });
    const onWeb = { audio: { url: 'https://example.com/a.mp3' } };
    expect(kept('audio', onWeb)).toEqual(onWeb);
    expect(referencesIn('audio', { audio: { media } })).toEqual([{ media }]);
    expect(faults('audio', { image: { media } })).toContain('audio');
  });
});

describe('a film', () => {
  it('is kept with its frame rate, and is no inline file', () => {
    const file = { ...stored, type: 'video/webm' };
    expect(kept('video', { video: { media }, fps: 29.97 }, file)).toEqual({ video: file, fps: 29.97 });
    const onWeb = { video: { url: 'https://example.com/a.mp4' }, caption: 'line 3' };
    expect(kept('video', onWeb)).toEqual(onWeb);
    expect(faults('video', { video: { base64: 'AAAA' } })).toContain('video.base64');
    expect(faults('video', { video: { media }, fps: 0 })).toContain('fps');
  });
});

describe('a text', () => {
  it('is kept as it is, or as the file it refers to', () => {
    expect(kept('text', { text: 'hello', title: 't' })).toEqual({ text: 'hello', title: 't' });
    const document = { ...stored, type: 'text/plain' };
    expect(kept('text', { document: { media } }, document)).toEqual({ document });
    expect(referencesIn('text', { text: 'hello' })).toEqual([]);
    expect(referencesIn('text', { document: { base64: 'AAAA' } })).toEqual([{ base64: 'AAAA' }]);
  });

  it.each([
    [{}, ''],
    [{ text: 'a', document: { media } }, ''],
    [{ text: '' }, 'text'],
    [{ text: 7 }, 'text'],
    [{ document: { url: 'https://example.com' } }, 'document.url'],
    [{ text: 'a', caption: 'b' }, 'caption'],
  ])('such as %j is refused by its field', (payload, path) => {
    expect(faults('text', payload)).toContain(path);
  });
});

describe('a table row', () => {
  it('is kept as it is, columns in the order sent', () => {
    const payload = { row: { b: 1, a: null, c: 'x', d: false, e: { g: [1, null], f: {} } }, title: 't' };
    expect(JSON.stringify(kept('table', payload))).toBe(JSON.stringify(payload));
    expect(referencesIn('table', payload)).toEqual([]);
  });

  it.each([
    [{}, 'row'],
    [{ row: {} }, 'row'],
    [{ row: { a: { b: 'x'.repeat(20_000) } } }, 'row.a'],
    [{ row: { a: [undefined] } }, 'row.a'],
    [{ row: { a: 'x'.repeat(20_001) } }, 'row.a'],
    [{ row: Object.fromEntries(Array.from({ length: 201 }, (_, i) => [`c${i}`, i])) }, 'row'],
    [{ row: { a: 1 }, rows: [] }, 'rows'],
  ])('such as %j is refused by its field', (payload, path) => {
    expect(faults('table', payload)).toContain(path);
  });
});

describe('one choice', () => {
  const { choice } = labelKinds;
  const schemaOf = (names: string[], retired: string[] = []) => ({
    kind: 'choice' as const,
    classes: names.map((name) => ({
      name,
      title: name,
      color: '#000000',
      key: null,
      retired: retired.includes(name),
    })),
  });
  const schema = schemaOf(['ok', 'bad', 'old'], ['old']);

  it('of a model may be a class in use, a retired one, or none', () => {
    for (const value of ['ok', 'old', null]) expect(choice.check(schema, value, 'prediction')).toBeNull();
    for (const value of ['OK', 'other', 1, true, ['ok'], { ok: 1 }])
      expect(choice.check(schema, value, 'prediction')?.message).toBe('must be one of "ok", "bad", "old"');
  });

  it('of a person is a class in use', () => {
    expect(choice.check(schema, 'bad', 'decision')).toBeNull();
    expect(choice.check(schema, 'old', 'decision')?.message).toBe('the class "old" is retired');
    for (const value of [null, 'other', 0])
      expect(choice.check(schema, value, 'decision')?.message).toBe('must be one of "ok", "bad"');
  });

  it('names the classes only where they are few', () => {
    const names = Array.from({ length: 40 }, (_, i) => `c${i}`);
    expect(choice.check(schemaOf(names), 'x', 'decision')?.message).toBe(
      'must be the name of a class of the project',
    );
  });

  it('is the same as another where the class is', () => {
    expect([
      sameLabel(schema, 'ok', 'ok'),
      sameLabel(schema, 'ok', 'bad'),
      sameLabel(schema, null, 'ok'),
    ]).toEqual([true, false, false]);
  });
});
