import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { cardFailed, cardPassed, handFed, runStarted, streams, working } from './factory.ts';
import { openConsole } from './terminal.ts';

const wide = { columns: 120, rows: 40 };
const shows = (screen: () => string, text: string) =>
  vi.waitFor(() => expect(screen()).toContain(text), { timeout: 10_000 });

const finished = { type: 'run.ended', outcome: 'finished', reason: 'all items settled' } as const;

describe('the console on a terminal', () => {
  it('shows a run from its first event to its outcome, and stays until q', async () => {
    const fed = handFed();
    const { screen, press, left, written } = openConsole(fed, wide);
    await shows(screen, 'no run yet');
    fed.record(runStarted(), ...working('two-sum', 0, { title: 'Two Sum' }));
    await shows(screen, 'two-sum');
    expect(screen()).toContain('REHEARSAL');
    fed.pass(60_000);
    fed.record(...cardFailed('two-sum', 'states-complete'), ...cardPassed('two-sum'), finished);
    await shows(screen, 'press q to leave');
    expect(screen()).toContain('finished: all items settled');
    expect(screen()).toMatch(/states-complete .* 1 +100% repaired/);
    press('q');
    expect(await left).toBe('ended');
    expect(written.join('')).toContain('\u001b[?1049l');
  });

  it('writes nothing while nothing changes', async () => {
    const fed = handFed();
    fed.record(runStarted({ workers: 2 }), { type: 'run.paused', by: 'operator' });
    const { screen, press, left, written } = openConsole(fed, wide);
    await shows(screen, 'paused by operator');
    await vi.waitFor(() => expect(written.join('')).toContain(']2;algorithms paused'));
    const before = written.length;
    await sleep(1500);
    expect(written.slice(before)).toEqual([]);
    fed.record(finished);
    await shows(screen, 'press q');
    press('q');
    await left;
  });

  it('writes nothing for a change that is not on the screen', async () => {
    const fed = handFed();
    fed.record(runStarted({ workers: 1 }), { type: 'run.paused', by: 'operator' });
    const { screen, press, left, written } = openConsole(fed, wide);
    await shows(screen, 'paused by operator');
    await vi.waitFor(() => expect(written.join('')).toContain(']2;algorithms paused'));
    const before = written.length;
    streams(fed, 77, 'writing', 'nobody sees this');
    await sleep(700);
    expect(written.slice(before)).toEqual([]);
    fed.record(finished);
    await shows(screen, 'press q');
    press('q');
    await left;
  });

  it('lets no escape sequence, bidi control or title of a model or catalogue through', async () => {
    const fed = handFed();
    const evil =
      '\u001b]52;c;aGFjaw==\u0007\u001b]0;owned\u001b\\\u001b[8mhidden\u009b2J\u202etxt\u200b\r\n';
    fed.record(
      runStarted({ product: `p${evil}`, provider: { name: evil, baseUrl: '', rehearsal: false } }),
      ...working(`item${evil}`, 0, { title: evil, model: evil }),
      {
        type: 'tool.called',
        item: `item${evil}`,
        attempt: 1,
        turn: 1,
        tool: evil,
        isError: true,
        summary: evil,
      },
      ...cardFailed(`item${evil}`, evil),
      { type: 'call.waiting', model: evil, reason: evil, untilMs: null },
      { type: 'notice.given', level: 'error', message: evil },
    );
    streams(fed, 0, 'writing', evil.repeat(3));
    const { screen, press, left, written } = openConsole(fed, wide, {
      ack: { ok: false, reason: evil },
    });
    await shows(screen, 'hidden');
    press('p');
    await shows(screen, 'refused');
    fed.record({ ...finished, reason: evil });
    await shows(screen, 'press q');
    press('q');
    await left;
    // Our own title is the one thing that is told to the terminal.
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
    const bytes = written.join('').replace(/\u001b\]2;[ -~]*\u0007+/g, '');
    for (const bad of ['\u001b]', '\u001b[8m', '\u009b', '\u202e', '\u200b', '\u0007']) {
      expect(bytes.includes(bad), JSON.stringify(bad)).toBe(false);
    }
  });

  it('fills each size it is resized to, and only says so when it is too small', async () => {
    const fed = handFed();
    fed.record(runStarted({ workers: 3 }), ...working('two-sum', 0), ...working('n-queens', 1));
    const { screen, press, left, resize } = openConsole(fed, wide);
    await shows(screen, 'n-queens');
    for (const size of [
      { columns: 200, rows: 60 },
      { columns: 80, rows: 24 },
      { columns: 60, rows: 15 },
    ]) {
      resize(size);
      await vi.waitFor(() => {
        const rows = screen().split('\n');
        expect(rows.at(-1)).toContain('q leave');
        expect(rows[0]).toContain('REHEARSAL');
        expect(rows[0]?.length, screen()).toBe(size.columns - 1 - 1);
        expect(screen().match(/two-sum/g)).toHaveLength(1);
      });
    }
    resize({ columns: 50, rows: 10 });
    await shows(screen, 'terminal is 50x10');
    expect(screen()).toContain('needs 60x15');
    press('\u0003');
    await shows(screen, 'leave the console?');
    press('\u0003');
    await vi.waitFor(() => expect(screen()).not.toContain('leave the console?'));
    fed.record({ type: 'run.ended', outcome: 'stopped', reason: 'asked' });
    expect(await left).toBe('ended');
  });

  it('draws with 7-bit characters alone where the locale is not UTF-8', async () => {
    const fed = handFed();
    fed.record(runStarted({ workers: 1 }), ...working('two-sum', 0, { title: '漢字' }));
    streams(fed, 0, 'writing', 'schön – 漢字');
    const { screen, press, left, written } = openConsole(fed, wide, { env: { LANG: 'C' } });
    await shows(screen, 'two-sum');
    press('?');
    await shows(screen, 'show this list');
    fed.record(finished);
    press('q');
    expect(await left).toBe('ended');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
    expect(written.join('')).toMatch(/^[\u0000-\u007f]*$/);
  });
});
