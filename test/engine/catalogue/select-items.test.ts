import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { describeSelection, selectItems } from '../../../src/engine/catalogue/select-items.ts';

const catalogue = ['a', 'b', 'c', '2', 'd'].map((id) => ({ id, title: id }));
const ids = (selection: Parameters<typeof selectItems>[1]) =>
  selectItems(catalogue, selection).map(({ id }) => id);

describe('the items a run is asked for', () => {
  test('are all of them without further words', () => {
    expect(ids({})).toEqual(['a', 'b', 'c', '2', 'd']);
  });

  test('begin at an id, or at a position from 1', () => {
    expect(ids({ start: 'c' })).toEqual(['c', '2', 'd']);
    expect(ids({ start: '1' })).toEqual(['a', 'b', 'c', '2', 'd']);
    expect(ids({ start: '5' })).toEqual(['d']);
  });

  test('begin at the id when a number is one', () => {
    expect(ids({ start: '2' })).toEqual(['2', 'd']);
  });

  test('end after the limit, counted from the start and among those named', () => {
    expect(ids({ start: 'b', limit: 2 })).toEqual(['b', 'c']);
    expect(ids({ limit: 99 })).toEqual(['a', 'b', 'c', '2', 'd']);
    expect(ids({ only: ['d', 'a', 'b'], limit: 2 })).toEqual(['a', 'b']);
  });

  test('named one by one come in the order of the catalogue, each once', () => {
    expect(ids({ only: ['d', 'a', 'd'] })).toEqual(['a', 'd']);
  });

  test.each([
    [
      { start: 'x' },
      '--start: expected an item of the catalogue or a position from 1 to 5, found "x"',
    ],
    [{ start: '0' }, 'found "0"'],
    [{ start: '6' }, 'found "6"'],
    [{ start: '-1' }, 'found "-1"'],
    [{ start: '1.5' }, 'found "1.5"'],
    [
      { only: ['a', 'A'] },
      '--only: expected an item of the catalogue, found "A". ai-factory list shows',
    ],
  ])('%j is refused', (selection, words) => {
    expect(() => ids(selection)).toThrow(words);
  });

  test('are a part of the catalogue in its order, no more than the limit', () => {
    const selections = fc.record(
      {
        start: fc.constantFrom('a', '3', 'd'),
        limit: fc.nat({ max: 7 }),
        only: fc.subarray(['d', 'c', 'b', 'a']),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(selections, (selection) => {
        const found = ids(selection);
        const places = found.map((id) => catalogue.findIndex((item) => item.id === id));
        expect(places).toEqual([...places].sort((a, b) => a - b));
        expect(found.length).toBeLessThanOrEqual(selection.limit ?? Infinity);
        for (const id of found) expect(selection.only ?? found).toContain(id);
      }),
      { seed: 61 },
    );
  });
});

test('a selection is told in words that are equal for equal selections alone', () => {
  expect(describeSelection({})).toBe('all');
  expect(describeSelection({ start: '3', limit: 2 })).toBe('start 3, limit 2');
  expect(describeSelection({ only: ['b', 'a'] })).toBe(describeSelection({ only: ['a', 'b'] }));
  expect(describeSelection({ limit: 0 })).not.toBe(describeSelection({}));
});
