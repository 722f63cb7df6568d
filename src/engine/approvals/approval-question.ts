import type { ToolUseBlock } from '../../models/port.ts';
import type { ToolAction } from '../../tools/tool.ts';
import type { EntryOf } from '../agent/transcript.ts';
import { sha256 } from '../cards/artefact.ts';
import type { EventBody } from '../journal/events.ts';

/** What a person is asked: the call, whole, and what it would do. */
export type ApprovalQuestion = Omit<Extract<EventBody, { type: 'approval.asked' }>, 'type'>;

const maxReasonChars = 2_000;

/**
 * The question that a gated call asks. Its id comes from the call's place alone, so that a restart
 * asks the same one; its digest from what would be done, so that a decision is for that alone.
 */
export function questionOf(
  place: { item: string; attempt: number; openedAt: string; expiresAtMs: number },
  asked: { reply: EntryOf<'reply'>; call: ToolUseBlock; action: ToolAction },
): ApprovalQuestion {
  const { item, attempt, openedAt, expiresAtMs } = place;
  const { reply, call, action } = asked;
  const at = reply.content.indexOf(call);
  const id = sha256(JSON.stringify([item, attempt, openedAt, reply.turn, at, call.id]));
  return {
    id: id.slice(0, 16),
    item,
    asker: 'agent',
    attempt,
    turn: reply.turn,
    tool: call.name,
    action,
    input: JSON.stringify(call.input),
    digest: digestOf(call.name, call.input, action),
    reason: reasonOf(reply, call),
    expiresAtMs,
  };
}

/**
 * Of what would be done: a decision is for that alone. The action says what the operator's settings make
 * of the call: another hook is another action.
 */
export function digestOf(tool: string, input: unknown, action: ToolAction): string {
  return sha256(JSON.stringify([tool, input, action], inOrder));
}

/** What the model said in the reply before the call; failing that, what its input gives as a reason. */
function reasonOf(reply: EntryOf<'reply'>, call: ToolUseBlock): string {
  const before = reply.content.slice(0, reply.content.indexOf(call));
  const words = before.flatMap((block) => (block.type === 'text' ? [block.text.trim()] : []));
  const said = words.filter((text) => text !== '').join('\n');
  return (said || reasonIn(call.input)).slice(0, maxReasonChars);
}

function reasonIn(input: unknown): string {
  const hasOne = typeof input === 'object' && input !== null && 'reason' in input;
  return hasOne && typeof input.reason === 'string' ? input.reason : '';
}

/** For `JSON.stringify`: the keys of an object in one order, whatever order they came in. */
function inOrder(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
