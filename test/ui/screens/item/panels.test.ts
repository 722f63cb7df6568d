import fc from 'fast-check';
import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import type { CellsPanel, Panel } from '../../../../src/engine/playback.ts';
import { fitLine } from '../../../../src/ui/line.ts';
import { panelLines } from '../../../../src/ui/screens/item/panel-lines.ts';
import { layOutPanels } from '../../../../src/ui/screens/item/playback-layout.ts';
import { detectTerminal } from '../../../../src/ui/theme.ts';

const terminal = detectTerminal({ LANG: 'C.UTF-8', NO_COLOR: '1' });

function drawn(panel: Panel, { width = 40, rows = 20, before = [] as Panel[] } = {}): string[] {
  const lines = panelLines(panel, { width, rows, before, isTitled: false, terminal });
  return lines.map((line) =>
    fitLine(line, width, terminal.charset)
      .map(({ text }) => text)
      .join('')
      .trimEnd(),
  );
}

const numbers = (count: number) => Array.from({ length: count }, (_, index) => String(index));

function array(count: number, marks: CellsPanel['marks']): CellsPanel {
  return { type: 'cells', title: 'array', rows: [numbers(count)], marks };
}

test('marks stand under their cells, those of one cell together, and none over another', () => {
  const marks = [
    { row: 0, column: 1, label: 'left' },
    { row: 0, column: 2, label: 'mid' },
    { row: 0, column: 4, label: 'right' },
    { row: 0, column: 4, label: 'end' },
  ];
  expect(drawn(array(6, marks))).toEqual([' 0│1│2│3│4│5│', '   ^left ^right,end', '     ^mid']);
});

test('of a long row the cells around the mark are shown, and which they are', () => {
  const lines = drawn(array(1_000, [{ row: 0, column: 700, label: 'i' }]));
  expect(lines[0]).toContain('700│');
  expect(lines[1]).toContain('^i');
  expect(lines[2]).toMatch(/columns \d+ to \d+ of 1000/);
});

test('of many rows those around the mark are shown', () => {
  const rows = Array.from({ length: 100 }, (_, row) => [`r${row}`]);
  const marks = [{ row: 50, column: 0, label: 'here' }];
  const lines = drawn({ type: 'cells', title: '', rows, marks }, { rows: 5 });
  expect(lines).toHaveLength(5);
  expect(lines.join('\n')).toMatch(/r50│\n \^here/);
});

test('the current line of code stays in sight with a mark, and so does its remark', () => {
  const lines = numbers(80).map((n) => ({ code: `line ${n} ${'x'.repeat(60)}` }));
  const current = { code: 'y'.repeat(200), note: 'sum = 7' };
  const shown = drawn(
    { type: 'code', title: '', lines: lines.toSpliced(40, 1, current), current: 40 },
    { rows: 5 },
  );
  expect(shown).toHaveLength(5);
  expect(shown.filter((row) => row.startsWith('›'))).toHaveLength(1);
  expect(shown.find((row) => row.startsWith('›'))).toMatch(/^› {2}41 y+… {2}▏ sum = 7$/);
});

test('a variable that has changed is marked, and comes first when not all fit', () => {
  const table = (last: string): Panel => ({
    type: 'table',
    title: 'variables',
    rows: [
      ['a', '1'],
      ['b', '2'],
      ['c', '3'],
      ['d', last],
    ],
  });
  const given = { before: [table('4')] };
  expect(drawn(table('5'), given)).toEqual([' a    1', ' b    2', ' c    3', '*d    5']);
  expect(drawn(table('5'), { ...given, rows: 1 })).toEqual(['*d 5  a 1  b 2  c 3']);
});

const text = fc.string({ unit: 'binary', maxLength: 40 });
const panel: fc.Arbitrary<Panel> = fc.oneof(
  fc.record({
    type: fc.constant('code' as const),
    title: text,
    lines: fc.array(fc.record({ code: text, note: text }), { maxLength: 30 }),
    current: fc.option(fc.nat(40), { nil: undefined }),
  }),
  fc.record({
    type: fc.constant('table' as const),
    title: text,
    rows: fc.array(fc.tuple(text, text), { maxLength: 20 }),
  }),
  fc.record({
    type: fc.constant('cells' as const),
    title: text,
    rows: fc.array(fc.array(text, { maxLength: 12 }), { maxLength: 12 }),
    marks: fc.array(fc.record({ row: fc.nat(14), column: fc.nat(14), label: text }), {
      maxLength: 4,
    }),
    rowLabels: fc.array(text, { maxLength: 12 }),
    columnLabels: fc.array(text, { maxLength: 12 }),
  }),
  fc.record({ type: fc.constant('text' as const), title: text, text }),
);

test('whatever the panels hold, no column of the screen is higher or wider than its place', () => {
  fc.assert(
    fc.property(
      fc.array(panel, { maxLength: 6 }),
      fc.constantFrom([60, 6], [80, 14], [120, 29], [200, 49]),
      (panels, [columns = 0, rows = 0]) => {
        const bands = layOutPanels(panels, { columns, rows, terminal, before: panels });
        expect(bands.reduce((sum, band) => sum + band.rows, 0)).toBeLessThanOrEqual(rows);
        for (const band of bands) {
          const gaps = 2 * (band.columns.length - 1);
          const used = band.columns.reduce((sum, { width }) => sum + width, gaps);
          expect(used).toBeLessThanOrEqual(columns);
          for (const { lines, width } of band.columns) {
            expect(lines.length).toBeLessThanOrEqual(band.rows);
            for (const line of lines) {
              const shown = fitLine(line, width, terminal.charset).map((span) => span.text);
              expect(stringWidth(shown.join(''))).toBeLessThanOrEqual(width);
            }
          }
        }
      },
    ),
    { numRuns: 150 },
  );
});
