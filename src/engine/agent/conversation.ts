import type { AssistantBlock, Message, ToolUseBlock, UserBlock } from '../../models/port.ts';
import { isUnparsedInput } from '../../models/unparsed-input.ts';
import type { Check, Entry, EntryOf } from './transcript.ts';

/** How many model replies there were: the turns of the attempt. */
export function turnsOf(entries: readonly Entry[]): number {
  return entries.filter(({ type }) => type === 'reply').length;
}

/** The checks of this attempt, oldest first. */
export function checksOf(entries: readonly Entry[]): Check[] {
  return entries.flatMap((entry) => (entry.type === 'user' && entry.check ? [entry.check] : []));
}

/** Failing cards that were answered by another turn. */
export function repairsOf(entries: readonly Entry[]): number {
  return entries.filter((entry, index) => {
    const failed =
      entry.type === 'user' && entry.check !== undefined && entry.check.verdict !== 'pass';
    return failed && entries.slice(index + 1).some(({ type }) => type === 'reply');
  }).length;
}

/** The last reply while it is not yet acted upon; undefined while the model has the word. */
export function pendingReply(entries: readonly Entry[]): EntryOf<'reply'> | undefined {
  const last = entries.findLast(({ type }) => type === 'reply' || type === 'user');
  return last?.type === 'reply' ? last : undefined;
}

/** Tool calls of one reply that are run, far more than any honest reply has; the rest is answered unrun. */
export const maxCallsRun = 64;

export function toolCallsOf(reply: EntryOf<'reply'>): ToolUseBlock[] {
  return reply.content.filter((block) => block.type === 'tool_use');
}

/**
 * The conversation as the API wants it: an empty reply is left out (the API refuses it), and
 * neighbours of the same role become one message. Byte-stable: a longer conversation begins with
 * exactly the bytes of the shorter one, which is what the cache lives on.
 */
export function messagesOf(entries: readonly Entry[]): Message[] {
  const messages: Message[] = [];
  for (const entry of entries) {
    const last = messages.at(-1);
    if (entry.type === 'user') {
      if (last?.role === 'user') last.content.push(...entry.content);
      else messages.push({ role: 'user', content: [...entry.content] });
    } else if (entry.type === 'reply' && entry.content.length > 0) {
      if (last?.role === 'assistant') last.content.push(...entry.content.map(resent));
      else messages.push({ role: 'assistant', content: entry.content.map(resent) });
    }
  }
  return messages;
}

/** A cut tool input is of no use to anybody: it stays in the transcript, but is not paid for again. */
function resent(block: AssistantBlock): AssistantBlock {
  const isCut = block.type === 'tool_use' && isUnparsedInput(block.input);
  return isCut ? { ...block, input: {} } : block;
}

/** A block of words for the model. */
export function text(words: string): UserBlock {
  return { type: 'text', text: words };
}
