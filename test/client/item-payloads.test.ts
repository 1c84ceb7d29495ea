import type { Json } from '../../server/domain/words.ts';
import { describe, expect, test } from 'vitest';
import { readAudio, readImages, readRow, readText } from '../../client/kinds/items/payloads.ts';

const media = 'a'.repeat(64);

describe('payloads as the server keeps them', () => {
  test('a stored image is fetched from the project, a remote one from where it is', () => {
    const stored = { image: { media, type: 'image/png', size: 3 }, caption: 'left' };
    const shown = { src: `/api/v1/projects/phones/media/${media}`, caption: 'left' };
    expect(readImages('phones', stored)).toEqual({ images: [shown], caption: null });
    const remote = { image: { url: 'https://example.com/a.png' } };
    const both = { images: [stored, remote], caption: 'both sides' };
    expect(readImages('phones', both)).toEqual({
      images: [shown, { src: 'https://example.com/a.png', caption: null }],
      caption: 'both sides',
    });
  });

  test('a recording tells its size where it is a file of ours', () => {
    const stored = { audio: { media, type: 'audio/wav', size: 9 }, caption: 'line 3' };
    expect(readAudio('calls', stored)).toEqual({
      src: `/api/v1/projects/calls/media/${media}`,
      caption: 'line 3',
      size: 9,
    });
    const remote = { audio: { url: 'https://example.com/a.mp3' } };
    expect(readAudio('calls', remote)).toEqual({
      src: 'https://example.com/a.mp3',
      caption: null,
      size: null,
    });
  });

  test('a text is at hand or a file', () => {
    expect(readText('mail', { text: 'hello', title: 'Greeting' })).toEqual({
      title: 'Greeting',
      text: 'hello',
      format: 'plain',
      direction: 'auto',
    });
    expect(readText('mail', { document: { media, type: 'text/plain', size: 9 } })).toEqual({
      title: null,
      src: `/api/v1/projects/mail/media/${media}`,
      size: 9,
      format: 'plain',
      direction: 'auto',
    });
  });

  test('a row keeps the order of its columns', () => {
    expect(readRow({ row: { b: 1, a: null, c: 'x' } })?.cells).toEqual([
      ['b', 1],
      ['a', null],
      ['c', 'x'],
    ]);
    expect(readRow({ row: { nested: { a: 1 } } })?.cells).toEqual([['nested', { a: 1 }]]);
  });

  test('anything else is not understood, so that it is shown as it is', () => {
    const strange: Json[] = [
      null,
      'text',
      7,
      [],
      {},
      { image: 'a.png' },
      { image: { url: 'javascript:alert(1)' } },
    ];
    for (const payload of strange) {
      expect(readImages('p', payload)).toBeNull();
      expect(readAudio('p', payload)).toBeNull();
      expect(readText('p', payload)).toBeNull();
      expect(readRow(payload)).toBeNull();
    }
  });
});
