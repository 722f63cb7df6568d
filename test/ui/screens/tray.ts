import type { EventBody } from '../../../src/engine/journal/events.ts';
import { asked, cardPassed, type HandFed, handFed, runStarted, working } from '../factory.ts';

/** What a product asks for once an output is accepted. */
export function publishes(item: string, id: string, expiresAtMs: number | null = null): EventBody {
  return asked(item, id, {
    asker: 'product',
    turn: 0,
    tool: 'publish',
    action: {
      verb: 'publish',
      target: `published/${item}.json`,
      effect: `Copies the accepted output to published/${item}.json.`,
    },
    input: JSON.stringify({ item, to: 'published/' }),
    reason: 'The lesson passed its report card.',
    expiresAtMs,
  });
}

export const hourMs = 3_600_000;

/** So many lessons to publish, `item-1` the oldest, a second apart, and an item at work. */
export function publishTray(count: number): HandFed {
  const fed = handFed();
  fed.record(runStarted({ total: 5_000, requested: 5_000 }), ...working('two-sum', 0));
  for (let n = 1; n <= count; n += 1) {
    fed.record(
      ...cardPassed(`item-${n}`, 1),
      publishes(`item-${n}`, `ap-${n}`, fed.now() + 72 * hourMs),
    );
    fed.pass(1_000);
  }
  return fed;
}

/** A decision on record, as the engine puts it there. */
export function decided(
  id: string,
  decision: 'approved' | 'denied' | 'expired' | 'void',
  by = 'anna',
): EventBody {
  const item = id.replace('ap', 'item');
  return { type: 'approval.decided', id, item, decision, by, reason: '' };
}

/** An approved action that ended so. */
export function ended(id: string, outcome: 'done' | 'failed' | 'unknown', text: string) {
  const item = id.replace('ap', 'item');
  return [
    decided(id, 'approved'),
    { type: 'action.begun', id, item },
    { type: 'action.ended', id, item, outcome, text },
  ] as const satisfies readonly EventBody[];
}
