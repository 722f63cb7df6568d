import { Box } from 'ink';
import type { Binding } from '../../binding.ts';
import { askForBudget, parseBudget } from '../../commands/run-commands.ts';
import { notLive } from '../../global-bindings.ts';
import type { Hands } from '../../hands.ts';
import type { Line } from '../../line.ts';
import { Lines } from '../../lines.tsx';
import { goTo } from '../../navigate.ts';
import { openPrompt } from '../../open-prompt.ts';
import type { PromptSpec } from '../../prompt.ts';
import type { Screen, ScreenProps } from '../../screen.ts';
import { useTerminal } from '../../terminal-context.ts';
import { detectTerminal, type Terminal } from '../../theme.ts';
import { burnChart } from './burn-chart.ts';
import { outcomeLines, routeLines, totalLines, totalsTable } from './money-lines.ts';

const twoFrom = 150;
const gap = 2;

/** Where the dollars go: two columns where there is room, else one that scrolls. */
function Money({ hands, columns, rows }: ScreenProps) {
  const terminal = useTerminal();
  const { left, right, width } = moneyColumns(hands, terminal);
  const { top } = hands.ui.get().money;
  if (right.length === 0) return <Scrolled lines={left} {...{ top, columns, rows }} />;
  return (
    <Box columnGap={gap} width={columns} height={rows} flexShrink={0}>
      <Lines lines={left} width={width} rows={rows} />
      <Lines lines={right} width={width} rows={rows} />
    </Box>
  );
}

function moneyColumns(hands: Hands, terminal: Terminal) {
  const state = hands.session.store.getState();
  const { summary, timeline, nowMs } = hands.frame();
  const { columns, rows } = hands.space();
  const isWide = columns >= twoFrom;
  const width = isWide ? Math.floor((columns - gap) / 2) : columns;
  const space = { width, terminal };
  const chartRows = isWide ? Math.max(6, Math.min(20, rows - state.bySteps.size - 8)) : 6;
  const left: Line[] = [
    ...totalLines(state, summary, space),
    [],
    ...outcomeLines(summary, space),
    [],
    ...totalsTable('MODEL', state.byModel, space),
    [],
    ...totalsTable('PURPOSE', state.byPurpose, space),
  ];
  const right: Line[] = [
    ...routeLines(state.bySteps, hands.routes(), space),
    [],
    ...burnChart(timeline.usd, { nowMs, width, rows: chartRows, terminal }),
  ];
  return isWide ? { left, right, width } : { left: [...left, [], ...right], right: [], width };
}

function Scrolled({
  lines,
  top,
  columns,
  rows,
}: {
  lines: readonly Line[];
  top: number;
  columns: number;
  rows: number;
}) {
  const from = Math.max(0, Math.min(top, lines.length - rows));
  const below = lines.length - from - rows;
  const more: Line = [{ text: ` ${below + 1} more rows: j scrolls`, tone: 'quiet' }];
  const shown = below > 0 ? [...lines.slice(from, from + rows - 1), more] : lines.slice(from);
  return <Lines lines={shown} width={columns} rows={rows} />;
}

const history: string[] = [];

function budgetPrompt(hands: Hands): PromptSpec {
  return {
    prefix: 'budget in dollars: ',
    hint: 'a number, or off; you are asked once more before it changes',
    history,
    remark: (text) =>
      parseBudget(text) === undefined ? 'expected dollars or off' : 'enter goes on',
    submit(text) {
      const budgetUsd = parseBudget(text);
      if (budgetUsd === undefined)
        hands.say(`expected dollars or off, found ${text || 'nothing'}`, 'bad');
      else askForBudget(hands, budgetUsd);
    },
  };
}

/** Glyphs make no difference to how many rows there are. */
const anyTerminal = detectTerminal({});

const scroll = (step: number) => (hands: Hands) => {
  const { left } = moneyColumns(hands, anyTerminal);
  const most = Math.max(0, left.length - hands.space().rows);
  hands.ui.set((ui) => {
    const top = Math.max(0, Math.min(most, Math.min(most, ui.money.top) + step));
    return { ...ui, money: { top } };
  });
};

const moneyBindings: readonly Binding[] = [
  {
    action: 'budget',
    keys: ['b'],
    shown: 'b',
    label: 'budget',
    help: 'raise, lower or lift the budget of this run; asks first',
    refused: notLive,
    press: (hands) => openPrompt(hands, budgetPrompt(hands)),
  },
  {
    action: 'down',
    keys: ['j', 'down', 'pgdn', ' '],
    shown: 'j',
    label: 'down',
    help: 'further down',
    press: scroll(4),
  },
  {
    action: 'up',
    keys: ['k', 'up', 'pgup'],
    shown: 'k',
    label: 'up',
    help: 'further up',
    press: scroll(-4),
    quiet: true,
  },
  {
    action: 'first',
    keys: ['g', 'home'],
    shown: 'g',
    label: 'top',
    help: 'to the top',
    press: scroll(Number.NEGATIVE_INFINITY),
    quiet: true,
  },
  {
    action: 'back',
    keys: ['esc'],
    shown: 'esc',
    label: 'back',
    help: 'go back to the floor',
    press: (hands) => goTo(hands, 'floor'),
    quiet: true,
  },
];

export const moneyScreen: Screen = { title: 'money', bindings: moneyBindings, Body: Money };
