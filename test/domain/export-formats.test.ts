import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { ExportedLabel } from '../../db/queries/labels.ts';
import { columns } from '../../server/datasets/columns.ts';
import { exportFormats } from '../../server/datasets/formats/registry.ts';
import { arms, labelSources } from '../../server/domain/words.ts';
import { parseCsv } from '../support/csv.ts';

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('', '=1+1', 'a,b', '"', 'x\r\ny', '\\', '\u2028'),
);
const jsonText = fc.jsonValue().map((value) => JSON.stringify(value));

const label: fc.Arbitrary<ExportedLabel> = fc
  .record({
    seq: fc.nat(),
    labelId: fc.uuid(),
    itemId: fc.uuid(),
    key: text,
    payload: jsonText,
    inputs: jsonText,
    content: fc.option(
      fc.record({
        value: text.map((value) => JSON.stringify(value)),
        source: fc.constantFrom(...labelSources),
        confidence: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
        calibrated: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
        calibrator: fc.nat(3),
        model: text,
        modelValue: fc.option(text.map((value) => JSON.stringify(value))),
        agreed: fc.option(fc.boolean()),
        arm: fc.option(fc.constantFrom(...arms)),
        reviewProbability: fc.double({ min: 0, max: 1, noNaN: true }),
        audit: fc.boolean(),
        policyRevision: fc.nat(),
        schemaRevision: fc.nat(),
        decidedAt: fc.nat({ max: 8_000_000_000_000 }),
        inspectors: fc.nat(3),
        estimateId: fc.option(fc.uuid()),
        posterior: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
      }),
    ),
  })
  .map((row) => ({ ...row, withheld: row.content === null }));

it('a line of JSON Lines reads back as the label it was made of', () => {
  fc.assert(
    fc.property(label, (row) => {
      const line = exportFormats.jsonl.rows(columns)(row);
      expect(line.indexOf('\n')).toBe(line.length - 1);
      const read = JSON.parse(line) as Record<string, unknown>; // the test is what it is
      expect(Object.keys(read)).toEqual(columns.map(([name]) => name));
      const { content: c } = row;
      expect(read).toEqual({
        seq: row.seq,
        label_id: row.labelId,
        item_id: row.itemId,
        key: row.key,
        payload: JSON.parse(row.payload),
        inputs: JSON.parse(row.inputs),
        value: c && JSON.parse(c.value),
        source: c && c.source,
        confidence: c && c.confidence,
        calibrated: c && c.calibrated,
        calibrator: c && (c.calibrator === 0 ? null : c.calibrator),
        model: c && c.model,
        model_value: c && c.modelValue && JSON.parse(c.modelValue),
        agreed: c && c.agreed,
        arm: c && c.arm,
        review_probability: c && c.reviewProbability,
        weight:
          c && c.source !== 'auto' && c.arm !== null && 1 / c.reviewProbability < Infinity
            ? 1 / c.reviewProbability
            : null,
        audit: c && c.audit,
        policy_revision: c && c.policyRevision,
        schema_revision: c && c.schemaRevision,
        decided_at: c && new Date(c.decidedAt).toISOString(),
        inspectors: c && c.inspectors,
        estimate_id: c && c.estimateId,
        posterior: c && c.posterior,
        withheld: row.withheld,
      });
    }),
  );
});

it('a line of CSV has the cells that the same label has in JSON Lines', () => {
  const { csv, jsonl } = exportFormats;
  expect(parseCsv(csv.head(columns))).toEqual([columns.map(([name]) => name)]);
  fc.assert(
    fc.property(label, (row) => {
      const values: unknown[] = Object.values(JSON.parse(jsonl.rows(columns)(row)) as object);
      const [cells, ...more] = parseCsv(csv.rows(columns)(row));
      expect(more).toEqual([]);
      expect(cells).toHaveLength(columns.length);
      for (const [i, value] of values.entries()) {
        const cell = cells?.[i] ?? '';
        if (value === null) expect(cell).toBe('');
        else if (typeof value === 'string') expect(cell).toBe(value);
        else expect(JSON.parse(cell)).toEqual(value);
      }
    }),
  );
});
