import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { canonicalText, sha256 } from '../../../src/engine/cards/artefact.ts';

const schema = z.object({ id: z.string(), deep: z.object({ a: z.number(), b: z.json() }) });

describe('the canonical form of an output', () => {
  test('does not depend on the order of fields or on white space', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.integer(),
        fc.jsonValue(),
        fc.nat({ max: 4 }),
        (id, a, b, indent) => {
          const one = JSON.stringify({ id, deep: { a, b } }, null, indent);
          const other = JSON.stringify({ deep: { b, a }, id });
          expect(canonicalText(JSON.parse(one), schema)).toBe(
            canonicalText(JSON.parse(other), schema),
          );
        },
      ),
      { seed: 81 },
    );
  });

  test('is JSON of the same value, ends in a line end, and is its own canonical form', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer(), fc.jsonValue(), (id, a, b) => {
        const value = JSON.parse(JSON.stringify({ id, deep: { a, b } }));
        const text = canonicalText(value, schema);
        expect(JSON.parse(text)).toEqual(value);
        expect(text.endsWith('}\n')).toBe(true);
        expect(canonicalText(JSON.parse(text), schema)).toBe(text);
      }),
      { seed: 82 },
    );
  });

  test('refuses what does not fit the schema', () => {
    expect(() => canonicalText({ id: 1 }, schema)).toThrow();
  });

  test('is hashed as its bytes', () => {
    expect(sha256('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  });
});
