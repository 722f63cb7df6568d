import stringWidth from 'string-width';
import type {
  CellsPanel,
  CodePanel,
  Panel,
  TablePanel,
  TextPanel,
} from '../../../engine/playback.ts';
import type { Line, Span } from '../../line.ts';
import { titleRule } from '../../panes/rule.ts';
import { cut, pad } from '../../sanitise.ts';
import type { Terminal } from '../../theme.ts';
import { breakWords } from './break-words.ts';

interface Space {
  width: number;
  /** Rows at most, the title included. */
  rows: number;
  terminal: Terminal;
}

/** A panel in at most so many rows; it knows shapes alone, nothing of any product. */
export function panelLines(panel: Panel, space: Space): Line[] {
  const lines = [titleRule(panel.title, space.width, space.terminal), ...bodyLines(panel, space)];
  return lines.slice(0, Math.max(0, space.rows));
}

function bodyLines(panel: Panel, space: Space): Line[] {
  switch (panel.type) {
    case 'code':
      return codeLines(panel, space);
    case 'table':
      return tableLines(panel, space);
    case 'cells':
      return cellsLines(panel, space);
    case 'text':
      return textLines(panel, space);
    default:
      return panel satisfies never;
  }
}

/** The lines around the current one. */
function codeLines({ lines, current }: CodePanel, { rows, terminal }: Space): Line[] {
  const { glyphs } = terminal;
  const room = Math.max(1, rows - 1);
  const from = Math.max(0, Math.min((current ?? 0) - Math.floor(room / 2), lines.length - room));
  return lines.slice(from, from + room).map(({ code, note }, index): Line => {
    const isCurrent = from + index === current;
    return [
      { text: isCurrent ? `${glyphs.pick} ` : '  ', tone: 'accent' },
      { text: `${String(from + index + 1).padStart(3)} `, tone: 'quiet' },
      { text: code, tone: isCurrent ? 'strong' : 'plain' },
      { text: note === undefined ? '' : `   ${glyphs.stream} ${note}`, tone: 'accent' },
    ];
  });
}

function tableLines({ rows }: TablePanel, { width, terminal }: Space): Line[] {
  const { charset } = terminal;
  const names = Math.min(
    24,
    Math.max(4, ...rows.map(([name]) => stringWidth(cut(name, 24, charset)))),
  );
  return rows.map(
    ([name, value]): Line => [
      { text: ` ${pad(name, names, charset)} `, tone: 'quiet' },
      { text: cut(value, Math.max(4, width - names - 3), charset) },
    ],
  );
}

function textLines({ text }: TextPanel, { width, rows, terminal }: Space): Line[] {
  const cells = Math.max(10, width - 2);
  const shown = text
    .slice(0, cells * rows * 4)
    .split('\n')
    .flatMap((line) => breakWords(line, cells, terminal.charset));
  return shown.map((row): Line => [{ text: ` ${row}` }]);
}

const widestCell = 12;

/** Cells in rows with bars between them; under each row the names of what points at its cells. */
function cellsLines(panel: CellsPanel, { width, terminal }: Space): Line[] {
  const { charset, glyphs } = terminal;
  const labels = panel.rowLabels ?? [];
  const labelCells = Math.min(
    14,
    Math.max(0, ...labels.map((label) => stringWidth(cut(label, 14, charset)))),
  );
  const lead = labelCells === 0 ? 1 : labelCells + 2;
  const columns = Math.max(0, ...panel.rows.map((row) => row.length));
  const cellWidth = cellWidthOf(panel, terminal);
  const shown = Math.max(1, Math.floor((width - lead) / (cellWidth + 1)));
  const mark = panel.marks[0]?.column ?? 0;
  const from = Math.max(0, Math.min(mark - Math.floor(shown / 2), columns - shown));
  const row = (cells: readonly string[], tone: Span['tone'], between: string): Span[] =>
    cells.slice(from, from + shown).flatMap((text): Span[] => [
      { text: pad(text, cellWidth, charset), ...(tone ? { tone } : {}) },
      { text: between, tone: 'quiet' },
    ]);
  const heads: Line[] = panel.columnLabels
    ? [[{ text: ' '.repeat(lead) }, ...row(panel.columnLabels, 'quiet', ' ')]]
    : [];
  const lines = panel.rows.flatMap((cells, index): Line[] => {
    const marked = panel.marks.filter((one) => one.row === index);
    const under = Array.from({ length: columns }, (_, column) =>
      marked
        .filter((one) => one.column === column)
        .map(({ label }) => label)
        .join(','),
    );
    return [
      [
        {
          text: labelCells === 0 ? ' ' : ` ${pad(labels[index] ?? '', labelCells, charset)} `,
          tone: 'quiet',
        },
        ...row(cells, undefined, glyphs.bar),
      ],
      ...(marked.length > 0
        ? [
            [
              { text: ' '.repeat(lead) },
              ...row(
                under.map((label) => (label === '' ? '' : `^${label}`)),
                'accent',
                ' ',
              ),
            ] as Line,
          ]
        : []),
    ];
  });
  const hidden =
    columns > shown
      ? ` columns ${from} to ${Math.min(columns, from + shown) - 1} of ${columns}`
      : '';
  const more = `${panel.more ?? ''}${hidden}`;
  return [
    ...heads,
    ...lines,
    ...(more === '' ? [] : [[{ text: ` ${more.trim()}`, tone: 'quiet' }] as Line]),
  ];
}

function cellWidthOf({ rows, marks, columnLabels }: CellsPanel, { charset }: Terminal): number {
  const texts = [...rows.flat(), ...(columnLabels ?? []), ...marks.map(({ label }) => `^${label}`)];
  return Math.max(
    1,
    ...texts.map((text) => Math.min(widestCell, stringWidth(cut(text, widestCell, charset)))),
  );
}
