import type { CallModel, ModelReply, ModelRequest, Usage } from '../models/port.ts';
import type { EventBody } from './journal/events.ts';

/** What the ledger needs to know about money. Null: nobody can know. */
export interface Pricing {
  costOf(usage: Usage | null, model: string): number | null;
  worstCaseOf(request: ModelRequest): number | null;
}

/**
 * Puts every call on record: begun with its worst case, then settled or failed with what it cost.
 * A refusal by status costs nothing; a call that was cut has an unknown cost, never zero.
 */
export function withLedger(
  call: CallModel,
  pricing: Pricing,
  record: (body: EventBody) => void,
): CallModel {
  return async (request, io) => {
    const { item, attempt, turn, model, purpose } = request;
    const head = { item, attempt, turn, model, purpose };
    record({ type: 'call.started', ...head, reservedUsd: pricing.worstCaseOf(request) });
    const reply = await call(request, io);
    record({ ...head, ...outcomeOf(reply, model, pricing) });
    return reply;
  };
}

function outcomeOf(reply: ModelReply, model: string, { costOf }: Pricing) {
  const usage = reply.usage ?? null;
  if (reply.type === 'failure') {
    const { class: failureClass, message, status, notSent } = reply.failure;
    const refused = (status !== undefined || notSent === true) && usage === null;
    return {
      type: 'call.failed' as const,
      class: failureClass,
      message: message.slice(0, 500),
      usage,
      costUsd: refused ? 0 : null,
    };
  }
  return {
    type: 'call.settled' as const,
    servedModel: reply.servedModel,
    usage,
    costUsd: costOf(usage, model),
    stopReason: reply.stopReason,
    requestId: reply.requestId ?? null,
    latencyMs: Math.max(0, reply.latencyMs),
  };
}
