import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sameResult } from '../../src/sandbox/same-result.ts';
import { readTagged, type Tagged, taggedOf } from '../../src/sandbox/tagged.ts';

const exact = { anyOrder: false } as const;
const loose = { anyOrder: true } as const;
const deep = { anyOrder: 'deep' } as const;
const modes = [exact, loose, deep];

const integer = fc.bigInt({ min: -(10n ** 25n), max: 10n ** 25n });
const whole = (value: bigint): Tagged => ({ type: 'integer', digits: value.toString() });
const float = (value: number): Tagged => ({ type: 'float', value });
const text = (value: string): Tagged => ({ type: 'text', value });

const scalar: fc.Arbitrary<Tagged> = fc.oneof(
  fc.constant<Tagged>({ type: 'null' }),
  fc.constant<Tagged>({ type: 'nan' }),
  fc.boolean().map((value): Tagged => ({ type: 'boolean', value })),
  fc.boolean().map((negative): Tagged => ({ type: 'infinity', negative })),
  integer.map(whole),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(float),
  fc.string().map(text),
);
const { tagged } = fc.letrec<{ tagged: Tagged }>((tie) => ({
  tagged: fc.oneof(
    { depthSize: 'small' },
    scalar,
    fc.array(tie('tagged')).map((items): Tagged => ({ type: 'list', items })),
    fc.array(tie('tagged')).map((items): Tagged => ({ type: 'set', items })),
    fc
      .uniqueArray(fc.tuple(fc.string(), tie('tagged')), { selector: ([key]) => key })
      .map((entries): Tagged => ({ type: 'map', entries: entries.map(([k, v]) => [text(k), v]) })),
  ),
}));
const shuffled = <T>(values: T[]) =>
  fc.shuffledSubarray(values, { minLength: values.length, maxLength: values.length });

test('every result is the same as itself, however it is compared', () => {
  fc.assert(fc.property(tagged, fc.constantFrom(...modes), (a, mode) => sameResult(a, a, mode)));
});

test('it does not matter which of two results comes first', () => {
  fc.assert(
    fc.property(tagged, tagged, fc.constantFrom(...modes), (a, b, mode) => {
      expect(sameResult(a, b, mode)).toBe(sameResult(b, a, mode));
    }),
  );
});

test('what is the same in order is the same in any order', () => {
  fc.assert(
    fc.property(tagged, tagged, (a, b) => {
      if (sameResult(a, b, exact)) expect(sameResult(a, b, loose)).toBe(true);
    }),
  );
});

test('an integral float is the integer', () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), (value) =>
      sameResult(float(value), whole(BigInt(value)), exact),
    ),
  );
  expect(sameResult(float(2.5), whole(2n), exact)).toBe(false);
  expect(sameResult(float(-0), whole(0n), exact)).toBe(true);
  expect(sameResult(float(1e300), whole(10n ** 400n), exact)).toBe(false);
});

test('integers are compared to their last digit, however large they are', () => {
  fc.assert(fc.property(integer, (value) => !sameResult(whole(value), whole(value + 1n), exact)));
});

test('floats agree to ten significant digits', () => {
  expect(sameResult(float(0.1 + 0.2), float(0.3), exact)).toBe(true);
  expect(sameResult(float(1 / 3), float(0.3333333333), exact)).toBe(true);
  expect(sameResult(float(0.333333), float(1 / 3), exact)).toBe(false);
  expect(sameResult(float(1e-12), float(2e-12), exact)).toBe(false);
  expect(sameResult(float(0.12345678905), float(0.12345678905 + 1e-17), exact)).toBe(true);
});

test('NaN is NaN, and infinities have a sign', () => {
  const plus: Tagged = { type: 'infinity', negative: false };
  expect(sameResult({ type: 'nan' }, { type: 'nan' }, exact)).toBe(true);
  expect(sameResult({ type: 'nan' }, { type: 'null' }, exact)).toBe(false);
  expect(sameResult(plus, { type: 'infinity', negative: true }, exact)).toBe(false);
  expect(sameResult(plus, float(Number.MAX_VALUE), exact)).toBe(false);
});

test("the order of a map's keys does not count, and keys are compared as text", () => {
  const entries = fc.uniqueArray(fc.tuple(integer, tagged), { selector: ([key]) => key });
  fc.assert(
    fc.property(
      entries.chain((all) => fc.tuple(fc.constant(all), shuffled(all))),
      ([all, mixed]) => {
        const numbers: Tagged = { type: 'map', entries: all.map(([k, v]) => [whole(k), v]) };
        const texts: Tagged = { type: 'map', entries: mixed.map(([k, v]) => [text(`${k}`), v]) };
        return sameResult(numbers, texts, exact);
      },
    ),
  );
});

test('a set is its items in any order, also against a list', () => {
  fc.assert(
    fc.property(
      fc.array(tagged).chain((all) => fc.tuple(fc.constant(all), shuffled(all))),
      ([items, mixed]) =>
        sameResult({ type: 'set', items }, { type: 'set', items: mixed }, exact) &&
        sameResult({ type: 'set', items }, { type: 'list', items: mixed }, exact),
    ),
  );
});

test('any order frees the outermost list alone; deep frees the lists in it, too', () => {
  const rows = (json: number[][]) => taggedOf(json);
  const a = rows([[1, 2], [3], [4, 5]]);
  expect(sameResult(a, rows([[3], [4, 5], [1, 2]]), exact)).toBe(false);
  expect(sameResult(a, rows([[3], [4, 5], [1, 2]]), loose)).toBe(true);
  expect(sameResult(a, rows([[3], [5, 4], [1, 2]]), loose)).toBe(false);
  expect(sameResult(a, rows([[3], [5, 4], [1, 2]]), deep)).toBe(true);
  expect(sameResult(rows([[1], [1], [2]]), rows([[1], [2], [2]]), deep)).toBe(false);
  fc.assert(
    fc.property(
      fc.array(tagged).chain((all) => fc.tuple(fc.constant(all), shuffled(all))),
      ([items, mixed]) =>
        sameResult({ type: 'list', items }, { type: 'list', items: mixed }, loose),
    ),
  );
});

test('other kinds of values are never the same', () => {
  expect(sameResult(taggedOf(1), taggedOf('1'), exact)).toBe(false);
  expect(sameResult(taggedOf(1), taggedOf(true), exact)).toBe(false);
  expect(sameResult(taggedOf(0), taggedOf(null), exact)).toBe(false);
  expect(sameResult(taggedOf([]), taggedOf({}), deep)).toBe(false);
  expect(sameResult(taggedOf([1]), taggedOf([1, 1]), deep)).toBe(false);
  expect(sameResult(taggedOf({ a: 1 }), taggedOf({ a: 1, b: null }), deep)).toBe(false);
});

test('what a sandbox wrote is read only if it has the form of a result', () => {
  expect(readTagged({ $m: [['a', { $i: '007' }]] })).toEqual({
    type: 'map',
    entries: [[text('a'), whole(7n)]],
  });
  expect(readTagged({ $f: '-inf' })).toEqual({ type: 'infinity', negative: true });
  const wrong = [1, {}, { $i: 1 }, { $i: '1.5' }, { $i: 'x' }, { $f: '0x10' }, { $m: [[1]] }];
  const more = [{ $s: 'abc' }, { $i: '1', $f: '1' }, { $z: 1 }, undefined, [[{ a: null }]]];
  for (const wire of [...wrong, ...more]) expect(readTagged(wire)).toBeUndefined();
  expect(readTagged(JSON.parse('['.repeat(1e5) + ']'.repeat(1e5)))).toBeUndefined();
  expect(readTagged(Array.from({ length: 200_000 }, () => null))).toBeUndefined();
  expect(readTagged({ $i: '9'.repeat(20_000) })).toBeUndefined();
});
