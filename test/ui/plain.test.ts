import { describe, expect, it } from 'vitest';
import { summarise } from '../../src/engine/state/summary.ts';
import { printPlain } from '../../src/ui/plain.ts';
import { summaryLines } from '../../src/ui/summary-lines.ts';
import {
  asked,
  cardFailed,
  cardPassed,
  type HandFed,
  handFed,
  runStarted,
  working,
} from './factory.ts';

const model = 'claude-sonnet-4-5';
const escalated = {
  type: 'item.escalated',
  item: 'n-queens',
  reason: 'java-parses failed 4 times',
} as const;

/** A run in which one item is accepted after a repair and one is escalated. */
function run(fed: HandFed): void {
  fed.record(runStarted({ skipped: 3 }), ...working('two-sum', 0));
  fed.pass(1000);
  fed.record(...cardFailed('two-sum', 'states-complete'));
  fed.record({ type: 'call.waiting', model, reason: '429', untilMs: null });
  fed.pass(1000);
  fed.record(...cardPassed('two-sum'), ...working('n-queens', 0), escalated);
}

function printed(verbose: boolean, feed: (fed: HandFed) => void): string[] {
  const fed = handFed();
  const out: string[] = [];
  const stop = printPlain({ store: fed.store, write: (text) => out.push(text), verbose });
  feed(fed);
  stop();
  fed.record({ type: 'run.paused', by: 'nobody who listens' });
  return out.join('').split('\n').slice(0, -1);
}

describe('plain lines', () => {
  it('say what became of each item, with dollars and repairs, in the time of the events', () => {
    expect(printed(false, run)).toEqual([
      '20:00:00Z REHEARSAL: algorithms: 24 items asked for, 3 of them settled earlier and skipped; 4 workers, rehearsal, budget $5.00',
      '20:00:01Z waiting    sonnet-4-5  429',
      '20:00:02Z accepted   two-sum  $0.031 rehearsal  1 repair',
      '20:00:02Z escalated  n-queens  $0.031 rehearsal  0 repairs  java-parses failed 4 times',
    ]);
  });

  it('tell of repairs too when asked', () => {
    const lines = printed(true, run);
    expect(lines).toContain('20:00:01Z repair 1   two-sum');
    expect(lines).toContain('20:00:01Z waiting    sonnet-4-5  429');
    expect(lines.some((line) => line.includes('states-complete: expected 9 fields'))).toBe(true);
  });

  it('number what waits for a person, with the commands that decide it', () => {
    const lines = printed(false, (fed) => {
      fed.record(runStarted(), asked('two-sum', 'ap-1'), asked('n-queens', 'ap-2'));
    });
    expect(lines.slice(1)).toEqual([
      expect.stringContaining('approval 1: two-sum asks to delete notes.md'),
      expect.stringContaining('approval 2: n-queens asks to delete notes.md'),
    ]);
    expect(lines.at(-1)).toContain('ai-factory approve ap-2, or deny ap-2 --reason TEXT');
  });

  it('sum up every thirty seconds at most', () => {
    const lines = printed(false, (fed) => {
      run(fed);
      for (let second = 0; second < 95; second++) {
        fed.pass(1000);
        fed.record({ type: 'notice.given', level: 'info', message: 'nothing to see' });
      }
    });
    const sums = lines.filter((line) => line.includes(' -- '));
    expect(sums.map((line) => line.slice(0, 9))).toEqual(['20:00:30Z', '20:01:00Z', '20:01:30Z']);
    expect(sums[0]).toContain('REHEARSAL 5/24: 1 accepted, 1 escalated');
    expect(sums[0]).toContain('$0.062 of $5.00');
  });

  it('hold one line each and nothing that a terminal would obey', () => {
    const evil = 'x\r\n\u001b[2J\u001b]0;owned\u0007\u202e';
    const lines = printed(true, (fed) => {
      fed.record(
        runStarted({ product: evil }),
        ...working(evil, 0),
        ...cardFailed(evil, evil),
        { type: 'item.escalated', item: evil, reason: evil.repeat(10_000) },
        { type: 'notice.given', level: 'error', message: evil },
        { type: 'run.ended', outcome: 'crashed', reason: evil },
      );
    });
    for (const line of lines) {
      expect(line).toMatch(/^20:00:00Z /);
      expect(line).not.toMatch(/[\p{Cc}\p{Cf}]/u);
      expect(line.length).toBeLessThan(600);
    }
  });
});

describe('the summary after a run', () => {
  it('says what was made, what it cost, where it lies and what to do next', () => {
    const fed = handFed();
    const provider = { name: 'anthropic', baseUrl: '', rehearsal: false };
    fed.record(runStarted({ provider, skipped: 1 }), ...working('two-sum', 0));
    fed.pass(60_000);
    fed.record(...cardFailed('two-sum', 'states-complete'), ...cardPassed('two-sum'));
    fed.record(...working('n-queens', 0), escalated);
    fed.record({ type: 'run.ended', outcome: 'stopped', reason: 'asked by operator' });
    const summary = summarise(fed.store.getState(), fed.now());
    const paths = { contentDir: 'content/my book', escalatedItem: 'n-queens' };
    expect(summaryLines(summary, paths)).toEqual([
      'algorithms stopped: asked by operator (1m 00s)',
      '  items       1 accepted, 1 escalated, 22 waiting, of 24',
      '  skipped     1 item settled earlier',
      '  dollars     $0.062 of $5.00 in this run, $0.062 in all',
      '  per output  $0.062 per accepted output',
      '  quality     0% first pass, 50% in the end, 1 repair',
      '  tokens      16.6k read, 84% from cache, 3.6k written',
      '  left        22 waiting, 1 for a person',
      '  would take  ~$0.655 ($0.267 to $1.16) for the 21 items of this run that are left, by 2 items settled',
      '  content     content/my book',
      '  accepted    content/my book/accepted',
      '  escalated   content/my book/escalated',
      '  the others  content/my book/not-accepted.jsonl: why, item by item',
      "next: ai-factory show n-queens --report-card -C 'content/my book'",
      "next: ai-factory run 'content/my book'   goes on",
    ]);
  });

  it('labels each line of money and quality of a rehearsal', () => {
    const fed = handFed();
    run(fed);
    const summary = summarise(fed.store.getState(), fed.now());
    const lines = summaryLines(summary, { contentDir: 'content/algorithms' });
    expect(lines[0]).toContain('REHEARSAL');
    const figures = lines.filter((line) => /dollars|per output|quality/.test(line));
    expect(figures).toHaveLength(3);
    for (const line of figures) expect(line).toContain('(rehearsal: simulated)');
  });
});
