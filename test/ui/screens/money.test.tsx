import { cleanup } from 'ink-testing-library';
import stringWidth from 'string-width';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { EventBody } from '../../../src/engine/journal/events.ts';
import type { Route } from '../../../src/engine/routing.ts';
import { summarise } from '../../../src/engine/state/summary.ts';
import { formatUsd } from '../../../src/ui/format.ts';
import type { Line } from '../../../src/ui/line.ts';
import { burnChart } from '../../../src/ui/screens/money/burn-chart.ts';
import { routeLines } from '../../../src/ui/screens/money/route-lines.ts';
import { totalsTable } from '../../../src/ui/screens/money/totals-table.ts';
import { detectTerminal } from '../../../src/ui/theme.ts';
import { call, cardPassed, type HandFed, handFed, runStarted } from '../factory.ts';
import { openApp, sizes } from '../open-app.tsx';

afterEach(cleanup);

const sonnet = 'claude-sonnet-5-5';
const terminal = detectTerminal({ LANG: 'C.UTF-8', NO_COLOR: '1' });
const routes: Route[] = [
  {
    name: 'bulk',
    when: {},
    steps: [{ model: sonnet, maxRepairs: 2, expected: { costUsd: 0.03, successRate: 0.9 } }],
  },
];

/** An item with one attempt of so many calls at $0.0312 each, and how it ended, if it has. */
function attempt(item: string, calls: number, outcome?: 'passed' | 'failed'): EventBody[] {
  const turns = Array.from({ length: calls }, (_, index) => call(item, index + 1, sonnet)).flat();
  const detail = 'so it ended';
  return [
    { type: 'item.started', item, title: '', worker: Number(item.slice(5)) },
    { type: 'attempt.started', item, attempt: 1, route: 'bulk', model: sonnet, reason: '' },
    ...turns,
    ...(outcome === undefined
      ? []
      : [{ type: 'attempt.ended', item, attempt: 1, outcome, detail } as const]),
    ...(outcome === 'passed' ? cardPassed(item) : []),
    ...(outcome === 'failed'
      ? [{ type: 'item.escalated', item, reason: 'it failed' } as const]
      : []),
  ];
}

function batch(): HandFed {
  const fed = handFed();
  fed.record(runStarted({ workers: 4, budgetUsd: 5 }));
  fed.record(...attempt('item-1', 1, 'passed'));
  fed.pass(60_000);
  fed.record(...attempt('item-2', 3, 'failed'), ...attempt('item-3', 50));
  return fed;
}

const textOf = (lines: readonly Line[]) =>
  lines.map((line) => line.map(({ text }) => text).join('')).join('\n');

describe('the money', () => {
  for (const size of [{ columns: 60, rows: 15 }, ...sizes, { columns: 140, rows: 24 }]) {
    it(`has every figure in reach at ${size.columns}x${size.rows}`, async () => {
      const { press, shows, screen } = await openApp(batch(), { size, screen: 'money' });
      await shows('this run');
      let seen = screen();
      for (let n = 0; n < 45; n += 1) {
        press('j');
        await new Promise((resolve) => setTimeout(resolve, 5));
        seen += screen();
      }
      press('G');
      await vi.waitFor(() => expect(screen()).not.toContain('more rows'));
      seen += screen();
      for (const text of ['by outcome', 'by model', 'by purpose', 'by route', 'burn over']) {
        expect(seen).toContain(text);
      }
      for (const row of screen().split('\n')) {
        expect(stringWidth(row)).toBeLessThanOrEqual(size.columns);
      }
    });
  }

  it('says what is left, and that the end will cost more than the budget', async () => {
    const fed = batch();
    const { money } = summarise(fed.store.getState(), fed.now());
    const { shows } = await openApp(fed, { screen: 'money' });
    await shows(`${formatUsd(5 - money.runSpentUsd)} left`);
    await shows(/forecast +\$[\d.]+ +over budget, \$[\d.]+ to \$[\d.]+/);
  });

  it('shows what is set aside for calls in flight', async () => {
    const fed = batch();
    const about = { item: 'item-3', attempt: 1, model: sonnet, purpose: 'write' } as const;
    fed.record({ type: 'call.started', ...about, turn: 51, reservedUsd: 0.42 });
    const { shows } = await openApp(fed, { screen: 'money' });
    await shows(/in flight +\$0\.420 +at most, 1 call\b/);
  });

  it('is real money where it is no rehearsal', async () => {
    const fed = handFed();
    const provider = { name: 'anthropic', baseUrl: 'https://api.anthropic.com', rehearsal: false };
    fed.record(runStarted({ provider }));
    const { shows, screen } = await openApp(fed, { screen: 'money' });
    await shows('─ money ─');
    expect(screen()).not.toContain('play dollars');
  });

  it('cannot be scrolled where everything is in sight, and says so', async () => {
    const size = { columns: 200, rows: 60 };
    const { press, shows } = await openApp(batch(), { screen: 'money', size });
    await shows('this run');
    press('j');
    await shows('j: everything is in sight');
  });

  it('refuses a budget that is none, and asks nothing then', async () => {
    const { press, shows, hands, commands } = await openApp(batch(), { screen: 'money' });
    press('b');
    await shows('budget in dollars:');
    press('lots\r');
    await shows('expected dollars or off, found lots');
    expect(hands.ui.get().overlay).toBeUndefined();
    expect(commands).toEqual([]);
  });

  it('does not change a budget once the run has ended', async () => {
    const fed = batch();
    fed.record({ type: 'run.ended', outcome: 'stopped', reason: 'asked by tester' });
    const { press, shows } = await openApp(fed, { screen: 'money' });
    await shows(/forecast +\$[\d.]+ +\$[\d.]+ to \$[\d.]+ for 22 items left/);
    press('b');
    await shows('b: the run has ended');
  });
});

describe('the money by model', () => {
  it('comes to the whole in its last row', () => {
    const fed = batch();
    fed.record(...call('item-3', 60, 'claude-haiku-5-5'));
    const { byModel, totals } = fed.store.getState();
    const space = { width: 100, terminal };
    const text = textOf(totalsTable({ title: 'model', by: byModel, all: totals }, space));
    expect(text).toMatch(/all +55 .* \$1\.72 +100%/);
    const { money } = summarise(fed.store.getState(), fed.now());
    expect(formatUsd(money.spentUsd)).toBe('$1.72');
  });
});

describe('the money by route', () => {
  it('counts the attempts that have ended alone, and marks what is worse by a quarter', () => {
    const text = textOf(routeLines(batch().store.getState(), routes, { width: 100, terminal }));
    // One call and three, at $0.0312: an attempt is $0.0624; the 50 calls of the open one are not in it.
    expect(text).toMatch(/bulk +sonnet-5-5 +3 +2 +50% \(90%\)! +\$0\.062 \(\$0\.030\)! +\$0\.125/);
  });

  it('marks nothing that is as good as expected', () => {
    const fed = handFed();
    fed.record(runStarted(), ...attempt('item-1', 1, 'passed'));
    const text = textOf(routeLines(fed.store.getState(), routes, { width: 100, terminal }));
    expect(text).toMatch(/100% \(90%\) +\$0\.031 \(\$0\.030\) /);
    expect(text.split('\n').at(-1)).not.toContain('!');
  });

  it('says so when nothing is known, and shows no expectation of a route that is no more', () => {
    const empty = routeLines(handFed().store.getState(), routes, { width: 100, terminal });
    expect(textOf(empty)).toContain('no attempt has begun yet');
    const gone = textOf(routeLines(batch().store.getState(), [], { width: 100, terminal }));
    expect(gone).toMatch(/50% +\$0\.062 +\$0\.125/);
  });
});

describe('the burn chart', () => {
  it('says at its axis what the dearest stretch is worth an hour', () => {
    const usd = { startMs: 0, bucketMs: 60_000, values: [1, 2, 0, 0.5] };
    const lines = burnChart(usd, { nowMs: 240_000, width: 40, rows: 4, terminal });
    expect(lines).toHaveLength(6);
    expect(textOf(lines)).toContain('$120.00/h');
    expect(textOf(lines)).toContain('4m 00s');
  });
});
