import { messageHead, type Outgoing, usageField } from './message-body.ts';
import type { Reply, ReplyPart } from './reply.ts';
import { partText } from './reply.ts';

/** One server-sent event, and how many output tokens have been generated once it is out. */
export interface StreamEvent {
  data: { type: string; [field: string]: unknown };
  tokensSoFar: number;
}

/** Deltas of a reply, however long it is, and of the shortest. */
const MAX_DELTAS = 140;
const MIN_DELTA_CHARACTERS = 40;

/** The events of a streamed reply, in the API's order. */
export function* streamEvents(outgoing: Outgoing): Generator<StreamEvent> {
  const { reply, usage } = outgoing;
  const head = messageHead(outgoing);
  const startUsage = usageField(outgoing, { ...usage, output: 1 });
  yield { data: { type: 'message_start', message: { ...head, ...startUsage } }, tokensSoFar: 0 };
  yield { data: { type: 'ping' }, tokensSoFar: 0 };
  const total = characters(reply);
  let sent = 0;
  const tokensSoFar = (): number => Math.ceil((usage.output * sent) / Math.max(1, total));
  for (const [index, part] of reply.parts.entries()) {
    const start = { type: 'content_block_start', index, content_block: emptyBlock(part) };
    yield { data: start, tokensSoFar: tokensSoFar() };
    for (const piece of pieces(
      part,
      Math.max(MIN_DELTA_CHARACTERS, Math.ceil(total / MAX_DELTAS)),
    )) {
      sent += piece.length;
      const delta = { type: 'content_block_delta', index, delta: deltaOf(part, piece) };
      yield { data: delta, tokensSoFar: tokensSoFar() };
    }
    yield { data: { type: 'content_block_stop', index }, tokensSoFar: tokensSoFar() };
  }
  const { stopReason, stopDetails } = reply;
  const delta = { stop_reason: stopReason, stop_sequence: null, stop_details: stopDetails };
  const end = { type: 'message_delta', delta, ...usageField(outgoing, usage) };
  yield { data: end, tokensSoFar: usage.output };
  yield { data: { type: 'message_stop' }, tokensSoFar: usage.output };
}

/** An event as it goes over the wire. */
export function encodeEvent(data: StreamEvent['data']): string {
  return `event: ${data.type}\ndata: ${JSON.stringify(data)}\n\n`;
}

function characters(reply: Reply): number {
  return reply.parts.reduce((sum, part) => sum + partText(part).length, 0);
}

function emptyBlock(part: ReplyPart): Record<string, unknown> {
  return part.type === 'text'
    ? { type: 'text', text: '' }
    : { type: 'tool_use', id: part.id, name: part.name, input: {} };
}

function* pieces(part: ReplyPart, size: number): Generator<string> {
  const text = part.type === 'text' ? part.text : part.inputJson;
  // The API opens every tool input with an empty piece.
  if (part.type === 'tool_use') yield '';
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
}

function deltaOf(part: ReplyPart, piece: string): Record<string, string> {
  return part.type === 'text'
    ? { type: 'text_delta', text: piece }
    : { type: 'input_json_delta', partial_json: piece };
}
