import { cleanup } from 'ink-testing-library';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { asked, type HandFed } from '../factory.ts';
import { type Opened, openApp, sizes } from '../open-app.tsx';
import { decided, ended, publishes, publishTray } from './tray.ts';

afterEach(cleanup);

const open = async (fed: HandFed, given: Opened = {}) => {
  const app = await openApp(fed, { screen: 'approvals', ...given });
  await app.shows(/approvals \d/);
  fed.pass(600);
  return app;
};

describe('deciding several together', () => {
  for (const size of sizes) {
    it(`marks all alike at ${size.columns}x${size.rows}, asks once naming count and action, and sends each`, async () => {
      const fed = publishTray(12);
      fed.record(asked('two-sum', 'ap-delete'));
      const { press, commands, shows } = await open(fed, { size });
      press('*');
      await shows('12 marked');
      fed.pass(600);
      press('a');
      await shows('approve 12: publish published/item-… ?');
      await shows('12 times publish published/item-…');
      await shows('y approve all 12');
      fed.pass(600);
      press('y');
      await vi.waitFor(() => expect(commands).toHaveLength(12));
      await shows('12 approved');
      expect(commands).toContainEqual({
        type: 'approve',
        id: 'ap-7',
        digest: 'digest-of-ap-7',
        stands: 'waiting',
      });
      expect(commands).not.toContainEqual(expect.objectContaining({ id: 'ap-delete' }));
    });
  }

  it('takes marks one by one, shows them as a sign and a count, and esc takes them away', async () => {
    const { press, shows, lacks, screen } = await open(publishTray(3));
    press(' ');
    await shows('1 marked');
    expect(screen()).toMatch(/› ◆ .*published\/item-1\.json/);
    press('j');
    await shows('approvals 2 of 3');
    press(' ');
    await shows('2 marked');
    await shows('a approve 2');
    press(' ');
    await shows('1 marked');
    press('\u001b');
    await lacks('marked');
    await shows('approvals 2 of 3');
    press('*');
    await shows('3 marked');
    press('*');
    await lacks('3 marked');
  });

  it('decides none within half a second of being marked, nor of the question appearing', async () => {
    const fed = publishTray(3);
    const { press, commands, shows } = await open(fed);
    press('*');
    await shows('3 marked');
    press('a');
    await shows('they have only just been marked');
    press('d');
    await shows('d: they have only just been marked');
    fed.pass(500);
    press('a');
    await shows('approve 3: publish');
    press('y');
    await shows('it has only just appeared');
    expect(commands).toEqual([]);
  });

  it('takes no enter, no pasted text and no keys that ran together for a yes', async () => {
    const fed = publishTray(3);
    const { press, commands, shows, lacks } = await open(fed);
    press('*');
    await shows('3 marked');
    fed.pass(5_000);
    press('a');
    await shows('approve 3: publish');
    fed.pass(5_000);
    press('\r');
    await shows('decides nothing here');
    press('yy');
    await shows('press it on its own');
    press('\u001b[200~y\u001b[201~');
    await shows('pasted text is ignored');
    press('\u001b');
    await lacks('approve 3: publish');
    await shows('3 marked');
    expect(commands).toEqual([]);
  });

  it('asks before it approves a marked one that is not in focus', async () => {
    const fed = publishTray(2);
    const { press, commands, shows } = await open(fed);
    press(' ');
    await shows('1 marked');
    press('j');
    await shows('approvals 2 of 2');
    fed.pass(600);
    press('a');
    await shows('approve publish published/item-1.json ?');
    await shows('Copies the accepted output to published/item-1.json.');
    expect(commands).toEqual([]);
    fed.pass(600);
    press('y');
    await vi.waitFor(() =>
      expect(commands).toEqual([
        { type: 'approve', id: 'ap-1', digest: 'digest-of-ap-1', stands: 'waiting' },
      ]),
    );
  });

  it('asks for one reason, and denies each with it', async () => {
    const fed = publishTray(3);
    const { press, commands, shows, lacks } = await open(fed);
    press('*');
    await shows('3 marked');
    fed.pass(600);
    press('d');
    await shows('deny 3 because:');
    await shows('the reason goes on record');
    press('not this week\r');
    await shows('3 denied');
    const deny = { type: 'deny', reason: 'not this week' };
    expect(commands).toEqual(
      [1, 2, 3].map((n) => ({
        ...deny,
        id: `ap-${n}`,
        digest: `digest-of-ap-${n}`,
        stands: 'waiting',
      })),
    );
    await lacks('marked');
  });

  it('drops the marks of those that are decided elsewhere or stand otherwise by now', async () => {
    const fed = publishTray(4);
    const { press, commands, shows } = await open(fed);
    press('*');
    await shows('4 marked');
    fed.record(decided('ap-1', 'denied'));
    await shows('3 marked');
    // It waits again, but for something else: whether to repeat what may have happened.
    fed.record(...ended('ap-2', 'unknown', 'its engine died'));
    await shows('2 marked');
    await shows('approvals 1 of 3');
    fed.pass(600);
    press('a');
    await shows('approve 2: publish');
    fed.pass(600);
    press('y');
    await shows('2 approved');
    expect(commands.map((command) => 'id' in command && command.id)).toEqual(['ap-3', 'ap-4']);
  });

  it('does not take a yes for the first try as one for another try', async () => {
    const fed = publishTray(3);
    const { press, commands, shows } = await open(fed);
    press('*');
    await shows('3 marked');
    fed.pass(600);
    press('a');
    await shows('approve 3: publish');
    fed.record(...ended('ap-2', 'unknown', 'its engine died'));
    fed.pass(600);
    press('y');
    await shows('2 approved, 1 refused: it has been tried meanwhile');
    expect(commands.map((command) => 'id' in command && command.id)).toEqual(['ap-1', 'ap-3']);
  });

  it('sums up what was refused, and why', async () => {
    const fed = publishTray(12);
    const reason = 'it was denied already, by anna';
    const { press, shows } = await open(fed, {
      answer: (command) =>
        'id' in command && command.id === 'ap-5' ? { ok: false, reason } : undefined,
    });
    press('*');
    await shows('12 marked');
    fed.pass(600);
    press('a');
    await shows('approve 12: publish');
    fed.pass(600);
    press('y');
    await shows(`11 approved, 1 refused: ${reason}`);
  });

  it('does not mix what waits with what may have happened already', async () => {
    const fed = publishTray(3);
    fed.record(...ended('ap-2', 'unknown', 'its engine died'));
    const { press, shows } = await open(fed);
    press('*');
    await shows('2 marked');
    press('j');
    await shows('approvals 2 of 3');
    press(' ');
    await shows('3 marked');
    fed.pass(600);
    press('a');
    await shows('approve 3: publish published/item-…, and 1 other kind ?');
    await shows('may have happened already: carries it out once more');
  });
});

describe('a crowd of approvals', () => {
  for (const size of sizes) {
    it(`of 3,000 is marked and walked at ${size.columns}x${size.rows} and approved together`, async () => {
      const fed = publishTray(3_000);
      const { press, commands, shows, screen } = await open(fed, { size });
      await shows('approvals 1 of 3,000, oldest first');
      expect(screen().split('\n')).toHaveLength(size.rows);
      press('G');
      await shows('approvals 3,000 of 3,000');
      press('*');
      await shows('3,000 marked');
      fed.pass(600);
      press('a');
      await shows('approve 3,000: publish published/item-… ?');
      await shows(/and 2,9\d\d more/);
      fed.pass(600);
      press('y');
      await vi.waitFor(() => expect(commands).toHaveLength(3_000), { timeout: 10_000 });
      await shows('3,000 approved');
    });
  }

  it('keeps the cursor on its approval while others are decided', async () => {
    const fed = publishTray(200);
    const { press, shows } = await open(fed);
    press('G');
    await shows('approvals 200 of 200');
    for (let n = 1; n <= 150; n += 1) fed.record(decided(`ap-${n}`, 'approved'));
    fed.record(publishes('late', 'ap-late'));
    await shows('approvals 50 of 51');
    await shows(/› .*published\/item-200\.json/);
  });
});
