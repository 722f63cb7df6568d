import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createDeltaCleaner } from '../../src/models/delta-cleaner.ts';
import type { Delta } from '../../src/models/port.ts';

const SECRET = 'ababc-ababd-abab';

function cleaned(given: Delta[]): Delta[] {
  const said: Delta[] = [];
  const cleaner = createDeltaCleaner({ secret: SECRET, standIn: '[]' }, (one) => said.push(one));
  for (const delta of given) cleaner.take(delta);
  cleaner.flush();
  return said;
}

const text = (words: string): Delta => ({ type: 'text', text: words });
const joined = (deltas: Delta[]) => deltas.map((delta) => delta.text).join('');

test('what holds nothing of the secret passes as it is, at once', () => {
  const given = [text('one '), { type: 'tool-input', text: '{"x":1}', tool: 'edit' } as const];
  expect(cleaned(given)).toEqual(given);
});

test('a secret in pieces is replaced, whatever kinds they are of', () => {
  const pieces = [
    text(`x${SECRET.slice(0, 5)}`),
    { type: 'thinking', text: SECRET.slice(5) } as const,
  ];
  expect(cleaned(pieces)).toEqual([text('x'), { type: 'thinking', text: '[]' }]);
});

test('a false beginning keeps its kind', () => {
  const pieces = [text('xab'), { type: 'thinking', text: 'y' } as const];
  expect(cleaned(pieces)).toEqual([text('x'), text('ab'), { type: 'thinking', text: 'y' }]);
});

test('law: all of the text arrives, in order, with every secret replaced and no other', () => {
  const piece = fc.oneof(
    fc.constantFrom(SECRET, SECRET.slice(0, 3), SECRET.slice(3), 'ab', 'x', ''),
    fc.string({ unit: fc.constantFrom('a', 'b', 'c', '-'), maxLength: 6 }),
  );
  const kind = fc.constantFrom('text', 'thinking', 'tool-input');
  const deltas = fc.array(fc.record({ type: kind, text: piece }), { maxLength: 12 });
  fc.assert(
    fc.property(deltas, (given) => {
      expect(joined(cleaned(given))).toBe(joined(given).replaceAll(SECRET, '[]'));
    }),
    { numRuns: 2_000 },
  );
});
