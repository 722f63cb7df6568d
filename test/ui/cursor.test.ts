import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstCursor, keysOfList, move, settle } from '../../src/ui/cursor.ts';

const list = (...keys: string[]) => keysOfList(keys);

describe('a cursor', () => {
  it('stays with its row when the rows are put in another order', () => {
    const at = move(firstCursor, 1, { keys: list('a', 'b', 'c'), rows: 3 });
    expect(at.key).toBe('b');
    expect(settle(at, list('c', 'a', 'x', 'b'), 3)).toMatchObject({ key: 'b', index: 3 });
  });

  it('stays at its place when its row has gone', () => {
    const at = move(firstCursor, 1, { keys: list('a', 'b', 'c'), rows: 3 });
    expect(settle(at, list('a', 'c'), 3)).toMatchObject({ key: 'c', index: 1 });
    expect(settle(at, list('a'), 3)).toMatchObject({ key: 'a', index: 0 });
    expect(settle(at, list(), 3)).toMatchObject({ key: undefined, index: 0, top: 0 });
  });

  it('goes to both ends', () => {
    const keys = list('a', 'b', 'c');
    expect(move(firstCursor, 'last', { keys, rows: 2 }).key).toBe('c');
    expect(move(firstCursor, 'first', { keys, rows: 2 }).key).toBe('a');
  });

  it('is always visible, with nothing but the ends above and below it, whatever moves and changes', () => {
    const step = fc.record({
      to: fc.oneof(fc.integer({ min: -30, max: 30 }), fc.constantFrom('first', 'last')),
      length: fc.nat({ max: 40 }),
      rows: fc.integer({ min: 1, max: 12 }),
    });
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        let cursor = firstCursor;
        for (const { to, length, rows } of steps) {
          const keys = keysOfList(Array.from({ length }, (_, index) => `row ${index}`));
          cursor = move(cursor, to as number, { keys, rows });
          const { index, top } = settle(cursor, keys, rows);
          expect(top).toBeGreaterThanOrEqual(0);
          expect(index).toBeGreaterThanOrEqual(0);
          if (length === 0) continue;
          expect(index).toBeLessThan(length);
          expect(top).toBeLessThanOrEqual(index);
          expect(index).toBeLessThan(top + rows);
          // No row is left unused while there are rows to fill it.
          expect(top).toBeLessThanOrEqual(Math.max(0, length - rows));
        }
      }),
    );
  });
});
