import fc from 'fast-check';
import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import { isOneCellEach, textWidth } from '../../src/ui/text-width.ts';

const everyCharacter = Array.from({ length: 0x11_0000 }, (_, code) => code)
  .filter((code) => code < 0xd8_00 || code > 0xdf_ff)
  .map((code) => String.fromCodePoint(code));

test('what is taken for one cell is one cell, alone, twice and beside a letter', () => {
  const taken = everyCharacter.filter(isOneCellEach);
  expect(taken.length).toBeGreaterThan(600);
  const wrong = taken.filter(
    (char) => stringWidth(char) !== 1 || stringWidth(`a${char}${char}`) !== 3,
  );
  expect(wrong).toEqual([]);
});

test('a text is as wide as the library says', () => {
  const text = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: 'binary' }),
    fc.string({
      unit: fc.constantFrom(...'ab ·─█é'.split(''), '漢', '👩‍👧', '\u0301', '\u001b[31m'),
    }),
  );
  fc.assert(fc.property(text, (any) => textWidth(any) === stringWidth(any)));
});
