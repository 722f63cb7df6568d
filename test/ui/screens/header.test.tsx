import { cleanup } from 'ink-testing-library';
import stringWidth from 'string-width';
import { afterEach, describe, expect, it } from 'vitest';
import type { Link } from '../../../src/client/session.ts';
import { takeFrame } from '../../../src/ui/frame.ts';
import { headerLines } from '../../../src/ui/panes/header-lines.ts';
import { detectTerminal } from '../../../src/ui/theme.ts';
import {
  asked,
  call,
  cardFailed,
  cardPassed,
  type HandFed,
  handFed,
  runStarted,
  sessionOver,
  working,
} from '../factory.ts';
import { openApp } from '../open-app.tsx';

afterEach(cleanup);

/** Two of 24 items settled in ten minutes, for $0.0624 of $5. */
function batch(budgetUsd: number | null = 5): HandFed {
  const fed = handFed();
  fed.record(runStarted({ workers: 2, budgetUsd }));
  for (const [worker, item] of ['two-sum', 'n-queens'].entries()) {
    fed.record(...working(item, worker), ...cardFailed(item, 'states-complete'));
    const lost = { item, attempt: 1, turn: 9, model: 'claude-sonnet-4-5-20250929' };
    fed.record({ type: 'call.started', ...lost, purpose: 'repair', reservedUsd: 0.1 });
    fed.pass(300_000);
    // A model has been busy all the time.
    const refused = { class: 'transient', message: 'overloaded', usage: null, costUsd: 0 };
    fed.record({ type: 'call.failed', ...lost, purpose: 'repair', ...refused });
    fed.record(...cardPassed(item));
  }
  return fed;
}

const wide = { columns: 200, rows: 60 };

function linesOf(fed: HandFed, { width, link }: { width: number; link?: Link }): string[] {
  const { session } = sessionOver(fed, link ? { link } : {});
  const terminal = detectTerminal({ LANG: 'C.UTF-8', NO_COLOR: '1' });
  const lines = headerLines(takeFrame(session, fed.now()), { width, rows: 4 }, terminal);
  return lines.map((line) => line.map(({ text }) => text).join(''));
}

describe('the header', () => {
  it('says where items, money, speed and quality stand', async () => {
    const { shows } = await openApp(batch(), { size: wide });
    for (const part of [
      'algorithms  ● running',
      'REHEARSAL',
      '2/24 8%',
      '2 accepted',
      '0 escalated',
      '22 waiting',
      '$0.062 of $5.00',
      '$0.031/accepted',
      'tokens 84% cached',
      '12/h',
      '0% first pass',
      '100% final',
    ]) {
      await shows(part);
    }
    await shows(/12\/h · [▁-█]+ · /);
    // As much as two items say: 22 more at some three cents and five minutes each.
    await shows(/~\$0\.7\d+ \(\$0\.\d+ to \$1\.\d+\) at the end/);
    await shows('ETA ~1h 50m');
  });

  it('keeps money longest when there is little room', () => {
    for (const width of [60, 70, 80, 100, 140]) {
      const lines = linesOf(batch(), { width });
      for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(width);
      const text = lines.join('\n');
      expect(text).toContain('$0.062 of $5.00');
      expect(text).toContain('2/24');
      expect(text).toContain('rehearsal');
    }
  });

  it('counts the approvals that wait', async () => {
    const fed = batch();
    fed.record(asked('two-sum', 'ap-1'));
    const { shows } = await openApp(fed, { size: wide });
    await shows('1 approval waits');
    fed.record(asked('two-sum', 'ap-2'));
    await shows('2 approvals wait');
  });

  it('speaks of no budget where there is none, and of no end once it is there', async () => {
    const fed = batch(null);
    const { shows, lacks } = await openApp(fed, { size: wide });
    await shows('$0.062 spent');
    fed.record({ type: 'run.ended', outcome: 'stopped', reason: 'asked by tester' });
    await shows('stopped  asked by tester');
    await lacks('at the end');
    await lacks('ETA');
  });

  it('does not call a run running whose engine has died, and foresees nothing of it', () => {
    const fed = batch();
    const link = { type: 'none', reason: 'the engine died; ai-factory run goes on' } as const;
    const before = linesOf(fed, { width: 120, link }).join('\n');
    expect(before).toContain('no engine works  as on disk, last running');
    expect(before).not.toContain('● running');
    expect(before).not.toContain('ETA');
    expect(before).not.toContain('at the end');
    expect(before).toContain('12/h');
    // Its clock has stopped: an hour later the pace is what it was.
    fed.pass(3_600_000);
    expect(linesOf(fed, { width: 120, link }).join('\n')).toContain('12/h');
  });

  it('says how a run ended that is looked at on disk', () => {
    const fed = batch();
    fed.record({ type: 'run.ended', outcome: 'finished', reason: 'nothing is left to do' });
    const link = { type: 'none', reason: 'the run has ended' } as const;
    expect(linesOf(fed, { width: 120, link })[0]).toContain('✓ finished  nothing is left to do');
  });

  it('says that it looks for an engine it has lost', () => {
    const link = { type: 'lost', reason: 'the engine is silent' } as const;
    const [first] = linesOf(batch(), { width: 120, link });
    expect(first).toContain('reconnecting  last seen running');
    expect(first).toContain('LOST');
  });

  it('is not moved by a hostile product or model', async () => {
    const fed = handFed();
    const evil = '\u001b[2J\u001b]52;c;aGk=\u0007\u202e';
    fed.record(
      runStarted({ product: evil, provider: { name: evil, baseUrl: '', rehearsal: false } }),
      ...call('two-sum', 1, evil),
      { type: 'call.waiting', model: evil, reason: evil, untilMs: null },
    );
    const { screen, shows } = await openApp(fed, { size: wide });
    await shows('waiting for');
    for (const bad of ['\u001b]', '\u001b[2J', '\u0007', '\u202e']) {
      expect(screen()).not.toContain(bad);
    }
  });
});
