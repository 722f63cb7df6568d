import fc from 'fast-check';
import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import type { BodyPart } from '../../../src/client/item/body-part.ts';
import { indexEntry } from '../../../src/client/item/index-entry.ts';
import { layOut } from '../../../src/client/item/lay-out.ts';
import { rowsOf } from '../../../src/client/item/transcript-rows.ts';
import {
  heightOf,
  isUnfolded,
  lastPosition,
  linesFrom,
  moved,
  type TranscriptView,
} from '../../../src/client/item/transcript-view.ts';
import { wrapText } from '../../../src/client/item/wrap.ts';
import { sanitise } from '../../../src/ui/sanitise.ts';
import { call, checked, opened, replied, result, told } from './transcripts.ts';

const piece = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.constantFrom(
    '\n',
    '\r\n',
    '\t',
    ' ',
    'word ',
    '漢字',
    '👩‍👩‍👧',
    '\u001b[31m',
    '\u202e',
    'x'.repeat(90),
  ),
);
const hostile = fc.array(piece, { maxLength: 20 }).map((pieces) => pieces.join(''));

function part(text: string, isProse: boolean): BodyPart {
  return { role: 'text', text, isProse };
}

test('no line is wider than asked for once it is made safe, whatever a model wrote', () => {
  fc.assert(
    fc.property(hostile, fc.boolean(), fc.integer({ min: 8, max: 60 }), (text, isProse, width) => {
      const layout = layOut([part(text, isProse)], width);
      for (const line of layout.lines(0, layout.lineCount)) {
        expect(stringWidth(sanitise(line.text))).toBeLessThanOrEqual(width);
      }
    }),
  );
});

test('breaking a text into rows leaves out its line breaks and nothing else', () => {
  fc.assert(
    fc.property(hostile, fc.boolean(), (text, words) => {
      const rows = wrapText(text, { width: 10, words, maxRows: 10_000 });
      const whole = rows.map(({ start, end }) => text.slice(start, end)).join('');
      expect(whole).toBe(text.replaceAll(/\r?\n/g, ''));
    }),
  );
});

test('prose is broken between words, code at the edge', () => {
  const text = 'Trade a second loop for a memory.';
  const lines = (isProse: boolean) => {
    const layout = layOut([part(text, isProse)], 12);
    return layout.lines(0, layout.lineCount).map((line) => line.text);
  };
  expect(lines(true)).toEqual(['Trade a', 'second loop', 'for a memory', '.']);
  expect(lines(false)).toEqual(['Trade a seco', 'nd loop for ', 'a memory.']);
});

test('a line of 100 KB is cut, and says so', () => {
  const layout = layOut([part(`${'x'.repeat(100_000)}\nnext`, false)], 100);
  const lines = layout.lines(0, layout.lineCount);
  expect(lines).toHaveLength(201);
  expect(lines.at(-2)?.text.endsWith('x…')).toBe(true);
  expect(lines.at(-1)?.text).toBe('next');
});

test('every place of a part is on the line that shows it', () => {
  fc.assert(
    fc.property(hostile, hostile, fc.nat(), (first, second, place) => {
      const layout = layOut([part(first, true), part(`${second}!`, false)], 20);
      const at = place % (second.length + 1);
      const before = layOut([part(first, true)], 20).lineCount;
      const text = second.slice(at, at + 1);
      const line = layout.lines(layout.lineOf(1, at), 1)[0]?.text ?? '';
      expect(layout.lineOf(1, at)).toBeGreaterThanOrEqual(before);
      if (/^[!-~]$/.test(text)) expect(line).toContain(text);
    }),
  );
});

const entries = [
  opened(),
  told(['The task.\nAll of it.']),
  replied(1, [
    { type: 'text', text: 'First this.\nThen that.\nThen nothing.' },
    call('a', 'write_file', { path: 'a.txt', content: 'one\ntwo\nthree\nfour' }),
  ]),
  told([result('a', 'Wrote it.')], checked(1, {})),
].map((entry, at) => {
  return indexEntry(entry, { attempt: 1, line: at + 1, offset: 0, sizeBytes: 1 }, false);
});

/** A view in which every row unfolds to its key, as often as its place says. */
function viewWith(toggledRows: number[]): TranscriptView {
  const rows = rowsOf(entries);
  const toggled = new Set(rows.filter((_, at) => toggledRows.includes(at)).map(({ key }) => key));
  const layoutOf: TranscriptView['layoutOf'] = (row) =>
    layOut([part(`${row.key}\n`.repeat(rows.indexOf(row) + 2), false)], 40);
  return { rows, toggled, layoutOf };
}

test('scrolling line by line shows the same lines as looking at all of them', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(6)), fc.integer({ min: 1, max: 9 }), (toggled, height) => {
      const view = viewWith(toggled);
      const all = linesFrom(view, { row: 0, line: 0 }, 1_000);
      const heights = view.rows.reduce((sum, _, at) => sum + heightOf(view, at), 0);
      expect(all).toHaveLength(heights);
      let top = { row: 0, line: 0 };
      for (let at = 0; at < all.length; at += 1) {
        expect(linesFrom(view, top, height)).toEqual(all.slice(at, at + height));
        expect(moved(view, { row: 0, line: 0 }, at)).toEqual(top);
        expect(moved(view, top, -at)).toEqual({ row: 0, line: 0 });
        top = moved(view, top, 1);
      }
      expect(top).toEqual(lastPosition(view));
    }),
    { numRuns: 40 },
  );
});

test('what the model says is unfolded by itself, everything else when asked for', () => {
  const rows = rowsOf(entries);
  const open = rows.filter((row) => isUnfolded(row, new Set())).map(({ type }) => type);
  expect(open).toEqual(['text']);
  const all = new Set(rows.map(({ key }) => key));
  const toggled = rows.filter((row) => isUnfolded(row, all)).map(({ type }) => type);
  expect(toggled).toEqual(['told', 'turn', 'tool', 'card']);
});

test('what is being read shows that it is, and takes one line', () => {
  const view: TranscriptView = { ...viewWith([4]), layoutOf: () => undefined };
  expect(heightOf(view, 4)).toBe(2);
  const lines = linesFrom(view, { row: 3, line: 0 }, 3);
  expect(lines.map(({ shown }) => shown.text)).toEqual([
    'First this.',
    expect.stringContaining('write_file'),
    'reading …',
  ]);
});
