import { describe, expect, it } from 'vitest';
import { isField, mappingFault, proposeMapping } from '../../server/domain/imports/mapping.ts';
import { itemKindNames, type ItemKindName } from '../../server/domain/words.ts';

const proposed = (itemKind: ItemKindName, ...columns: string[]) =>
  Object.fromEntries(proposeMapping(columns, itemKind).map(({ column, field }) => [column, field]));

describe('what columns most probably fill', () => {
  it('is told by their names, whatever their case', () => {
    expect(proposed('text', 'ID', 'Text', 'Label', 'Score', 'colour')).toEqual({
      ID: 'key',
      Text: 'payload.text',
      Label: 'value',
      Score: 'confidence',
    });
    expect(proposed('image', 'id', 'data.image', 'value')).toEqual({
      id: 'key',
      'data.image': 'payload.image',
      value: 'value',
    });
  });

  it('is the payload as a whole where a column has it, and nothing of it besides', () => {
    expect(proposed('text', 'key', 'payload', 'inputs', 'text', 'value', 'source', 'opinions')).toEqual({
      key: 'key',
      payload: 'payload',
      inputs: 'inputs',
      value: 'value',
    });
  });

  it('is a cell for each column of a table row that is nothing else', () => {
    expect(proposed('table', 'key', 'price', 'city', 'label', 'weight', 'source')).toEqual({
      key: 'key',
      label: 'value',
      price: 'payload.row.price',
      city: 'payload.row.city',
      weight: 'payload.row.weight',
      source: 'payload.row.source',
    });
  });

  it.each(itemKindNames)('is never at fault (%s)', (itemKind) => {
    const columns = [
      'key',
      'id',
      'text',
      'image',
      'url',
      'value',
      'label',
      'inputs',
      'inputs.x',
      'caption',
      'a',
    ];
    expect(mappingFault(proposeMapping(columns, itemKind), itemKind)).toBeNull();
    expect(mappingFault(proposeMapping([...columns, 'payload'], itemKind), itemKind)).toBeNull();
  });
});

describe('a field', () => {
  it('is one of the items of a kind, or none', () => {
    expect(isField('payload.text', 'text')).toBe(true);
    expect(isField('payload.text', 'image')).toBe(false);
    expect(isField('payload.row.price', 'table')).toBe(true);
    expect(isField('payload.row.price', 'text')).toBe(false);
    expect(isField('inputs.', 'text')).toBe(false);
    expect(isField('anything', 'text')).toBe(false);
  });
});
