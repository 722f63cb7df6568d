import { cleanup } from 'ink-testing-library';
import stringWidth from 'string-width';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { asked, type HandFed, handFed, runStarted, working } from '../factory.ts';
import { openApp, sizes } from '../open-app.tsx';

afterEach(cleanup);

function tray(count: number): HandFed {
  const fed = handFed();
  fed.record(runStarted(), ...working('two-sum', 0));
  for (let n = 1; n <= count; n += 1) {
    fed.record(
      asked(`item-${n}`, `ap-${n}`, {
        action: { verb: 'delete', target: `notes-${n}.md`, effect: `Deletes notes-${n}.md.` },
      }),
    );
    fed.pass(60_000);
  }
  return fed;
}

const hostile = '\u001b]52;c;aGFjaw==\u0007\u202egnp.exe\u200b';

describe('the approvals', () => {
  for (const size of sizes) {
    for (const count of [0, 1, 5, 300]) {
      it(`fill ${size.columns}x${size.rows} exactly with ${count} of them`, async () => {
        const { screen, shows } = await openApp(tray(count), { size, screen: 'approvals' });
        await shows(count === 0 ? 'nothing waits for a decision' : 'notes-1.md');
        const rows = screen().split('\n');
        expect(rows).toHaveLength(size.rows);
        for (const row of rows) expect(stringWidth(row)).toBeLessThanOrEqual(size.columns);
      });
    }
  }

  it('show the oldest first and the whole action: what, who, why, every argument', async () => {
    const { shows } = await openApp(tray(3), { screen: 'approvals' });
    await shows('approvals 1 of 3, oldest first');
    for (const text of [
      '› ',
      'delete notes-1.md',
      'Deletes notes-1.md.',
      'item-1, attempt 1, turn 2',
      'The notes are not part of the lesson.',
      '"path": "notes.md"',
      'approvals 3',
    ]) {
      await shows(text);
    }
  });

  it('are not decided within half a second of appearing, then by one key', async () => {
    const fed = tray(2);
    const { press, commands, shows } = await openApp(fed, { screen: 'approvals' });
    await shows('approvals 1 of 2');
    press('a');
    await shows('it has only just appeared');
    expect(commands).toEqual([]);
    fed.pass(500);
    press('a');
    await vi.waitFor(() =>
      expect(commands).toEqual([
        { type: 'approve', id: 'ap-1', digest: 'digest-of-ap-1', stands: 'waiting' },
      ]),
    );
    // The next one moves under the finger: it has to be read first, too.
    const decided = {
      type: 'approval.decided',
      decision: 'approved',
      by: 'x',
      reason: '',
    } as const;
    fed.record({ ...decided, id: 'ap-1', item: 'item-1' });
    await shows('approvals 1 of 1');
    press('a');
    await shows('it has only just appeared');
    expect(commands).toHaveLength(1);
  });

  it('are never decided by enter, by keys that ran together, or by pasted text', async () => {
    const fed = tray(1);
    const { press, commands, shows } = await openApp(fed, { screen: 'approvals' });
    await shows('approvals 1 of 1');
    fed.pass(5_000);
    press('aa');
    await shows('press it on its own');
    press('\u001b[200~a\u001b[201~');
    await shows('pasted text is ignored');
    press('\r');
    press('\u001b');
    expect(commands).toEqual([]);
  });

  it('are denied with a reason, and not without one', async () => {
    const fed = tray(1);
    const { press, commands, shows } = await openApp(fed, { screen: 'approvals' });
    await shows('approvals 1 of 1');
    fed.pass(600);
    press('d');
    await shows('deny because:');
    press('\r');
    await shows('a denial needs a reason');
    expect(commands).toEqual([]);
    press('d');
    await shows('deny because:');
    press('keep the notes');
    press('\r');
    await vi.waitFor(() =>
      expect(commands).toEqual([
        {
          type: 'deny',
          id: 'ap-1',
          digest: 'digest-of-ap-1',
          stands: 'waiting',
          reason: 'keep the notes',
        },
      ]),
    );
  });

  it('say what the engine refused, such as that another console was first', async () => {
    const fed = tray(1);
    const reason = 'decided already, by anna';
    const { press, shows } = await openApp(fed, {
      screen: 'approvals',
      ack: { ok: false, reason },
    });
    await shows('approvals 1 of 1');
    fed.pass(600);
    press('a');
    await shows('refused: decided already, by anna');
  });

  it('show hostile arguments as visible characters', async () => {
    const fed = handFed();
    fed.record(
      runStarted(),
      asked('two-sum', 'ap-1', {
        action: { verb: hostile, target: hostile, effect: hostile },
        input: JSON.stringify({ path: hostile }),
        reason: hostile,
      }),
    );
    const { screen, shows } = await openApp(fed, { screen: 'approvals' });
    await shows('approvals 1 of 1');
    for (const bad of ['\u001b]', '\u0007', '\u202e', '\u200b'])
      expect(screen()).not.toContain(bad);
    expect(screen()).toContain('gnp.exe');
  });

  it('lead to the item that asks', async () => {
    const { press, hands, shows } = await openApp(tray(2), { screen: 'approvals' });
    await shows('approvals 1 of 2');
    press('j');
    await shows('approvals 2 of 2');
    press('\r');
    await vi.waitFor(() => expect(hands.ui.get().item?.id).toBe('item-2'));
  });
});
