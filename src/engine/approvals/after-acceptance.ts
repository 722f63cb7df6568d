import { sha256 } from '../cards/artefact.ts';
import type { EventBody } from '../journal/events.ts';
import type { ProductCall } from '../product.ts';
import type { Shop } from '../shop.ts';
import type { ApprovalStage, ApprovalState } from '../state/state.ts';
import { digestOf } from './approval-question.ts';
import { askByRules } from './ask-by-rules.ts';

export type AcceptanceShop = Pick<
  Shop,
  | 'product'
  | 'actions'
  | 'policy'
  | 'approval'
  | 'waitingApprovals'
  | 'itemState'
  | 'record'
  | 'clock'
  | 'approvalMs'
>;

/**
 * Asks for what the product wants done with an accepted output, once for each output; gives what a rule
 * allows at once. The item is accepted and counted, whatever becomes of it.
 */
export function askAfterAcceptance(shop: AcceptanceShop, item: string): ApprovalState[] {
  const { status, sha256: hash, sizeBytes } = shop.itemState(item);
  if (status !== 'accepted' || hash === undefined || sizeBytes === undefined) return [];
  if (shop.actions.length === 0) return [];
  const calls = shop.product.afterAcceptance?.({ item, sha256: hash, sizeBytes }) ?? [];
  // The place of a call counts those that are switched off in factory.json, too.
  const wanted = calls
    .map((call, at) => ({ call, item, id: idOf(item, hash, call.tool, at) }))
    .filter(({ call }) => shop.actions.some(({ name }) => name === call.tool));
  withdrawOld(shop, item, new Set(wanted.map(({ id }) => id)));
  return wanted.flatMap((one) => {
    const before = shop.approval(one.id);
    if (before && !notHappened.has(before.state)) return [];
    const question = questionOf(shop, one);
    if (question && before?.digest !== question.digest) askByRules(shop, question);
    const asked = shop.approval(one.id);
    return asked?.state === 'approved' ? [asked] : [];
  });
}

function idOf(item: string, hash: string, tool: string, at: number): string {
  return sha256(JSON.stringify([item, 'accepted', hash, tool, at])).slice(0, 16);
}

/**
 * Stages in which it is certain that nothing was done, and nobody said that nothing is to be: then it is
 * asked anew when it would do something else by now.
 */
const notHappened = new Set<ApprovalStage>(['waiting', 'approved', 'void', 'failed']);

type Question = Extract<EventBody, { type: 'approval.asked' }>;

function questionOf(
  shop: AcceptanceShop,
  { call, item, id }: { call: ProductCall; item: string; id: string },
): Question | undefined {
  const { tool: name, input, reason } = call;
  const tool = shop.actions.find((one) => one.name === name);
  if (!tool || tool.gate === 'none') return undefined;
  const described = tool.describe(input);
  if (described.type === 'invalid') throw new Error(`${name} after ${item}: ${described.problem}`);
  return {
    type: 'approval.asked',
    id,
    item,
    asker: 'product',
    attempt: shop.itemState(item).attempts,
    turn: 0,
    tool: name,
    action: described.action,
    input: JSON.stringify(input),
    digest: digestOf(name, input, described.action),
    reason,
    expiresAtMs: shop.clock.now() + shop.approvalMs,
  };
}

/** What was asked for an output that is not the accepted one any more can be decided by nobody. */
function withdrawOld(shop: AcceptanceShop, item: string, present: ReadonlySet<string>): void {
  for (const { id, asker } of shop.waitingApprovals(item)) {
    if (asker !== 'product' || present.has(id)) continue;
    const reason = 'another output has been accepted since';
    const by = 'the factory';
    shop.record({ type: 'approval.decided', id, item, decision: 'void', by, reason });
  }
}
