import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  packedItemsSchema,
  packItems,
  unpackItems,
} from '../../../src/engine/journal/packed-items.ts';
import { itemOf } from '../../../src/engine/state/item-entry.ts';
import type { ItemState } from '../../../src/engine/state/state.ts';

const text = fc.option(fc.string(), { nil: undefined });
const change = fc.record({
  title: fc.string(),
  status: fc.constantFrom('waiting', 'accepted', 'escalated'),
  costUsd: fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }).map((usd) => usd + 0),
  reason: text,
  sha256: text,
  firstPass: fc.constantFrom(undefined, true, false),
  everFailed: fc.array(fc.string(), { maxLength: 2 }),
  lastCheck: fc.record({ attempt: fc.nat(), check: fc.nat() }),
});

test('items are the same, in the same order, once packed, written, read and unpacked, with few or many different values', () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 20 }), fc.constantFrom(1, 30), (changes, times) => {
      const entries = Array.from({ length: times }, (_, round) =>
        changes.map((one, n): [string, ItemState] => {
          const id = `${round}-${n}`;
          const costUsd = one.costUsd + (round > 1 ? round : 0);
          return [id, { ...itemOf({ items: new Map() }, id), ...one, costUsd }];
        }),
      ).flat();
      const items = new Map(entries);
      const read = JSON.parse(JSON.stringify(packItems(items)));
      const unpacked = unpackItems(packedItemsSchema.parse(read));
      expect([...unpacked]).toEqual([...items]);
    }),
    { seed: 26, numRuns: 60 },
  );
});

test('a list that is shorter than there are items is no fields of theirs', () => {
  const item = itemOf({ items: new Map() }, 'a');
  const items = new Map(['a', 'b', 'c'].map((id) => [id, { ...item, id }]));
  const { columns } = packItems(items);
  expect(() => unpackItems({ count: 4, columns })).toThrow('lack');
});
