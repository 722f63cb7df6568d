import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { cut, lastCells, lastRows, pad, sanitise } from '../../src/ui/sanitise.ts';

/** What no text on the screen may hold, asked for in other words than the code under test. */
function hostileChars(text: string): string[] {
  return [...text].filter((char) => {
    const code = char.codePointAt(0) ?? 0;
    return (
      code < 0x20 ||
      (code >= 0x7f && code <= 0x9f) ||
      code === 0xad ||
      code === 0x61c ||
      (code >= 0x200b && code <= 0x200f) ||
      (code >= 0x2028 && code <= 0x202e) ||
      (code >= 0x2060 && code <= 0x206f) ||
      (code >= 0xd800 && code <= 0xdfff) ||
      (code >= 0xfe00 && code <= 0xfe0f) ||
      code === 0xfeff ||
      (code >= 0xe0000 && code <= 0xe0fff)
    );
  });
}

const hostileText = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom(
        '\u001b[31m',
        '\u001b]52;c;aGk=\u0007',
        '\u001b]8;;http://evil',
        '\u009b2J',
        '\u202e',
        '\u2066',
        '\u200b',
        '\u200d',
        '\ufe0f',
        '\u{e0041}',
        '\ud800',
        '\udc00',
        '\r\n',
        '\t',
        '\u0301'.repeat(30),
        '漢字',
        '👩‍👩‍👧',
        '\u1100\u1161',
      ),
    ),
  )
  .map((parts) => parts.join(''));

describe('sanitise', () => {
  it('leaves no control, bidi, zero-width, tag or half character in any text', () => {
    fc.assert(
      fc.property(
        hostileText,
        fc.constantFrom('unicode' as const, 'ascii' as const),
        (text, set) => {
          expect(hostileChars(sanitise(text, set))).toEqual([]);
        },
      ),
    );
  });

  it('leaves only printable 7-bit characters for a terminal without UTF-8', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(sanitise(text, 'ascii')).toMatch(/^[ -~]*$/);
      }),
    );
  });

  it('keeps plain text, accents, CJK and simple emoji as they are', () => {
    for (const text of ['two-sum: 3 lines', 'é ü ß', '漢字かな', '✓ done 🎉', 'שלום']) {
      expect(sanitise(text)).toBe(text);
    }
  });

  it('shows an escape sequence as text', () => {
    expect(sanitise('\u001b[31mred\u0007')).toBe('␛[31mred␇');
  });

  it('shows an operating system command without its end as text', () => {
    expect(sanitise('a\u001b]52;c;aGk=')).toBe('a␛]52;c;aGk=');
  });
});

describe('cut', () => {
  it('never takes more cells than it is given, and pad takes exactly those', () => {
    fc.assert(
      fc.property(hostileText, fc.integer({ min: 0, max: 60 }), (text, cells) => {
        expect(stringWidth(cut(text, cells))).toBeLessThanOrEqual(cells);
        expect(stringWidth(pad(text, cells))).toBe(cells);
        expect(hostileChars(cut(text, cells))).toEqual([]);
      }),
    );
  });

  it('says with an ellipsis that something is missing', () => {
    expect(cut('longest-increasing', 8)).toBe('longest…');
    expect(cut('longest-increasing', 8, 'ascii')).toBe('longest~');
    expect(cut('two-sum', 7)).toBe('two-sum');
  });

  it('does not cut a wide character in half', () => {
    expect(cut('漢字漢字', 4)).toBe('漢…');
  });

  it('reads only the beginning of a line of megabytes', () => {
    const line = `start ${'\u001b[31m'.repeat(1_000_000)}`;
    expect(cut(line, 10)).toBe('start ␛[3…');
  });
});

describe('the tail of a stream', () => {
  it('fits into its rows and holds nothing hostile, whatever the model wrote', () => {
    fc.assert(
      fc.property(hostileText, fc.integer({ min: 1, max: 40 }), (text, cells) => {
        const rows = lastRows(text, { cells, count: 3, charset: 'unicode' });
        expect(rows.length).toBeLessThanOrEqual(3);
        for (const row of [...rows, lastCells(text, cells)]) {
          expect(stringWidth(row)).toBeLessThanOrEqual(cells);
          expect(hostileChars(row)).toEqual([]);
        }
      }),
    );
  });

  it('is the end of what was written, without blank lines', () => {
    const rows = lastRows('one\n\ntwo\n\nthree four', { cells: 6, count: 3, charset: 'unicode' });
    expect(rows).toEqual(['two', 'three ', 'four']);
    expect(lastCells('one\n\ntwo', 5)).toBe('e two');
  });
});
