import { datasetColumns } from './columns.ts';
import type { DatasetFormat } from './dataset-format.ts';
import { parquetBytes } from './parquet-bytes.ts';

/** One Parquet file with typed columns. */
export const parquet: DatasetFormat = {
  title: 'Parquet',
  purpose: 'Typed columns for pandas, Polars, DuckDB, Spark',
  bare: 'application/vnd.apache.parquet',
  misfit: () => null,
  async *files(source) {
    yield {
      path: 'data.parquet',
      bytes: parquetBytes(datasetColumns(source.manifest.schema), source.rows()),
    };
  },
  notes: () => [
    'One file, compressed by Zstandard, all splits in it. `opinions` is a list of records, `lineage` a record and `scores` a map',
    'of numbers; other columns of the type JSON hold JSON as text (`json.loads` in Python, `->` in DuckDB).',
    '',
    '```python',
    'import pandas as pd',
    'df = pd.read_parquet("data.parquet")',
    '```',
  ],
};
