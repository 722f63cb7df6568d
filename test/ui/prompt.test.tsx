import { cleanup } from 'ink-testing-library';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type HandFed, handFed, runStarted, working } from './factory.ts';
import { openApp } from './open-app.tsx';

afterEach(cleanup);

function running(): HandFed {
  const fed = handFed();
  fed.record(runStarted(), ...working('two-sum', 0), ...working('two-sum-sorted', 1), {
    type: 'item.escalated',
    item: 'two-sum-sorted',
    reason: 'its route is exhausted',
  });
  return fed;
}

describe('the command line', () => {
  it('carries out what was typed', async () => {
    const { press, commands, shows } = await openApp(running());
    press(':');
    await shows('a command; tab completes');
    press('workers 9');
    await shows('so many items at once');
    press('\r');
    await vi.waitFor(() => expect(commands).toEqual([{ type: 'set-workers', workers: 9 }]));
  });

  it('takes a command and its enter in one piece, as a fast hand gives them', async () => {
    const { press, commands, shows } = await openApp(running());
    press(':');
    await shows('a command');
    press('pause\r');
    await vi.waitFor(() => expect(commands).toEqual([{ type: 'pause' }]));
  });

  it('completes commands and item ids as far as they agree', async () => {
    const { press, commands, shows } = await openApp(running());
    press(':');
    await shows('a command');
    press('ret');
    press('\t');
    await shows(':retry');
    press('two-sum-');
    press('\t');
    await shows(':retry two-sum-sorted');
    press('\r');
    await vi.waitFor(() => expect(commands).toEqual([{ type: 'retry', item: 'two-sum-sorted' }]));
  });

  it('says what it expected', async () => {
    const { press, commands, shows } = await openApp(running());
    for (const [typed, answer] of [
      ['workers none', 'expected a number from 1 to 1000, found none'],
      ['budget much', 'expected dollars or off, found much'],
      ['fly', 'no command "fly"'],
      ['show nowhere', 'expected the id of an item, found nowhere'],
    ] as const) {
      press(':');
      await shows('a command');
      press(typed);
      press('\r');
      await shows(answer);
    }
    expect(commands).toEqual([]);
  });

  it('goes to screens and items, and filters', async () => {
    const { press, shows } = await openApp(running());
    press(':');
    await shows('a command');
    press('items state:escalated\r');
    await shows('/state:escalated');
    await shows('its route is exhausted');
    press(':');
    await shows('a command');
    press('floor\r');
    await shows('enter drill in');
  });

  it('changes the budget only after a question', async () => {
    const { press, commands, shows, lacks } = await openApp(running());
    press(':');
    await shows('a command');
    press('budget 12.5\r');
    await shows('change the budget of this run?');
    await shows('› leave it');
    press('\r');
    await lacks('change the budget');
    expect(commands).toEqual([]);
    press(':');
    await shows('a command');
    press('budget 12.5\r');
    await shows('› leave it');
    press('j');
    await shows('› set it to $12.50');
    press('\r');
    await vi.waitFor(() => expect(commands).toEqual([{ type: 'set-budget', budgetUsd: 12.5 }]));
  });

  it('recalls, edits and forgets', async () => {
    const { press, shows, lacks, commands } = await openApp(running());
    press(':');
    await shows('a command');
    press('workers 3\r');
    await vi.waitFor(() => expect(commands).toHaveLength(1));
    press(':');
    await shows('a command');
    press('\u001b[A');
    await shows(':workers 3');
    press('\u007f');
    press('7');
    await shows(':workers 7');
    press('\u0017');
    await shows(':workers _');
    press('\u001b');
    await lacks(':workers');
    expect(commands).toHaveLength(1);
  });

  it('takes pasted text as text: its line breaks send nothing', async () => {
    const { press, shows, commands } = await openApp(running());
    press(':');
    await shows('a command');
    press('\u001b[200~stop now\n\u001b[201~');
    await shows(':stop now');
    expect(commands).toEqual([]);
  });
});
