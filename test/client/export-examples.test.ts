import { describe, expect, test } from 'vitest';
import { curlExample, pythonExample } from '../../client/features/export/examples.ts';
import { exportFormats, queryOf, startRequest } from '../../client/features/export/export-request.ts';
import { labelsQuery } from '../../server/features/labels/contract.ts';

describe('an export as it is asked for', () => {
  test('leaves out what is not narrowed down', () => {
    expect(JSON.parse(JSON.stringify(queryOf(startRequest)))).toEqual({ format: 'jsonl' });
  });

  test('is one that the contract takes', () => {
    const query = queryOf({
      format: 'csv',
      source: 'human',
      class: '7',
      model: ' digits@2 ',
      from: '2026-11-01T08:30',
      to: 'no date',
      since: 17,
    });
    expect(labelsQuery.parse(query)).toEqual({
      format: 'csv',
      source: 'human',
      class: '7',
      model: 'digits@2',
      from: new Date('2026-11-01T08:30').toISOString(),
      to: undefined,
      since: 17,
    });
  });
});

describe('the examples', () => {
  test('quote an address for the shell', () => {
    expect(curlExample("https://x.example/labels?class=it's&since=1", 'labels.csv')).toContain(
      `'https://x.example/labels?class=it'\\''s&since=1'`,
    );
  });

  test.each(exportFormats)('read %s with the standard library of Python alone', (format) => {
    const program = pythonExample('https://x.example/labels', format);
    const imports = /^import (.+)$/m.exec(program)?.[1]?.split(', ') ?? [];
    expect(imports).toContain('urllib.request');
    expect(imports.every((name) => ['json', 'csv', 'io', 'urllib.request'].includes(name))).toBe(true);
    expect(program).toContain('Bearer cs_YOUR_API_KEY');
  });
});
