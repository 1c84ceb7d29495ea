import { describe, expect, it } from 'vitest';
import { proposeMapping } from '../../server/domain/imports/mapping.ts';
import type { LabelSchema } from '../../server/domain/label-schema.ts';
import { told } from '../../server/domain/told.ts';
import type { ItemKindName, Json } from '../../server/domain/words.ts';
import { mapRow, type MappedRow } from '../../server/features/imports/map-row.ts';
import { provenanceOf } from '../../server/features/imports/provenance-of.ts';
import { rowFaults } from '../../server/features/imports/row-faults.ts';
import { choice } from './sources/read.ts';

const classes = choice.kind === 'choice' ? choice.classes : [];
const choices: LabelSchema = { kind: 'choices', classes, min: 0, max: null };

/** A row whose columns fill what is proposed. */
const mapped = (itemKind: ItemKindName, fields: Record<string, Json>, schema: LabelSchema = choice) =>
  mapRow({ schema, itemKind }, proposeMapping(Object.keys(fields), itemKind), { fields });

describe('a row', () => {
  const hash = 'a'.repeat(64);

  it.each([
    ['https://x.test/a.png', { url: 'https://x.test/a.png' }],
    [hash, { media: hash }],
    ['data:image/png;base64,AAAA', { base64: 'AAAA' }],
    [{ media: hash, type: 'image/png', size: 4 }, { media: hash }],
  ])('refers to its image by address, by hash, or with its bytes: %j', (image, reference) => {
    const row = mapped('image', { key: 'a', image, width: '640' });
    expect(row.payload).toEqual({ image: reference, width: 640 });
    expect(rowFaults({ schema: choice, itemKind: 'image' }, row, 'none')).toEqual([]);
  });

  it('of a file of ours is as it was sent', () => {
    const payload = JSON.stringify({ image: { media: hash, type: 'image/png', size: 4 }, caption: 'A' });
    expect(mapped('image', { key: 'a', payload }).payload).toEqual({ image: { media: hash }, caption: 'A' });
  });

  it('of texts alone holds numbers, lists and instants where these are asked for', () => {
    const fields = {
      id: 7,
      text: 12,
      label: 'cat; dog',
      confidence: '0.5',
      date: '2026-01-02',
      'inputs.n': '3',
    };
    expect(mapped('text', fields, choices)).toMatchObject({
      key: '7',
      payload: { text: '12' },
      value: ['cat', 'dog'],
      confidence: 0.5,
      occurredAt: '2026-01-02T00:00:00.000Z',
      inputs: { n: 3 },
    });
    expect(mapped('text', { key: 'a', text: 'A', label: '["cat"]' }, choices).value).toEqual(['cat']);
    expect(mapped('text', { key: 'a', text: 'A', label: '"cat"' }).value).toBe('cat');
  });

  it('has its opinions as JSON where the file has each answer as text', () => {
    const spans: LabelSchema = {
      kind: 'spans',
      classes,
      overlaps: false,
      iou: 0.5,
      min: 0,
      max: null,
      tolerance: 0,
    };
    const marks = [{ class: 'cat', start: 0, end: 1 }];
    const opinions = [
      { inspector: 'u', value: JSON.stringify(marks) },
      { inspector: 'v', value: marks },
      'x',
    ];
    expect(mapped('text', { key: 'a', text: 'A', opinions }, spans).rest['opinions']).toEqual([
      { inspector: 'u', value: marks },
      { inspector: 'v', value: marks },
      'x',
    ]);
  });

  it('keeps what it cannot be read as, with the fields that are at fault', () => {
    const row = mapped('text', { key: 'a', text: 'A', label: 'cow', confidence: 'high', date: 'soon' });
    const faults = rowFaults({ schema: choice, itemKind: 'text' }, row, 'none');
    expect(faults.map(({ path }) => path)).toEqual([['confidence'], ['occurredAt']]);
    const labelled = { ...row, confidence: null, occurredAt: null };
    expect(rowFaults({ schema: choice, itemKind: 'text' }, labelled, 'history')).toMatchObject([
      { path: ['value'] },
    ]);
  });

  it('is refused for what its file could not be read as, where that is used', () => {
    const boxes: LabelSchema = { kind: 'boxes', classes, min: 0, max: null, tolerance: 0, iou: 0.5 };
    const fields = { id: 'a', image: 'https://x.test/a.png', value: [], model_value: [] };
    const unread = { value: told`cannot be read` };
    const row = mapRow({ schema: boxes, itemKind: 'image' }, proposeMapping(Object.keys(fields), 'image'), {
      fields,
      unread,
    });
    const faults = (as: 'history' | 'none') => rowFaults({ schema: boxes, itemKind: 'image' }, row, as);
    expect(faults('history')).toEqual([{ path: ['value'], message: 'cannot be read' }]);
    expect(faults('none')).toEqual([]);
  });

  it('may be of a class that is retired where it is history, and not where it is gold', () => {
    const schema: LabelSchema = {
      kind: 'choice',
      classes: classes.map((one) => ({ ...one, retired: one.name === 'cat' })),
    };
    const row = mapped('text', { key: 'a', text: 'A', label: 'cat' }, schema);
    expect(rowFaults({ schema, itemKind: 'text' }, row, 'history')).toEqual([]);
    expect(rowFaults({ schema, itemKind: 'text' }, row, 'gold')).toMatchObject([{ path: ['value'] }]);
  });
});

describe('how a label came to be', () => {
  const ids = { itemId: 'i', labelId: 'l', predictionId: 'p', routingId: 'r' };
  const lineage = {
    item_id: 'x',
    label_id: 'y',
    prediction_id: null,
    routing_id: null,
    decision_ids: ['d'],
    estimate_id: null,
  };
  const ours = { key: 'a', payload: '{"text":"A"}', value: 'cat', lineage: JSON.stringify(lineage) };
  const provenance = (row: MappedRow) => provenanceOf(row, ids, 0);
  const faultsOf = (row: MappedRow) => rowFaults({ schema: choice, itemKind: 'text' }, row, 'history');

  it('is what a row of ours tells, be it as texts', () => {
    const row = mapped('text', {
      ...ours,
      model: 'eye@1',
      confidence: '0.5',
      source: 'human',
      decided_at: '2025-01-02T03:04:05Z',
      weight: '4',
      agreed: 'True',
      opinions: '[]',
    });
    expect(faultsOf(row)).toEqual([]);
    expect(provenance(row)).toMatchObject({
      source: 'human',
      decided_at: '2025-01-02T03:04:05Z',
      model: 'eye@1',
      confidence: 0.5,
      weight: 4,
      agreed: true,
      opinions: [],
      lineage,
      audit: null,
    });
  });

  it('is what a row of the labels’ export tells, which has no lineage', () => {
    const id = '0199d7a2-6c1f-7000-8000-000000000001';
    const { lineage: _, ...rest } = ours;
    const row = mapped('text', {
      ...rest,
      seq: '3',
      label_id: id,
      item_id: id,
      source: 'human',
      weight: '2',
    });
    expect(provenance(row)).toMatchObject({ source: 'human', weight: 2 });
  });

  it('is told by no column of another file, whatever it is called', () => {
    const row = mapped('text', {
      key: 'a',
      text: 'A',
      label: 'cat',
      weight: '174',
      audit: 'true',
      agreement: '3',
      arm: 'blind',
      source: 'human',
      lineage: 'Labrador',
    });
    expect(provenance(row)).toBeNull();
  });

  it('is told by no column that fills a field', () => {
    const fields = { ...ours, weight: '174' };
    const mapping = [
      ...proposeMapping(Object.keys(ours), 'text'),
      { column: 'weight', field: 'inputs.weight' },
    ];
    const row = mapRow({ schema: choice, itemKind: 'text' }, mapping, { fields });
    expect(row.inputs).toEqual({ weight: 174 });
    expect(provenance(row)).toMatchObject({ weight: null, lineage });
  });

  it('is refused where a row of ours tells it as nobody can', () => {
    const row = mapped('text', { ...ours, time_spent_ms: '1.5', source: 'hearsay' });
    expect(faultsOf(row).map(({ path }) => path)).toEqual([['source'], ['time_spent_ms']]);
  });

  it('is refused where what the model said is no answer', () => {
    const row = mapped('text', { key: 'a', text: 'A', label: 'cat', prediction: 'cow' });
    expect(faultsOf(row)).toMatchObject([{ path: ['model_value'] }]);
  });

  it('is traced by our ids where its row does not say by which, and nothing where it tells nothing', () => {
    expect(
      provenance(mapped('text', { key: 'a', text: 'A', label: 'cat', prediction: 'cat' })),
    ).toMatchObject({
      source: 'imported',
      decided_at: '1970-01-01T00:00:00.000Z',
      model_value: 'cat',
      lineage: { item_id: 'i', label_id: 'l', decision_ids: [] },
    });
    expect(provenance(mapped('text', { key: 'a', text: 'A', label: 'cat', source: 'the web' }))).toBeNull();
  });
});
