import type { CostSum, TurnCost } from '../../../client/item/item-cost.ts';
import type { ItemState } from '../../../engine/state.ts';
import { formatDuration, formatTokens, formatUsd, plural, shortModel } from '../../format.ts';
import type { Line, Span } from '../../line.ts';
import { titleRule } from '../../panes/rule.ts';
import { pad } from '../../sanitise.ts';
import type { Terminal } from '../../theme.ts';
import type { ItemView } from './item-view.ts';

const quiet = (text: string): Span => ({ text, tone: 'quiet' });

/** What the item cost, turn by turn, and the sums. */
export function costLines(
  { reader }: ItemView,
  item: ItemState,
  { width, terminal }: { width: number; terminal: Terminal },
): Line[] {
  const { turns, attempts, purposes, total } = reader.cost();
  const unknown =
    item.unknownCostCalls > 0
      ? `, and ${plural(item.unknownCostCalls, 'call')} of unknown cost`
      : '';
  return [
    titleRule('cost of the item', width, terminal),
    [
      { text: ` ${formatUsd(item.costUsd)}`, tone: 'strong' },
      quiet(` over all its calls${unknown}; ${formatUsd(total.costUsd)} in the turns below`),
    ],
    [],
    [
      quiet(
        ` ${'ATT'.padStart(3)} ${'TURN'.padStart(4)} PURPOSE ${pad('MODEL', 12)} ${columns}  STOP`,
      ),
    ],
    ...turns.map((turn) => turnLine(turn, terminal)),
    ...(turns.length === 0 ? [[quiet(' no reply yet')]] : []),
    [],
    titleRule('by attempt and purpose', width, terminal),
    ...attempts.map((one) =>
      sumLine(
        `attempt ${one.attempt} ${shortModel(one.model)} ${one.outcome ?? 'goes on'}`,
        one,
        terminal,
      ),
    ),
    ...purposes
      .filter(({ sum }) => sum.turns > 0)
      .map(({ purpose, sum }) => sumLine(purpose, sum, terminal)),
  ];
}

const columns = `${'INPUT'.padStart(7)} ${'WRITTEN'.padStart(8)} ${'CACHED'.padStart(7)} ${'OUTPUT'.padStart(7)} ${'DOLLARS'.padStart(9)} ${'TIME'.padStart(7)}`;

function turnLine(turn: TurnCost, { charset }: Terminal): Line {
  const { usage, costUsd, latencyMs, stopReason, model, purpose } = turn;
  return [
    quiet(` ${String(turn.attempt).padStart(3)} ${String(turn.turn).padStart(4)} `),
    { text: purpose.padEnd(8), tone: purpose === 'repair' ? 'warn' : 'plain' },
    { text: `${pad(shortModel(model), 12, charset)} ` },
    quiet(usage ? tokenCells(usage) : 'tokens unknown'.padEnd(32)),
    { text: ` ${(costUsd === null ? 'unknown' : formatUsd(costUsd)).padStart(9)}`, tone: 'strong' },
    quiet(` ${formatDuration(latencyMs).padStart(7)}  ${stopReason}`),
  ];
}

function sumLine(label: string, sum: CostSum, { charset }: Terminal): Line {
  const unknown = sum.unknownTurns > 0 ? '+?' : '';
  return [
    { text: ` ${pad(label, 28, charset)} ` },
    quiet(tokenCells(sum.tokens)),
    { text: ` ${`${formatUsd(sum.costUsd)}${unknown}`.padStart(9)}`, tone: 'strong' },
    quiet(` ${formatDuration(sum.latencyMs).padStart(7)}  ${plural(sum.turns, 'turn')}`),
  ];
}

function tokenCells(usage: CostSum['tokens']): string {
  const written = usage.cacheWrite5m + usage.cacheWrite1h;
  return `${formatTokens(usage.input).padStart(7)} ${formatTokens(written).padStart(8)} ${formatTokens(usage.cacheRead).padStart(7)} ${formatTokens(usage.output).padStart(7)}`;
}
