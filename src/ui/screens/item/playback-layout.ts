import type { Panel } from '../../../engine/playback.ts';
import type { Line } from '../../line.ts';
import { type PanelSpace, panelLines } from './panel-lines.ts';

/** Lines across the screen, in columns beside each other; all of a band are as high as it is. */
export interface Band {
  rows: number;
  columns: { width: number; lines: Line[] }[];
}

interface Area extends Pick<PanelSpace, 'terminal' | 'before'> {
  columns: number;
  rows: number;
}

const gap = 2;
const threeFrom = 170;
const twoFrom = 110;
/** From here on what is under the code stands in two columns. */
const halvesFrom = 76;
const halvesRows = 11;
/** With fewer rows a panel, titles would take the room of what they name. */
const titledFrom = 3;

/** Panels on the area they have: three columns, two, code above two columns, or one below the other. */
export function layOutPanels(panels: readonly Panel[], area: Area): Band[] {
  const { columns, rows } = area;
  const code = panels.filter(({ type }) => type === 'code');
  const others = panels.filter(({ type }) => type !== 'code');
  const shapes = others.filter(({ type }) => type !== 'text');
  const words = others.filter(({ type }) => type === 'text');
  if (code.length > 0 && others.length > 0 && columns >= twoFrom) {
    const isThree = columns >= threeFrom && shapes.length > 0 && words.length > 0;
    const groups = isThree ? [code, shapes, words] : [code, others];
    return [band(groups, isThree ? [0.42, 0.3, 0.28] : [0.52, 0.48], area)];
  }
  if (code.length > 0 && others.length > 1 && columns >= halvesFrom && rows >= halvesRows) {
    return codeOverHalves(code, halvesOf(others), area);
  }
  return [band([panels], [1], area)];
}

/** What is drawn as cells on the left, when there is something else for the right. */
function halvesOf(others: readonly Panel[]): [Panel[], Panel[]] {
  const cells = others.filter(({ type }) => type === 'cells');
  const rest = others.filter(({ type }) => type !== 'cells');
  if (cells.length > 0 && rest.length > 0) return [cells, rest];
  const half = Math.ceil(others.length / 2);
  return [others.slice(0, half), others.slice(half)];
}

function codeOverHalves(code: readonly Panel[], halves: [Panel[], Panel[]], area: Area): Band[] {
  const { columns, rows } = area;
  const half = Math.floor((columns - gap) / 2);
  const under = Math.max(...halves.map((panels) => needOf(panels, half, area)));
  const least = Math.ceil(rows * 0.45);
  const codeRows = Math.min(needOf(code, columns, area), Math.max(least, rows - under));
  return [
    band([code], [1], { ...area, rows: codeRows }),
    band(halves, [0.5, 0.5], { ...area, rows: rows - codeRows }),
  ];
}

function band(groups: readonly (readonly Panel[])[], shares: readonly number[], area: Area): Band {
  const room = area.columns - gap * (groups.length - 1);
  const widths = shares.map((share) => Math.floor(room * share));
  return {
    rows: area.rows,
    columns: groups.map((panels, index) => {
      const width = widths[index] ?? room;
      return { width, lines: stacked(panels, width, area) };
    }),
  };
}

const tall = 200;

function needOf(panels: readonly Panel[], width: number, area: Area): number {
  const space = { ...area, width, rows: tall, isTitled: true };
  return panels.reduce((sum, panel) => sum + panelLines(panel, space).length, 0);
}

/** All panels share the rows: each gets what it needs, or as much as those that need more. */
function stacked(panels: readonly Panel[], width: number, area: Area): Line[] {
  const { rows } = area;
  const isTitled = rows >= titledFrom * panels.length;
  const space = { ...area, width, isTitled };
  const needs = panels.map((panel) => panelLines(panel, { ...space, rows: tall }).length);
  const heights = shared(needs, rows);
  return panels.flatMap((panel, index) =>
    panelLines(panel, { ...space, rows: heights[index] ?? 0 }),
  );
}

/** The highest equal bound under which all needs fit; what is left over goes to the first that need it. */
function shared(needs: readonly number[], rows: number): number[] {
  let bound = rows;
  const used = () => needs.reduce((sum, need) => sum + Math.min(need, bound), 0);
  while (bound > 0 && used() > rows) bound -= 1;
  let left = rows - used();
  return needs.map((need) => {
    const more = need > bound && left > 0 ? Math.min(left, need - bound) : 0;
    left -= more;
    return Math.min(need, bound) + more;
  });
}
