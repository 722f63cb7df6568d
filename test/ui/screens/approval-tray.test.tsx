import { cleanup } from 'ink-testing-library';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { asked, cardPassed, type HandFed, handFed, runStarted, working } from '../factory.ts';
import { type Opened, openApp, sizes } from '../open-app.tsx';
import { ended, hourMs, publishes, publishTray } from './tray.ts';

afterEach(cleanup);

const open = async (fed: HandFed, given: Opened = {}) => {
  const app = await openApp(fed, { screen: 'approvals', ...given });
  await app.shows(/approvals \d/);
  fed.pass(600);
  return app;
};

/** One of each kind: it waits, its outcome is unknown, it failed; and an agent's that soon expires. */
function mixed(): HandFed {
  const fed = publishTray(3);
  fed.record(...ended('ap-2', 'unknown', 'its engine died while it was carried out'));
  fed.record(...ended('ap-3', 'failed', 'the disk is full'));
  fed.record(asked('two-sum', 'ap-4', { expiresAtMs: fed.now() + 3.5 * hourMs }));
  fed.pass(60_000);
  return fed;
}

describe('the tray', () => {
  for (const size of sizes) {
    it(`says in each row at ${size.columns}x${size.rows} how it stands and what time is left`, async () => {
      const { screen } = await open(mixed(), { size });
      const row = (text: string) =>
        screen()
          .split('\n')
          .find((line) => line.includes(text)) ?? '';
      const isWide = size.columns >= 110;
      expect(row('publish published/item-1.json')).toMatch(/› +6\ds +publish .* item-1 +waits/);
      expect(row('publish published/item-1.json')).not.toContain('left');
      expect(row('publish published/item-2.json')).toContain(
        isWide ? 'outcome unknown' : 'unknown',
      );
      expect(row('publish published/item-3.json')).toContain('failed');
      expect(row('delete notes.md')).toMatch(/waits +3 h left/);
    });
  }

  it('says of a product that asks that the item stays accepted, and when it expires', async () => {
    const { shows } = await open(publishTray(1));
    await shows('the product, after item-1 was accepted; it stays accepted whatever you decide');
    await shows(/expires +2026-03-0\d \d\d:00, 71 h left; then it counts as denied/);
  });

  it('says of an agent which item, attempt and turn ask', async () => {
    const fed = handFed();
    fed.record(runStarted(), asked('two-sum', 'ap-1'));
    const { shows } = await open(fed);
    await shows('the agent of two-sum, attempt 1, turn 2');
    await shows('never: it waits until somebody decides');
  });

  it('shows of an unknown outcome what is on record, what the keys mean, and where to look', async () => {
    const { press, shows, commands } = await open(mixed());
    press('j');
    await shows('outcome unknown, approved by anna: its engine died while it was carried out');
    await shows('a carries it out once more · d leaves it as it is');
    await shows('published/item-2.json: whether it is there, and is the accepted output');
    await shows('a once more');
    await shows('d leave it');
    press('A');
    await shows('A: it may have happened already: decide this one by itself');
    expect(commands).toEqual([]);
  });

  it('shows of a failure what it said, and that approving tries again', async () => {
    const fed = mixed();
    const { press, shows, commands } = await open(fed);
    press('j');
    await shows('approvals 2 of 4');
    press('j');
    await shows('failed, approved by anna: the disk is full');
    await shows('a tries it again · d leaves it as it is');
    press('A');
    await shows('A: it failed: decide this one by itself');
    fed.pass(600);
    press('a');
    await vi.waitFor(() =>
      expect(commands).toEqual([
        { type: 'approve', id: 'ap-3', digest: 'digest-of-ap-3', stands: 'failed' },
      ]),
    );
  });

  it('has one that came back with an unknown outcome read anew before it is decided', async () => {
    const fed = publishTray(1);
    const { press, shows, commands } = await open(fed);
    fed.record(...ended('ap-1', 'unknown', 'its engine died'));
    await shows('outcome unknown');
    press('a');
    await shows('it has only just appeared');
    expect(commands).toEqual([]);
  });

  it('decides without an engine too, but allows nothing for a run that has ended', async () => {
    const fed = publishTray(3);
    fed.record({ type: 'run.ended', outcome: 'finished', reason: '3 approvals wait for a person' });
    const link = { type: 'none', reason: 'the run has ended' } as const;
    const { press, shows, commands } = await open(fed, { link });
    press('A');
    await shows('A: the run has ended');
    press('*');
    await shows('3 marked');
    fed.pass(600);
    press('a');
    await shows('approve 3: publish');
    fed.pass(600);
    press('y');
    await shows('3 approved');
    expect(commands).toHaveLength(3);
  });

  it('does not say that nothing waits before it has read what does', async () => {
    const fed = handFed();
    fed.record(runStarted());
    const { shows, lacks } = await openApp(fed, {
      screen: 'approvals',
      link: { type: 'loading' },
    });
    await shows('reading what waits for a decision');
    await lacks('nothing waits');
  });

  it('decides nothing while its engine is silent', async () => {
    const link = { type: 'lost', reason: 'the engine is silent' } as const;
    const { press, shows, commands } = await open(publishTray(1), { link });
    press('a');
    await shows('a: the engine is silent');
    expect(commands).toEqual([]);
  });

  it('names the keys that the operator chose', async () => {
    const { press, shows } = await open(mixed(), { ownKeys: { approve: 'Y' } });
    press('j');
    await shows('Y carries it out once more · d leaves it as it is');
  });
});

describe('always allow', () => {
  it('asks twice, by two keys, naming tool and action, and then sends it', async () => {
    const fed = publishTray(3);
    const { press, shows, lacks, commands } = await open(fed);
    press('A');
    await shows('always allow calls like this publish ?');
    await shows('Allows every publish like this one, of any item, for the rest of this run');
    await shows('"to":"published/"');
    await shows('of the 2 others of publish that wait');
    press('y');
    await shows('it has only just appeared');
    fed.pass(600);
    press('y');
    await shows('once more: nobody will be asked');
    fed.pass(600);
    press('y');
    press('\r');
    await shows('decides nothing here: A does');
    expect(commands).toEqual([]);
    press('A');
    await vi.waitFor(() =>
      expect(commands).toEqual([{ type: 'allow-alike', id: 'ap-1', digest: 'digest-of-ap-1' }]),
    );
    await lacks('once more');
  });

  it('allows nothing when either question is left', async () => {
    const fed = publishTray(1);
    const { press, shows, lacks, commands } = await open(fed);
    for (const leaveAt of [1, 2]) {
      press('A');
      await shows('always allow calls');
      fed.pass(600);
      if (leaveAt === 2) {
        press('y');
        await shows('once more');
        fed.pass(600);
      }
      press('\u001b');
      await lacks('esc go back, nothing');
    }
    expect(commands).toEqual([]);
  });

  it('is about the one in focus, not about marks', async () => {
    const fed = publishTray(2);
    const { press, shows } = await open(fed);
    press(' ');
    await shows('1 marked');
    fed.pass(600);
    press('A');
    await shows('it is about the one in focus');
  });
});

describe('an item that a person was asked about', () => {
  it('says in its head that an approval waits, and lists what came of each on its card', async () => {
    const fed = handFed();
    fed.record(
      runStarted(),
      ...working('item-1', 0),
      asked('item-1', 'ap-1'),
      {
        type: 'approval.decided',
        id: 'ap-1',
        item: 'item-1',
        decision: 'denied',
        by: 'bo',
        reason: 'keep it',
      },
      ...cardPassed('item-1'),
      publishes('item-1', 'ap-9'),
    );
    const { press, shows } = await open(fed, { size: { columns: 120, rows: 40 } });
    press('\r');
    await shows('1 approval waits: 4 decides');
    press('\u001b[Z');
    press('\u001b[Z');
    press('\u001b[Z');
    await shows('2 actions that a person was asked for');
    await shows(/denied +delete notes\.md +asked by its agent/);
    await shows('decided by bo (keep it)');
    await shows(/waiting +publish published\/item-1\.json +asked by the product/);
  });
});
