import type { CodePanel, Panel, TablePanel, TextPanel } from '../../../engine/playback.ts';
import type { Line } from '../../line.ts';
import { titleRule } from '../../panes/rule.ts';
import { cut, pad } from '../../sanitise.ts';
import { textWidth } from '../../text-width.ts';
import type { Terminal } from '../../theme.ts';
import { breakWords } from './break-words.ts';
import { cellsLines } from './cells-lines.ts';
import { windowStart } from './window-start.ts';

/** Where a panel is drawn. */
export interface PanelSpace {
  width: number;
  /** Rows at most, the title included. */
  rows: number;
  /** Whether there is room for a title. */
  isTitled: boolean;
  terminal: Terminal;
  /** The panels of the step before, to tell what this one changed. */
  before: readonly Panel[];
}

/** A panel in at most so many rows; it knows shapes alone, nothing of any product. */
export function panelLines(panel: Panel, space: PanelSpace): Line[] {
  const title = space.isTitled ? [titleRule(panel.title, space.width, space.terminal)] : [];
  const room = space.rows - title.length;
  const body = room < 1 ? [] : bodyLines(panel, { ...space, rows: room });
  return [...title, ...body].slice(0, Math.max(0, space.rows));
}

function bodyLines(panel: Panel, space: PanelSpace): Line[] {
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

const gutterCells = 6;

/** The lines around the current one. A remark stays in sight, at the cost of a long line's end. */
function codeLines({ lines, current }: CodePanel, { width, rows, terminal }: PanelSpace): Line[] {
  const { glyphs, charset } = terminal;
  const from = windowStart(current ?? 0, { length: lines.length, room: rows });
  return lines.slice(from, from + rows).map(({ code, note }, index): Line => {
    const isCurrent = from + index === current;
    const remark =
      note === undefined
        ? ''
        : `  ${glyphs.stream} ${cut(note, Math.floor(width * noteShare), charset)}`;
    const room = Math.max(8, width - gutterCells - textWidth(remark));
    return [
      { text: isCurrent ? `${glyphs.pick} ` : '  ', tone: 'accent' },
      { text: `${String(from + index + 1).padStart(3)} `, tone: 'quiet' },
      { text: cut(code, room, charset), tone: isCurrent ? 'strong' : 'plain' },
      { text: remark, tone: 'accent' },
    ];
  });
}

const noteShare = 0.4;

/** One name a line; where there are more names than lines, what has changed first and side by side. */
function tableLines(panel: TablePanel, { width, rows, terminal, before }: PanelSpace): Line[] {
  const old = before.find((one) => one.type === 'table' && one.title === panel.title);
  const values = new Map(old?.type === 'table' ? old.rows : []);
  const all = panel.rows.map(([name, value]) => ({
    name,
    value,
    isNew: old !== undefined && values.get(name) !== value,
  }));
  const space = { width, terminal };
  if (all.length <= rows) return all.map((one) => rowLine(one, namesCells(all, terminal), space));
  const ordered = [...all.filter(({ isNew }) => isNew), ...all.filter(({ isNew }) => !isNew)];
  return flowing(ordered, space);
}

interface Named {
  name: string;
  value: string;
  /** Whether it was another value, or not there, at the step before. */
  isNew: boolean;
}

interface Room {
  width: number;
  terminal: Terminal;
}

function rowLine({ name, value, isNew }: Named, cells: number, { width, terminal }: Room): Line {
  const { charset } = terminal;
  return [
    { text: `${isNew ? '*' : ' '}`, tone: 'accent' },
    { text: `${pad(name, cells, charset)} `, tone: isNew ? 'accent' : 'quiet' },
    { text: cut(value, Math.max(4, width - cells - 3), charset), tone: isNew ? 'strong' : 'plain' },
  ];
}

const longestName = 24;

function namesCells(all: readonly Named[], { charset }: Terminal): number {
  const widths = all.map(({ name }) => textWidth(cut(name, longestName, charset)));
  return Math.min(longestName, Math.max(4, ...widths));
}

function flowing(all: readonly Named[], { width, terminal }: Room): Line[] {
  const lines: Line[] = [];
  let line: Line = [];
  let used = 0;
  for (const { name, value, isNew } of all) {
    const text = cut(`${name} ${value}`, Math.max(8, Math.floor(width / 2) - 2), terminal.charset);
    const cells = textWidth(text) + 2;
    if (used > 0 && used + cells > width) {
      lines.push(line);
      line = [];
      used = 0;
    }
    line = [
      ...line,
      { text: isNew ? '*' : ' ', tone: 'accent' },
      { text, tone: isNew ? 'strong' : 'plain' },
      { text: ' ' },
    ];
    used += cells;
  }
  return used > 0 ? [...lines, line] : lines;
}

function textLines({ text }: TextPanel, { width, rows, terminal }: PanelSpace): Line[] {
  const cells = Math.max(10, width - 2);
  const shown = text
    .slice(0, cells * rows * 4)
    .split('\n')
    .flatMap((line) => breakWords(line, cells, terminal.charset));
  return shown.map((row): Line => [{ text: ` ${row}` }]);
}
