import type { Route, RouteStep } from '../../../engine/routing.ts';
import type { FactoryState, StepTally } from '../../../engine/state/state.ts';
import { stepKey } from '../../../engine/state/step-tally.ts';
import { addUsd } from '../../../models/nano-usd.ts';
import { formatShare, formatUsd, grouped, shortModel } from '../../format.ts';
import type { Line, Span } from '../../line.ts';
import { titleRule } from '../../panes/rule.ts';
import type { Terminal } from '../../theme.ts';
import { type Column, tableLines } from './table.ts';

interface Row extends StepTally {
  expected: RouteStep['expected'];
  /** Dollars of the attempts that have ended, each of them, and the share that passed. */
  endedUsd: number;
  eachUsd: number | null;
  passShare: number | null;
}

/** More than a quarter worse than expected deserves a look. */
const tolerance = 1.25;

const columns: readonly Column<Row>[] = [
  { title: 'BEGUN', width: 6, from: 75, cell: ({ started }) => quiet(grouped(started)) },
  { title: 'ENDED', width: 6, cell: ({ ended }) => ({ text: grouped(ended) }) },
  {
    title: 'PASSED',
    width: 10,
    cell({ passShare, expected }) {
      const isBad =
        expected !== undefined &&
        passShare !== null &&
        passShare * tolerance < expected.successRate;
      return beside(formatShare(passShare), expected && formatShare(expected.successRate), isBad);
    },
  },
  {
    title: '$/ATTEMPT',
    width: 17,
    cell({ eachUsd, expected }) {
      const isDear =
        expected !== undefined && eachUsd !== null && eachUsd > expected.costUsd * tolerance;
      return beside(formatUsd(eachUsd), expected && formatUsd(expected.costUsd), isDear);
    },
  },
  {
    title: '$/PASSED',
    width: 8,
    from: 69,
    cell: ({ endedUsd, passed }) => ({ text: formatUsd(passed === 0 ? null : endedUsd / passed) }),
  },
];

const names = [
  { title: 'ROUTE', width: 12, text: ({ route }: Row) => route },
  { title: 'MODEL', width: 10, text: ({ model }: Row) => shortModel(model) },
];

/**
 * What the attempts that have ended on each step of a route cost and came to, and in brackets what the
 * route expects of it; `!` marks what is worse by more than a quarter.
 */
export function routeLines(
  state: Pick<FactoryState, 'bySteps' | 'items'>,
  routes: readonly Route[],
  space: { width: number; terminal: Terminal },
): Line[] {
  const openUsd = openBySteps(state);
  const rows = [...state.bySteps]
    .sort(([, a], [, b]) => b.costUsd - a.costUsd)
    .map(([key, step]) => rowOf(step, openUsd.get(key) ?? 0, routes));
  const title = 'by route: observed (expected), ! worse by a quarter';
  const empty = 'no attempt has begun yet';
  return [
    titleRule(title, space.width, space.terminal),
    ...tableLines({ names, columns, rows, empty }, space),
  ];
}

function rowOf(step: StepTally, openUsd: number, routes: readonly Route[]): Row {
  const { route, model, ended, passed, costUsd } = step;
  const steps = routes.find(({ name }) => name === route)?.steps ?? [];
  const endedUsd = Math.max(0, addUsd(costUsd, -openUsd));
  return {
    ...step,
    expected: steps.find((one) => one.model === model)?.expected,
    endedUsd,
    eachUsd: ended === 0 ? null : endedUsd / ended,
    passShare: ended === 0 ? null : passed / ended,
  };
}

/** Dollars of attempts that have not ended: counted in, they would make the ended ones dear. */
function openBySteps({ items }: Pick<FactoryState, 'items'>): Map<string, number> {
  const open = new Map<string, number>();
  for (const { attemptUsd, route, model } of items.values()) {
    if (attemptUsd === 0 || route === undefined || model === undefined) continue;
    const key = stepKey(route, model);
    open.set(key, addUsd(open.get(key) ?? 0, attemptUsd));
  }
  return open;
}

function beside(observed: string, expected: string | undefined, isWorse: boolean): Span {
  const text = expected === undefined ? `${observed} ` : `${observed} (${expected})`;
  return isWorse ? { text: `${text}!`, tone: 'warn' } : { text: `${text} ` };
}

function quiet(text: string): Span {
  return { text, tone: 'quiet' };
}
