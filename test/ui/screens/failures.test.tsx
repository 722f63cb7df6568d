import { cleanup } from 'ink-testing-library';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { EventBody } from '../../../src/engine/journal/events.ts';
import { cardFailed, cardPassed, type HandFed, handFed, runStarted, working } from '../factory.ts';
import { openApp, sizes } from '../open-app.tsx';

afterEach(cleanup);

const whole =
  'states[3].variables: expected an object, found null; write the variables of the step';

const escalated = (item: string, reason = 'the same 2 criteria failed'): EventBody => ({
  type: 'item.escalated',
  item,
  reason,
});

/** Three items failed on one criterion, one of them mended it; one on another and needs a person. */
function batch(): HandFed {
  const fed = handFed();
  fed.record(runStarted({ workers: 4 }));
  for (const [worker, item] of ['a-sum', 'b-sum', 'c-sum'].entries()) {
    fed.record(...working(item, worker), ...cardFailed(item, 'states-complete'));
    fed.pass(30_000);
  }
  const card = { item: 'd-sum', attempt: 1, check: 1, verdict: 'fail', score: 0 } as const;
  const failing = [{ criterion: 'three-flavours', message: whole, count: 1 }];
  fed.record(
    ...cardPassed('a-sum'),
    ...working('d-sum', 3),
    { type: 'card.issued', ...card, failing, sha256: 'ab' },
    escalated('d-sum'),
  );
  return fed;
}

describe('the failures', () => {
  for (const size of sizes) {
    it(`have all three sections and the row in focus in full at ${size.columns}x${size.rows}`, async () => {
      const { shows } = await openApp(batch(), { size, screen: 'failures' });
      await shows(/›.* states-complete .* 3 +33%/);
      await shows('escalated: 1 for a person, e lists them');
      await shows('failed calls by class');
      await shows('last said by states-complete');
      await shows('expected 9 fields, found 8: pointers is missing');
    });
  }

  it('show the whole message or reason of the row in focus, whichever it is', async () => {
    const fed = batch();
    const size = { columns: 80, rows: 24 };
    const { press, shows } = await openApp(fed, { size, screen: 'failures' });
    await shows('last said by states-complete');
    press('j');
    await shows('last said by three-flavours');
    await shows('write the variables of');
    await shows(/^ the step$/m);
    press('j');
    await shows('why d-sum needs a person');
    await shows(/› d-sum .* the same 2 criteria failed/);
  });

  it('lead to those that ever failed, those that fail now, the escalated ones, and one of these', async () => {
    const { press, shows, hands } = await openApp(batch(), { screen: 'failures' });
    await shows('criteria that failed');
    const back = async () => {
      press('3');
      await shows('criteria that failed');
    };
    press('\r');
    await shows('items 1 of 3 of 4  /failed=states-complete');
    await back();
    press('f');
    await shows('items 1 of 2 of 4  /failing:states-complete');
    await back();
    press('e');
    await shows('items 1 of 1 of 4  /state:escalated');
    await back();
    press('G');
    await shows('why d-sum needs a person');
    press('f');
    await shows('f: no criterion is in focus');
    press('\r');
    await vi.waitFor(() => expect(hands.ui.get().item?.id).toBe('d-sum'));
  });

  it('keep the cursor on its criterion when another one overtakes it', async () => {
    const fed = batch();
    const { press, shows, hands } = await openApp(fed, { screen: 'failures' });
    await shows('last said by states-complete');
    press('j');
    await shows('last said by three-flavours');
    for (let check = 1; check <= 5; check += 1) {
      fed.record(...cardFailed('b-sum', 'three-flavours', check + 1));
    }
    await shows(/›.* three-flavours .* 6 /);
    press('\r');
    await vi.waitFor(() => expect(hands.ui.get().items.filter).toBe('failed=three-flavours'));
  });

  it('keep the row in focus in sight among hundreds', async () => {
    const fed = batch();
    for (let n = 0; n < 300; n += 1) {
      fed.record(...working(`item-${n}`, n + 10), escalated(`item-${n}`, `reason ${n}`));
      fed.pass(1_000);
    }
    for (const size of [{ columns: 60, rows: 15 }, ...sizes]) {
      const { press, shows } = await openApp(fed, { size, screen: 'failures' });
      await shows('criteria that failed');
      await shows('more rows: j goes down');
      press('G');
      await shows(/› item-0 /);
      press('g');
      await shows(/›.* states-complete/);
      cleanup();
    }
  });

  it('say what to press when there are none, and why keys do nothing', async () => {
    const { press, shows } = await openApp(handFed(), { screen: 'failures' });
    await shows('none: no report card has failed yet; 2 shows items');
    await shows('none: no item needs a person');
    await shows('none: every call was answered');
    press('\r');
    await shows('enter: nothing has failed yet');
    press('e');
    await shows('e: no item needs a person');
  });
});

describe('a breaker that is open', () => {
  const cases = [
    {
      of: 'a model',
      size: { columns: 120, rows: 40 },
      opened: { id: 'model:claude-haiku-4-5', scope: 'model', name: 'claude-haiku-4-5' },
      reason: 'the same 5 times among the last 10 items tried on it: no such beta',
    },
    {
      of: 'the run as a whole',
      size: { columns: 80, rows: 24 },
      opened: { id: 'run:in-a-row', scope: 'run', name: 'the run' },
      reason: '5 items in a row got no answer: connection refused',
    },
  ] as const;

  for (const { of, size, opened, reason } of cases) {
    it(`of ${of} is in the header, stands first with what it holds and why, and is reset by key`, async () => {
      const { id } = opened;
      const fed = batch();
      fed.record(
        { type: 'breaker.opened', ...opened, reason },
        { type: 'breaker.counted', id, waiting: 12 },
      );
      const { press, shows, commands } = await openApp(fed, { size, screen: 'failures' });
      await shows(`needs you: breaker ${id}, 12 held`);
      await shows(new RegExp(`› ${id} .* 12 wait`));
      await shows(`why ${id} is open`);
      await shows(reason);
      press('r');
      await vi.waitFor(() => expect(commands).toEqual([{ type: 'reset-breaker', id }]));
    });
  }

  it('of the run as a whole goes with another run', async () => {
    const fed = batch();
    const { opened, reason } = cases[1];
    fed.record({ type: 'breaker.opened', ...opened, reason });
    const { shows, lacks } = await openApp(fed, { screen: 'failures' });
    await shows('breakers that are open');
    fed.record(runStarted({ run: 'another' }));
    await lacks('breakers that are open');
  });
});
