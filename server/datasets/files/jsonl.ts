import type { DatasetFormat } from './dataset-format.ts';
import { bytesOfRows, canonical } from './file-bytes.ts';

/** JSON Lines: each row as canonical JSON (RFC 8785) and a line feed. */
export const jsonl: DatasetFormat = {
  title: 'JSON Lines',
  purpose: 'Every row as it is, an object a line',
  bare: 'application/x-ndjson; charset=utf-8',
  misfit: () => null,
  async *files(source) {
    yield { path: 'data.jsonl', bytes: bytesOfRows(source.rows(), (row) => `${canonical(row)}\n`) };
  },
  notes: () => [
    'One object a line in canonical JSON (RFC 8785), all splits in one file.',
    '',
    '```python',
    'import pandas as pd',
    'df = pd.read_json("data.jsonl", lines=True)',
    '```',
  ],
};
