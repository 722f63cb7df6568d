import { cleanup } from 'ink-testing-library';
import stringWidth from 'string-width';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { EventBody } from '../../../src/engine/journal/events.ts';
import { summarise } from '../../../src/engine/state/summary.ts';
import type { ScreenName } from '../../../src/ui/ui.ts';
import { cardFailed, cardPassed, type HandFed, handFed, runStarted, working } from '../factory.ts';
import { openApp, sizes } from '../open-app.tsx';

afterEach(cleanup);

function batch(items: number): HandFed {
  const fed = handFed();
  fed.record(runStarted({ workers: items, total: 500, requested: 500 }));
  for (let n = 1; n <= items; n += 1) {
    const item = `item-${n}`;
    fed.record(
      ...working(item, n, { model: n % 2 === 0 ? 'claude-haiku-5-5' : 'claude-sonnet-5-5' }),
    );
    fed.pass(7_000);
    fed.record(...cardFailed(item, `criterion-${n % 31}`));
    if (n % 3 === 0) fed.record(ended(item, 'passed'), ...cardPassed(item));
    if (n % 3 === 1) fed.record(ended(item, 'failed'), escalated(item));
  }
  return fed;
}

const ended = (item: string, outcome: 'passed' | 'failed'): EventBody => ({
  type: 'attempt.ended',
  item,
  attempt: 1,
  outcome,
  detail: 'so it ended',
});
const escalated = (item: string): EventBody => ({
  type: 'item.escalated',
  item,
  reason: 'its route is exhausted',
});
const failedCall = (item: string): EventBody => ({
  type: 'call.failed',
  item,
  attempt: 1,
  turn: 4,
  model: 'claude-sonnet-5-5',
  purpose: 'write',
  class: 'transient',
  message: 'the server is overloaded \u001b[2J',
  usage: null,
  costUsd: null,
});

function broken(): HandFed {
  const fed = batch(6);
  fed.record(failedCall('item-2'), failedCall('item-2'), {
    type: 'notice.given',
    level: 'error',
    message: 'the disk is nearly full \u202e',
  });
  return fed;
}

const states: [string, () => HandFed][] = [
  ['empty', handFed],
  ['normal', () => batch(6)],
  ['crowded', () => batch(200)],
  ['in trouble', broken],
];
const words: Record<string, RegExp> = {
  failures: /criteria that failed/,
  money: /this run/,
  log: /log [\d,]+ of [\d,]+/,
};

for (const screen of ['failures', 'money', 'log'] as const satisfies ScreenName[]) {
  describe(`the screen ${screen}`, () => {
    for (const size of [{ columns: 60, rows: 15 }, ...sizes]) {
      for (const [name, make] of states) {
        it(`fills ${size.columns}x${size.rows} exactly when ${name}, whatever is pressed`, async () => {
          const { screen: shown, shows, press } = await openApp(make(), { size, screen });
          await shows(words[screen] ?? /./);
          for (const key of ['j', 'G', 'k', 'g', '\u001b[6~']) {
            press(key);
            await vi.waitFor(() => expect(shown()).toContain('q leave'));
            const rows = shown().split('\n');
            expect(rows).toHaveLength(size.rows);
            for (const row of rows) expect(stringWidth(row)).toBeLessThanOrEqual(size.columns);
            expect(shown()).not.toContain('\u202e');
          }
        });
      }
    }
  });
}

describe('the failures', () => {
  it('lead from a criterion to its items, and from an escalated item to it', async () => {
    const { press, shows, hands } = await openApp(batch(6), { screen: 'failures' });
    await shows('escalated: 2 for a person');
    press('\r');
    await shows('/failed=criterion-');
    press('3');
    await shows('criteria that failed');
    press('f');
    await shows('/failing:criterion-');
    press('3');
    await shows('criteria that failed');
    press('G');
    press('\r');
    await vi.waitFor(() => expect(hands.ui.get().item?.id).toMatch(/^item-[14]$/));
  });

  it('name the classes of failed calls', async () => {
    const { shows } = await openApp(broken(), { screen: 'failures' });
    await shows(/transient +2 +0s ago +the server is overloaded/);
  });
});

describe('the money', () => {
  it('adds up: models, purposes and outcomes each come to the whole', async () => {
    const fed = batch(60);
    const state = fed.store.getState();
    const { money } = summarise(state, fed.now());
    const sum = (all: Iterable<{ costUsd: number }>) =>
      [...all].reduce((total, { costUsd }) => total + costUsd, 0);
    expect(sum(state.byModel.values())).toBeCloseTo(money.spentUsd, 9);
    expect(sum(state.byPurpose.values())).toBeCloseTo(money.spentUsd, 9);
    expect(sum(state.bySteps.values())).toBeCloseTo(money.spentUsd, 9);
    expect(money.acceptedUsd + money.wastedUsd + money.openUsd).toBeCloseTo(money.spentUsd, 9);
    expect(state.timeline.usd.values.reduce((a, b) => a + b, 0)).toBeCloseTo(money.spentUsd, 9);
    const { shows } = await openApp(fed, { screen: 'money', size: { columns: 200, rows: 60 } });
    await shows('money, in play dollars: a rehearsal');
    await shows('by outcome');
    await shows('burn over the run');
    await shows(/sonnet-5-5 +30 /);
  });

  it('says what is held for calls of unknown cost', async () => {
    const { shows } = await openApp(broken(), { screen: 'money' });
    await shows(/unknown cost +\$0 +held at most; 2 calls in all/);
  });

  it('changes the budget after a question', async () => {
    const { press, shows, commands } = await openApp(batch(3), { screen: 'money' });
    await shows('b budget');
    press('b');
    await shows('budget in dollars:');
    press('7\r');
    await shows('change the budget of this run?');
    press('j');
    press('\r');
    await vi.waitFor(() => expect(commands).toEqual([{ type: 'set-budget', budgetUsd: 7 }]));
  });
});

describe('the log', () => {
  it('follows what happens until one moves up, and again at its end', async () => {
    const fed = batch(60);
    const { press, shows, hands } = await openApp(fed, { screen: 'log' });
    await shows(', follows');
    press('k');
    await shows('G follows again');
    fed.record({ type: 'run.paused', by: 'tester' });
    await shows('paused by tester');
    expect(hands.ui.get().log.follows).toBe(false);
    press('G');
    await shows(/› .*run\.paused .* by tester/);
  });

  it('is filtered by kind, item and text, and leads to items', async () => {
    const { press, shows, hands, copied } = await openApp(batch(9), { screen: 'log' });
    press('/');
    await shows('kind:call');
    press('kind:card item:item-3\r');
    await shows(/log 2 of 2 of [0-9]+ {2}\/kind:card item:item-3/);
    await shows(/card\.issued +item-3 +pass/);
    press('c');
    await vi.waitFor(() => expect(JSON.parse(copied[0] ?? '{}')).toMatchObject({ item: 'item-3' }));
    press('\r');
    await vi.waitFor(() => expect(hands.ui.get().item?.id).toBe('item-3'));
  });
});
