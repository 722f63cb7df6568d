import type { CostSum, TurnCost } from '../../../client/item/item-cost.ts';
import type { ItemState } from '../../../engine/state/state.ts';
import {
  formatDuration,
  formatShare,
  formatTokens,
  formatUsd,
  plural,
  shortModel,
} from '../../format.ts';
import type { Line, Span } from '../../line.ts';
import { titleRule } from '../../panes/rule.ts';
import { pad } from '../../sanitise.ts';
import type { Terminal } from '../../theme.ts';
import type { ItemView } from './item-view.ts';

const quiet = (text: string): Span => ({ text, tone: 'quiet' });

/** What the item cost, turn by turn, and the sums. */
export function costLines(
  { reader, judgements }: ItemView,
  item: ItemState,
  { width, terminal }: { width: number; terminal: Terminal },
): Line[] {
  const { turns, attempts, purposes, total } = reader.cost(judgements);
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
    headLine(width),
    ...turns.map((turn) => turnLine(turn, width, terminal)),
    ...(turns.length === 0 ? [[quiet(' no reply yet')]] : []),
    [],
    titleRule('by attempt and purpose', width, terminal),
    ...attempts.map((one) =>
      sumLine(`attempt ${one.attempt} ${one.outcome ?? 'goes on'} ${shortModel(one.model)}`, one, {
        width,
        terminal,
      }),
    ),
    ...purposes
      .filter(({ sum }) => sum.turns > 0)
      .map(({ purpose, sum }) => sumLine(purpose, sum, { width, terminal })),
  ];
}

/** Narrower than this, model and reason to stop are left out. */
const roomy = 78;
/** From here on the share of what was read that came from the cache stands beside the tokens. */
const wide = 90;
const nameCells = { roomy: 24, narrow: 13 };

const purposeTone = { write: 'plain', repair: 'warn', judge: 'good' } as const;

function headLine(width: number): Line {
  const isRoomy = width >= roomy;
  const heads = ['IN', 'WRITE', 'READ', 'OUT', ...(width >= wide ? ['CACHED'] : [])];
  const tokens = heads.map((head) => head.padStart(5)).join(' ');
  const name = `${'TURN'.padStart(5)} FOR    ${isRoomy ? pad('MODEL', 11) : ''}`;
  const rest = `${'DOLLARS'.padStart(8)} ${'TIME'.padStart(7)}${isRoomy ? '  STOP' : ''}`;
  return [quiet(` ${name} ${tokens} ${rest}`)];
}

function turnLine(turn: TurnCost, width: number, { charset }: Terminal): Line {
  const { usage, costUsd, latencyMs, stopReason, model, purpose } = turn;
  const isRoomy = width >= roomy;
  return [
    quiet(` ${`${turn.attempt}.${turn.turn}`.padStart(5)} `),
    { text: purpose.padEnd(7), tone: purposeTone[purpose] },
    { text: isRoomy ? pad(shortModel(model), 11, charset) : '' },
    quiet(
      ` ${usage ? tokenCells(usage, width) : 'tokens unknown'.padEnd(width >= wide ? 30 : 23)}`,
    ),
    { text: ` ${(costUsd === null ? 'unknown' : formatUsd(costUsd)).padStart(8)}`, tone: 'strong' },
    quiet(` ${formatDuration(latencyMs).padStart(7)}${isRoomy ? `  ${stopReason}` : ''}`),
  ];
}

function sumLine(
  label: string,
  sum: CostSum,
  { width, terminal }: { width: number; terminal: Terminal },
): Line {
  const unknown = sum.unknownTurns > 0 ? '+?' : '';
  const isRoomy = width >= roomy;
  const cells = isRoomy ? nameCells.roomy : nameCells.narrow;
  return [
    { text: ` ${pad(label, cells, terminal.charset)} ` },
    quiet(tokenCells(sum.tokens, width)),
    { text: ` ${`${formatUsd(sum.costUsd)}${unknown}`.padStart(8)}`, tone: 'strong' },
    quiet(
      ` ${formatDuration(sum.latencyMs).padStart(7)}${isRoomy ? `  ${plural(sum.turns, 'turn')}` : ''}`,
    ),
  ];
}

function tokenCells({ input, cacheRead, output, ...usage }: CostSum['tokens'], width: number) {
  const written = usage.cacheWrite5m + usage.cacheWrite1h;
  const cells = [input, written, cacheRead, output].map((tokens) =>
    formatTokens(tokens).padStart(5),
  );
  const read = input + written + cacheRead;
  const share = formatShare(read === 0 ? null : cacheRead / read).padStart(6);
  return [...cells, ...(width >= wide ? [share] : [])].join(' ');
}
