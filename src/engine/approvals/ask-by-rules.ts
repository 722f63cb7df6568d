import type { EventBody } from '../journal/events.ts';
import type { Shop } from '../shop.ts';
import type { FactoryState } from '../state/state.ts';
import { isOver } from './expiry.ts';
import type { Policy } from './policy.ts';

type Question = Extract<EventBody, { type: 'approval.asked' }>;
type Asked = Pick<Question, 'id' | 'item' | 'tool' | 'input'>;

/** What asking takes. */
interface Asker {
  policy: Policy;
  record(body: EventBody): void;
}

/** Puts a question on record, and what a rule says to it: without one, it waits for a person. */
export function askByRules(asker: Asker, question: Question): void {
  asker.record(question);
  heed(asker, question);
}

/**
 * Holds what nobody decided yet against the rules once more, to come at a start: the engine may have died
 * between a question and its rule, and the operators may have given a rule since.
 */
export function heedRules(
  shop: Pick<Shop, keyof Asker | 'clock'>,
  { approvals }: Pick<FactoryState, 'approvals'>,
): void {
  for (const asked of [...approvals.values()]) {
    if (asked.state === 'waiting' && !isOver(asked, shop.clock.now())) heed(shop, asked);
  }
}

function heed({ policy, record }: Asker, { id, item, tool, input }: Asked): void {
  const ruling = policy({ tool, item, input: JSON.parse(input) });
  if (ruling.gate === 'ask') return;
  const decision = ruling.gate === 'allow' ? 'approved' : 'denied';
  const reason = 'a rule of the operators';
  record({ type: 'approval.decided', id, item, decision, by: ruling.by, reason });
}
