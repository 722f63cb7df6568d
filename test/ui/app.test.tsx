import { cleanup } from 'ink-testing-library';
import stringWidth from 'string-width';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { globalBindings } from '../../src/ui/global-bindings.ts';
import { floorBindings } from '../../src/ui/screens/floor/floor-keys.ts';
import {
  cardFailed,
  cardPassed,
  type HandFed,
  handFed,
  runStarted,
  streams,
  working,
} from './factory.ts';
import { type Opened, openApp, sizes as threeSizes } from './open-app.tsx';

afterEach(cleanup);

const sizes = [{ columns: 60, rows: 15 }, ...threeSizes];

const open = (fed: HandFed, size = { columns: 120, rows: 40 }, given: Opened = {}) =>
  openApp(fed, { size, ...given });

function crowd(workers: number): HandFed {
  const fed = handFed();
  fed.record(runStarted({ workers, total: 3247, requested: 3247 }));
  for (let worker = 0; worker < workers; worker++) {
    const item = `longest-increasing-subsequence-${worker + 1}`;
    fed.record(...working(item, worker, { title: '最長増加部分列 the hard way', turn: 12 }));
    streams(fed, worker, 'writing', 'so the complement of 7 is 2 \n漢字 '.repeat(60));
    if (worker % 3 === 0) fed.record(...cardFailed(item, `criterion-${worker % 17}`));
  }
  fed.pass(3_725_000);
  return fed;
}

function over(): HandFed {
  const fed = crowd(4);
  const reason = 'the same 2 criteria failed after 3 repairs';
  fed.record(
    ...cardPassed('longest-increasing-subsequence-1'),
    { type: 'item.escalated', item: 'longest-increasing-subsequence-2', reason },
    { type: 'run.ended', outcome: 'finished', reason: 'all items settled' },
  );
  return fed;
}

const states: [string, () => HandFed, string][] = [
  ['empty', handFed, 'no run yet'],
  ['normal', () => crowd(4), 'longest-incr'],
  ['crowded', () => crowd(50), 'longest-i'],
  ['overcrowded', () => crowd(400), 'more workers'],
  ['ended', over, 'press q to leave'],
];

describe('the screen', () => {
  for (const [name, make, text] of states) {
    for (const size of sizes) {
      it(`has exactly ${size.rows} rows of at most ${size.columns} cells when ${name}`, async () => {
        const { screen, shows, press } = await open(make(), size);
        await shows(text);
        for (const key of ['1', '?', '?', ':', '\u001b']) {
          const rows = screen().split('\n');
          expect(rows.length).toBe(size.rows);
          for (const row of rows) expect(stringWidth(row)).toBeLessThanOrEqual(size.columns);
          expect(rows.at(-1)).toMatch(/q leave|esc back|esc cancel/);
          press(key);
        }
      });
    }
  }

  it('shows every one of 50 workers on 120x40', async () => {
    const { screen, shows } = await open(crowd(50));
    await shows('criterion-');
    for (let worker = 1; worker <= 50; worker++) {
      expect(screen()).toMatch(new RegExp(`(^|\\s)${worker} longest-`, 'm'));
    }
  });

  it('shows what a worker does: item, model, turn, repairs, phase, tool, stream, dollars, time', async () => {
    const fed = handFed();
    fed.record(runStarted({ workers: 1 }), ...working('two-sum', 0, { title: 'Two Sum' }));
    fed.record(...cardFailed('two-sum', 'states-complete'));
    streams(fed, 0, 'repairing', 'let me fix the missing pointers');
    fed.pass(75_000);
    const { screen, shows } = await open(fed);
    await shows('two-sum');
    for (const part of [
      'Two Sum',
      'sonnet-4-5',
      'turn 3/20',
      'repair 1/3',
      'repairing',
      '✓ edit_file replaced 3 lines',
      'let me fix the missing pointers',
      '$0.031',
      '1m 15s',
    ]) {
      expect(screen()).toContain(part);
    }
  });

  it('names the items that need a person once the run has ended', async () => {
    const { shows } = await open(over());
    await shows('for a person to look at');
    await shows('the same 2 criteria failed after 3 repairs');
  });

  it('says until when it waits for which model, counting down', async () => {
    const fed = handFed();
    const model = 'claude-sonnet-4-5-20250929';
    fed.record(runStarted({ workers: 1 }), ...working('two-sum', 0, { model }), {
      type: 'call.waiting',
      model,
      reason: 'rate limit',
      untilMs: fed.now() + 90_000,
    });
    const { shows } = await open(fed);
    await shows('waiting for sonnet-4-5 until');
    await shows('(1m 30s)');
    fed.pass(30_000);
    await shows('(1m 00s)');
  });
});

describe('keys', () => {
  it('pause a running run and resume a paused one', async () => {
    const fed = crowd(2);
    const { press, commands, shows } = await open(fed);
    await shows('p pause');
    press('p');
    await vi.waitFor(() => expect(commands).toEqual([{ type: 'pause' }]));
    fed.record({ type: 'run.paused', by: 'tester' });
    await shows('paused by tester');
    await shows('p resume');
    press('p');
    await vi.waitFor(() => expect(commands.at(-1)).toEqual({ type: 'resume' }));
  });

  it('add up when they are pressed faster than the engine answers', async () => {
    const { press, commands, shows } = await open(crowd(4));
    await shows('+ worker');
    press('++-+');
    await vi.waitFor(() =>
      expect(commands).toEqual([5, 6, 5, 6].map((workers) => ({ type: 'set-workers', workers }))),
    );
  });

  it('say why they do nothing', async () => {
    const { press, commands, shows } = await open(crowd(1));
    await shows('- worker');
    press('-');
    await shows('one worker is the least');
    expect(commands).toEqual([]);
  });

  it('show the reason of a command that the engine refused', async () => {
    const { press, shows } = await open(crowd(4), undefined, {
      ack: { ok: false, reason: 'the budget is spent' },
    });
    await shows('p pause');
    press('p');
    await shows('refused: the budget is spent');
  });

  it('are all named in the help, page by page', async () => {
    const { press, shows, screen } = await open(crowd(4), { columns: 80, rows: 24 });
    await shows('? help');
    press('?');
    await shows('show this list');
    const seen: string[] = [screen()];
    for (let page = 0; page < 6; page += 1) {
      press('j');
      await vi.waitFor(() => expect(screen()).toContain('keys'));
      seen.push(screen());
    }
    const all = seen.join('\n');
    for (const { keys } of [...floorBindings, ...globalBindings]) {
      expect(all).toContain(keys.map((key) => (key === ' ' ? 'space' : key)).join(' '));
    }
    press('\u001b');
    await shows('q leave');
  });

  it('are the operator’s own where they said so, and the usual one is free then', async () => {
    const { press, commands, shows } = await open(crowd(4), undefined, {
      ownKeys: { pause: 'x', help: 'p' },
    });
    await shows('x pause');
    await shows('p help');
    press('p');
    await shows('show this list');
    press('\u001b');
    await shows('x pause');
    press('x');
    await vi.waitFor(() => expect(commands).toEqual([{ type: 'pause' }]));
  });

  it('go to the six screens, and tab goes round', async () => {
    const { press, hands } = await open(crowd(4));
    const isOn = (screen: string) => vi.waitFor(() => expect(hands.ui.get().screen).toBe(screen));
    for (const [key, screen] of [
      ['2', 'items'],
      ['3', 'failures'],
      ['4', 'approvals'],
      ['5', 'money'],
      ['6', 'log'],
      ['\t', 'floor'],
      ['\u001b[Z', 'log'],
      ['1', 'floor'],
    ] as const) {
      press(key);
      await isOn(screen);
    }
  });

  it('of a pasted text do nothing', async () => {
    const { press, commands, shows } = await open(crowd(4));
    await shows('q leave');
    press('\u001b[200~p+q\u001b[201~');
    await shows('pasted text is ignored');
    press('please pause it quickly');
    press('?');
    await shows('show this list');
    expect(commands).toEqual([]);
  });
});

describe('leaving', () => {
  it('asks first, and the answer in focus lets the batch go on without the console', async () => {
    const { press, commands, shows, leave } = await open(crowd(4));
    await shows('q leave');
    press('q');
    await shows('› detach');
    expect(leave).not.toHaveBeenCalled();
    press('\r');
    await vi.waitFor(() => expect(leave).toHaveBeenCalled());
    expect(commands).toEqual([]);
  });

  it('changes nothing after esc', async () => {
    const { press, commands, shows, lacks, leave } = await open(crowd(4));
    await shows('q leave');
    press('q');
    await shows('› detach');
    press('\u001b');
    await lacks('leave the console?');
    expect(commands).toEqual([]);
    expect(leave).not.toHaveBeenCalled();
  });

  it('has staying as its safe answer where the run would end with its console', async () => {
    const { press, shows, lacks, commands } = await open(crowd(4), undefined, { canDetach: false });
    await shows('q leave');
    press('q');
    await shows('› go back');
    press('\r');
    await lacks('leave the console?');
    expect(commands).toEqual([]);
  });

  it('finishes what is in flight and leaves when the run has ended', async () => {
    const fed = crowd(4);
    const { press, commands, shows, leave } = await open(fed);
    await shows('q leave');
    press('q');
    await shows('› detach');
    press('j');
    await shows('› go back');
    press('j');
    await shows('› finish and stop');
    press('\r');
    await vi.waitFor(() => expect(commands).toEqual([{ type: 'stop', now: false }]));
    fed.record({ type: 'run.stopping', by: 'tester', now: false });
    await shows('stopping, asked by tester');
    expect(leave).not.toHaveBeenCalled();
    fed.record({ type: 'run.ended', outcome: 'stopped', reason: 'asked by tester' });
    await vi.waitFor(() => expect(leave).toHaveBeenCalled());
  });

  it('takes its question back when the run ends before the answer', async () => {
    const fed = crowd(4);
    const { press, commands, shows, lacks, leave } = await open(fed);
    await shows('q leave');
    press('q');
    await shows('leave the console?');
    fed.record({ type: 'run.ended', outcome: 'finished', reason: 'nothing is left to do' });
    await shows('press q to leave');
    await lacks('leave the console?');
    expect(commands).toEqual([]);
    expect(leave).not.toHaveBeenCalled();
  });

  it('stops now on ctrl-c twice, and gives up waiting on the next two', async () => {
    const { press, commands, shows, lacks, leave } = await open(crowd(4));
    await shows('q leave');
    press('\u0003');
    await shows('leave the console?');
    press('\u0003');
    await vi.waitFor(() => expect(commands).toEqual([{ type: 'stop', now: true }]));
    await lacks('leave the console?');
    expect(leave).not.toHaveBeenCalled();
    press('\u0003\u0003');
    await vi.waitFor(() => expect(leave).toHaveBeenCalled());
  });

  it('is not done by keys typed ahead of the question', async () => {
    const { press, commands, shows, leave } = await open(crowd(4));
    await shows('q leave');
    press('qjj\r');
    await shows('› finish and stop');
    expect(commands).toEqual([]);
    expect(leave).not.toHaveBeenCalled();
  });
});
