import type { ExportFormat } from './export-request.ts';

/** Stands in an example where the reader puts an API key. */
const placeholder = 'cs_YOUR_API_KEY';

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/** A shell command that saves the export at `address` and shows the cursor of the next increment. */
export const curlExample = (address: string, file: string): string =>
  [
    `curl --fail --dump-header headers.txt --output ${file} \\`,
    `  --header ${quoted(`Authorization: Bearer ${placeholder}`)} \\`,
    `  ${quoted(address)}`,
    `grep -i x-next-cursor headers.txt`,
  ].join('\n');

const readers: Record<ExportFormat, { imports: string[]; rows: string[] }> = {
  jsonl: { imports: ['json', 'urllib.request'], rows: ['rows = [json.loads(line) for line in answer]'] },
  csv: {
    imports: ['csv', 'io', 'urllib.request'],
    rows: ['rows = list(csv.DictReader(io.TextIOWrapper(answer, "utf-8", newline="")))'],
  },
};

/** A Python program (standard library only) that reads the export at `address` and estimates the model's accuracy. */
export const pythonExample = (address: string, format: ExportFormat): string => {
  const { imports, rows } = readers[format];
  const agreed = format === 'csv' ? 'r["agreed"] == "true"' : 'r["agreed"]';
  const reviewed =
    format === 'csv' ? 'r["agreed"] and r["weight"]' : 'r["agreed"] is not None and r["weight"]';
  return [
    `import ${imports.join(', ')}`,
    '',
    'request = urllib.request.Request(',
    `    ${JSON.stringify(address)},`,
    `    headers={"Authorization": "Bearer ${placeholder}"},`,
    ')',
    'with urllib.request.urlopen(request) as answer:',
    '    cursor = answer.headers["x-next-cursor"]  # the next run’s since',
    ...rows.map((line) => `    ${line}`),
    '',
    '# How often the model is right, over everything it answered: each reviewed row',
    '# stands for 1/π rows like it.',
    `reviewed = [r for r in rows if ${reviewed}]`,
    'total = sum(float(r["weight"]) for r in reviewed)',
    `right = sum(float(r["weight"]) for r in reviewed if ${agreed})`,
    'print(len(rows), "labels, accuracy", right / total if total else "unknown", "next:", cursor)',
  ].join('\n');
};
