import type { FactoryState } from '../../../engine/state/state.ts';
import type { Frame } from '../../frame.ts';
import type { Hands } from '../../hands.ts';
import { fitLine, type Line, widthOf } from '../../line.ts';
import type { Terminal } from '../../theme.ts';
import { burnChart } from './burn-chart.ts';
import { routeLines } from './route-lines.ts';
import { outcomeLines, totalLines } from './total-lines.ts';
import { totalsTable } from './totals-table.ts';

/** The screen's columns of lines, one or two; they scroll together where they are longer than it. */
export interface MoneyColumns {
  columns: readonly (readonly Line[])[];
  width: number;
}

const twoFrom = 140;
const chartBesideFrom = 110;
/** Between columns. */
export const moneyGap = 2;
const totalsWidth = 60;

interface Of {
  state: FactoryState;
  frame: Frame;
  space: { width: number; terminal: Terminal };
}

/** Everything about money, laid out for the width there is. */
export function moneyColumns(hands: Hands, terminal: Terminal): MoneyColumns {
  const { columns, rows } = hands.space();
  const state = hands.session.store.getState();
  const frame = hands.frame();
  const isWide = columns >= twoFrom;
  const width = isWide ? Math.floor((columns - moneyGap) / 2) : columns;
  const of: Of = { state, frame, space: { width, terminal } };
  const routes = routeLines(state, hands.routes(), of.space);
  if (isWide) {
    const chartRows = Math.max(5, Math.min(20, rows - routes.length - 3));
    const right = [...routes, [], ...chart(of, { width, rows: chartRows })];
    return { columns: [[...top(of), ...tables(of)], right], width };
  }
  const all = [...(columns >= chartBesideFrom ? topBeside(of) : topBelow(of)), ...tables(of)];
  return { columns: [[...all, [], ...routes]], width };
}

function top({ state, frame, space }: Of): Line[] {
  return [...totalLines(state, frame.summary, space), [], ...outcomeLines(frame.summary, space)];
}

function topBelow(of: Of): Line[] {
  return [...top(of), [], ...chart(of, { width: of.space.width, rows: 5 })];
}

function topBeside(of: Of): Line[] {
  const { state, frame, space } = of;
  const left = totalLines(state, frame.summary, { ...space, width: totalsWidth });
  const width = space.width - totalsWidth - moneyGap;
  const right = chart(of, { width, rows: left.length - 2 });
  const both = left.map((line, index): Line => {
    const fitted = fitLine(line, totalsWidth, space.terminal.charset);
    const gap = ' '.repeat(totalsWidth + moneyGap - widthOf(fitted));
    return [...fitted, { text: gap }, ...(right[index] ?? [])];
  });
  return [...both, [], ...outcomeLines(frame.summary, space)];
}

function chart({ frame, space }: Of, { width, rows }: { width: number; rows: number }): Line[] {
  return burnChart(frame.timeline.usd, {
    ...{ nowMs: frame.nowMs, terminal: space.terminal },
    ...{ width, rows },
  });
}

function tables({ state, space }: Of): Line[] {
  const all = state.totals;
  return [
    [],
    ...totalsTable({ title: 'model', by: state.byModel, all }, space),
    [],
    ...totalsTable({ title: 'purpose', by: state.byPurpose, all }, space),
  ];
}
