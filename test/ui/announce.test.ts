import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { announce } from '../../src/ui/announce.ts';
import { createFrameSource } from '../../src/ui/frame-source.ts';
import { asked, handFed, runStarted, sessionOver, working } from './factory.ts';
import { decided } from './screens/tray.ts';

/** What a terminal is told over a store fed by hand. */
function listen() {
  const fed = handFed();
  fed.record(runStarted({ requested: 2, total: 2 }), ...working('two-sum', 0));
  const source = createFrameSource(sessionOver(fed).session, fed.now);
  const written: string[] = [];
  const silence = announce(source, (text) => written.push(text));
  onTestFinished(() => {
    silence();
    source.close();
  });
  // The one that ends the title is no bell.
  const bells = () => written.filter((text) => text.endsWith('\u0007\u0007')).length;
  const titled = (text: string) =>
    vi.waitFor(() => expect(written.at(-1)).toContain(`\u001b]2;${text}`));
  return { fed, bells, titled };
}

describe('the bell', () => {
  it('rings for the first approval, not for each of a crowd', async () => {
    const { fed, bells, titled } = listen();
    await titled('algorithms running');
    fed.record(asked('item-0', 'ap-0'));
    await titled('(1) algorithms');
    expect(bells()).toBe(1);
    for (let n = 1; n < 3_000; n += 1) fed.record(asked(`item-${n}`, `ap-${n}`));
    await titled('(3000) algorithms');
    expect(bells()).toBe(1);
  });

  it('rings again for the first after all were decided, and when nothing else is left', async () => {
    const { fed, bells, titled } = listen();
    fed.record(asked('two-sum', 'ap-1'));
    await titled('(1) algorithms');
    fed.record(decided('ap-1', 'approved'));
    await titled('algorithms running');
    fed.record(asked('two-sum', 'ap-2'));
    await titled('(1) algorithms');
    expect(bells()).toBe(2);
    for (const item of ['two-sum', 'n-queens']) {
      fed.record({ type: 'item.parked', item, reason: 'waits for approval' });
    }
    await vi.waitFor(() => expect(bells()).toBe(3));
  });

  it('rings when the run ends', async () => {
    const { fed, bells, titled } = listen();
    await titled('algorithms running');
    fed.record({ type: 'run.ended', outcome: 'stopped', reason: 'a person stopped it' });
    await titled('algorithms stopped');
    expect(bells()).toBe(1);
  });
});
