import type { Json } from '../engine/json.ts';
import { closeJson } from './close-json.ts';
import type { Reply, ReplyPart } from './reply.ts';
import { type CallUsage, usageBody } from './usage.ts';

/** A reply that is ready to be sent. */
export interface Outgoing {
  messageId: string;
  model: string;
  reply: Reply;
  usage: CallUsage;
  /** False where the fault is that no usage is reported. */
  showsUsage: boolean;
}

/** The body of a reply that is not streamed. */
export function messageBody(outgoing: Outgoing): Record<string, unknown> {
  const { reply, usage } = outgoing;
  return {
    ...messageHead(outgoing),
    content: reply.parts.map(contentBlock),
    stop_reason: reply.stopReason,
    stop_details: reply.stopDetails,
    ...usageField(outgoing, usage),
  };
}

/** The message as it is before anything was said. */
export function messageHead({ messageId, model }: Outgoing): Record<string, Json> {
  return {
    id: messageId,
    type: 'message',
    role: 'assistant',
    model,
    content: [],
    stop_reason: null,
    stop_sequence: null,
    stop_details: null,
  };
}

/** The `usage` field, or nothing where it is withheld. */
export function usageField(outgoing: Outgoing, usage: CallUsage): { usage?: Record<string, Json> } {
  return outgoing.showsUsage ? { usage: usageBody(usage) } : {};
}

function contentBlock(part: ReplyPart): unknown {
  if (part.type === 'text') return part;
  return { type: 'tool_use', id: part.id, name: part.name, input: closeJson(part.inputJson) };
}
