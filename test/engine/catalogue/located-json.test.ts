import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseLocated } from '../../../src/engine/catalogue/located-json.ts';
import { UserError } from '../../../src/engine/user-error.ts';

describe('located JSON', () => {
  const text = '{\n "a": [\n  1,\n  {"b": 2}\n ],\n "c": "x"\n}';

  test.each([
    [['a'], 2],
    [['a', 0], 3],
    [['a', 1, 'b'], 4],
    [['c'], 6],
    [[], 1],
  ])('knows the line of %j', (path, line) => {
    expect(parseLocated('f', text).lineOf(path)).toBe(line);
  });

  test.each([
    [['a', 1, 'missing', 'deeper'], 4],
    [['a', 9], 2],
    [['missing'], 1],
  ])('gives the line of what encloses %j, which is not there', (path, line) => {
    expect(parseLocated('f', text).lineOf(path)).toBe(line);
  });

  test('gives the value that JSON.parse gives, for any JSON in any layout', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(0, 1, 2), (value, indent) => {
        const json = JSON.stringify(value, null, indent);
        expect(parseLocated('f', json).value).toEqual(JSON.parse(json));
      }),
      { seed: 41 },
    );
  });

  test('takes exactly what JSON.parse takes, and refuses the rest with file and line', () => {
    const spoilt = fc
      .tuple(
        fc.jsonValue(),
        fc.nat(),
        fc.constantFrom('', ',', '"', '\n', '\\', '0', '.', '-', '\u00a0', '//', '\t', '}'),
      )
      .map(([value, at, piece]) => {
        const json = JSON.stringify(value, null, 1);
        const place = at % (json.length + 1);
        return json.slice(0, place) + piece + json.slice(place + (at % 2));
      });
    fc.assert(
      fc.property(spoilt, (json) => {
        let expected: { value: unknown } | undefined;
        try {
          expected = { value: JSON.parse(json) };
        } catch {
          expected = undefined;
        }
        if (expected) {
          expect(parseLocated('f', json).value).toEqual(expected.value);
          return;
        }
        expect(() => parseLocated('f', json)).toThrow(UserError);
        expect(() => parseLocated('f', json)).toThrow(/^f:\d+: expected JSON/);
      }),
      { seed: 42, numRuns: 1000 },
    );
  });
});
