import fc from 'fast-check';
import { expect, test } from 'vitest';
import { waitingByItem } from '../../../src/engine/approvals/approval-index.ts';
import { waitingApprovals } from '../../../src/engine/approvals/approvals.ts';
import type { EventBody } from '../../../src/engine/journal/events.ts';
import { createStore } from '../../../src/engine/journal/store.ts';

const id = fc.constantFrom('a', 'b', 'c', 'd');
/** An approval belongs to one item, however often it is asked for. */
const itemOf = (of: string) => (of < 'c' ? 'item-0' : 'item-1');

const event = fc.oneof(
  id.map((of): EventBody => asked(of)),
  fc
    .tuple(id, fc.constantFrom('approved' as const, 'denied' as const))
    .map(([of, decision]): EventBody => {
      const item = itemOf(of);
      return { type: 'approval.decided', id: of, item, decision, by: 'a', reason: '' };
    }),
  fc
    .tuple(id, fc.constantFrom('done' as const, 'failed' as const, 'unknown' as const))
    .map(([of, outcome]): EventBody => {
      return { type: 'action.ended', id: of, item: itemOf(of), outcome, text: '' };
    }),
);

test('an item has in the index what a look at all approvals would find, at any moment', () => {
  fc.assert(
    fc.property(fc.array(event), fc.array(event), (before, after) => {
      const store = createStore();
      let seq = 0;
      const apply = (body: EventBody) => {
        seq += 1;
        store.apply({ v: 1, seq, at: '2026-11-24T00:00:00.000Z', ...body });
      };
      before.forEach(apply);
      const waiting = waitingByItem(store);
      for (const body of after) {
        apply(body);
        for (const item of ['item-0', 'item-1', 'nobody']) {
          const all = waitingApprovals(store.getState()).filter((one) => one.item === item);
          expect(waiting(item)).toEqual(all);
        }
      }
    }),
  );
});

function asked(of: string): EventBody {
  return {
    type: 'approval.asked',
    id: of,
    item: itemOf(of),
    asker: 'product',
    attempt: 1,
    turn: 0,
    tool: 'ship',
    action: { verb: 'ship', target: of, effect: 'Ships it.' },
    input: '{}',
    digest: of,
    reason: '',
    expiresAtMs: null,
  };
}
