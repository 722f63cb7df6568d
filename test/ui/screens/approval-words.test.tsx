import { cleanup } from 'ink-testing-library';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { summarise } from '../../../src/engine/state/summary.ts';
import { printPlain } from '../../../src/ui/plain.ts';
import { summaryLines } from '../../../src/ui/summary-lines.ts';
import { asked, cardPassed, type HandFed, handFed, runStarted, working } from '../factory.ts';
import { openApp, sizes } from '../open-app.tsx';
import { decided, ended, publishes, publishTray } from './tray.ts';

afterEach(cleanup);

/** Both items accepted, and nothing left but to publish them. */
function onlyLeft(): HandFed {
  const fed = handFed();
  fed.record(runStarted({ total: 2, requested: 2 }));
  for (const [worker, item] of ['item-1', 'item-2'].entries()) {
    fed.record(...working(item, worker), ...cardPassed(item), publishes(item, `ap-${worker + 1}`));
  }
  return fed;
}

describe('the header', () => {
  it('counts what waits to be published beside what is accepted, where there is room', async () => {
    for (const size of sizes.slice(1)) {
      const { shows } = await openApp(publishTray(12), { size });
      await shows('12 accepted · 12 to publish');
      cleanup();
    }
    const { shows } = await openApp(publishTray(12), { size: { columns: 80, rows: 24 } });
    await shows('12 approvals wait · 12 accepted');
  });

  it('says of a run that goes on for nothing but approvals which key decides them', async () => {
    const fed = onlyLeft();
    const { shows, lacks } = await openApp(fed, { size: { columns: 80, rows: 24 } });
    await shows('● running  only approvals are left: 4 decides them');
    fed.record(decided('ap-1', 'approved'), decided('ap-2', 'denied'));
    await lacks('only approvals are left');
  });

  it('does not say so while an item is worked on or has not begun', async () => {
    const { lacks, shows } = await openApp(publishTray(2));
    await shows('● running');
    await lacks('only approvals are left');
  });
});

describe('a run that ended with approvals', () => {
  it('says on the floor which key decides them', async () => {
    const fed = onlyLeft();
    const reason = '2 approvals wait for a person, and nothing else is left to do';
    fed.record({ type: 'run.ended', outcome: 'finished', reason });
    const { shows } = await openApp(fed, { size: { columns: 80, rows: 24 } });
    await shows(reason.slice(0, 40));
    await shows('2 approvals wait: 4 decides');
  });
});

describe('leaving', () => {
  it('says that approvals can be decided later, and how', async () => {
    const { press, shows } = await openApp(publishTray(3));
    await shows('running');
    press('q');
    await shows('3 approvals waiting: decide later, by ai-factory attach or ai-factory approve.');
  });

  it('has the outcome name what waits, and the command that lists it', () => {
    const fed = onlyLeft();
    const summary = summarise(fed.store.getState(), fed.now());
    expect(summary.approvals).toEqual({ waiting: 2, toPublish: 2 });
    const lines = summaryLines(summary, { contentDir: '/c' });
    expect(lines).toContain(
      '  approvals   2 waiting for you, 2 of them to publish what is accepted',
    );
    expect(lines).toContain('next: ai-factory approvals /c   lists what waits for your decision');
  });
});

describe('plain lines', () => {
  it('say once that only approvals are left, and what became of each', () => {
    const fed = handFed();
    const lines: string[] = [];
    printPlain({ store: fed.store, write: (text) => lines.push(text), verbose: false });
    fed.record(runStarted({ total: 1, requested: 1 }), ...working('item-1', 0));
    fed.record(...cardPassed('item-1'), publishes('item-1', 'ap-1'), publishes('item-1', 'ap-2'));
    expect(lines.filter((line) => line.includes('only approvals are left'))).toHaveLength(1);
    expect(lines.join('')).toContain(
      'item-1 is accepted: the product asks to publish published/item-1.json',
    );
    fed.record(decided('ap-1', 'denied'));
    expect(lines.at(-1)).toContain('denied     item-1  publish published/item-1.json, by anna');
    fed.record(...ended('ap-2', 'unknown', 'its engine died'));
    expect(lines.join('')).toMatch(
      /unknown {4}item-2 {2}publish published\/item-1\.json: its engine died Decide: ai-factory approve ap-2 carries it out once more/,
    );
  });

  it('say exactly which calls a rule allows', () => {
    const fed = handFed();
    const lines: string[] = [];
    printPlain({ store: fed.store, write: (text) => lines.push(text), verbose: false });
    const rule = { tool: 'publish', arguments: { to: 'published/' }, gate: 'allow' } as const;
    fed.record(runStarted(), { type: 'rule.added', rule, by: 'anna' });
    expect(lines.at(-1)).toContain(
      'rule       allow publish with to=published/, by anna for the rest of this run',
    );
  });
});

describe('the command line', () => {
  const typed = async (fed: HandFed, text: string) => {
    const app = await openApp(fed);
    await app.shows('running');
    app.press(':');
    await app.shows('a command');
    app.press(text);
    return app;
  };

  it('approves several at once, after it has shown them and asked once more', async () => {
    const fed = publishTray(3);
    const { press, shows, commands } = await typed(fed, 'approve ap-1 ap-3');
    await shows('approve <approval>…: approve actions');
    press('\r');
    await shows('approve 2: publish published/item-… ?');
    press('y');
    await shows('it has only just appeared');
    expect(commands).toEqual([]);
    fed.pass(600);
    press('y');
    await shows('2 approved');
    expect(commands.map((command) => 'id' in command && command.id)).toEqual(['ap-1', 'ap-3']);
  });

  it('completes ids of what waits, those that are named left out', async () => {
    const fed = publishTray(2);
    fed.record(asked('two-sum', 'other'), decided('ap-2', 'approved'));
    const { press, shows } = await typed(fed, 'approve ');
    await shows('ap-1  other');
    press('o');
    press('\t');
    await shows(':approve other');
    press('\t');
    await shows(':approve other ap-1');
  });

  it('denies several with one reason', async () => {
    const { press, shows, commands } = await typed(publishTray(3), 'deny ap-2 ap-3 not this week');
    press('\r');
    await shows('2 denied');
    expect(commands).toEqual(
      ['ap-2', 'ap-3'].map((id) => ({
        type: 'deny',
        id,
        digest: `digest-of-${id}`,
        stands: 'waiting',
        reason: 'not this week',
      })),
    );
  });

  it('allows all alike after two questions', async () => {
    const fed = publishTray(1);
    const { press, shows, commands } = await typed(fed, 'allow ap-1');
    press('\r');
    await shows('always allow calls like this publish ?');
    fed.pass(600);
    press('y');
    await shows('once more');
    fed.pass(600);
    press('A');
    await vi.waitFor(() => expect(commands).toMatchObject([{ type: 'allow-alike', id: 'ap-1' }]));
  });

  for (const [text, answer] of [
    ['approve', 'approve: expected ids of approvals that wait, found nothing'],
    ['approve ap-1 nowhere', 'found nowhere; tab completes them'],
    ['deny ap-1', 'deny: expected a reason after the ids'],
    ['deny because', 'deny: expected the id of an approval, found because'],
    ['allow ap-1 ap-2', 'allow: expected one id'],
  ] as const) {
    it(`says what it expected to "${text}"`, async () => {
      const { press, shows, commands } = await typed(publishTray(2), text);
      press('\r');
      await shows(answer);
      expect(commands).toEqual([]);
    });
  }
});

describe('the log', () => {
  it('finds all that came of one approval by its id', async () => {
    const fed = publishTray(3);
    fed.record(...ended('ap-2', 'done', 'copied'));
    const { press, shows } = await openApp(fed, { screen: 'log' });
    press('/');
    await shows('kind:approval');
    press('ap-2');
    await shows('4 events');
  });
});
