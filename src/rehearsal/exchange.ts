import type { Json } from '../engine/json.ts';
import type { ContentBlock, RequestMessage } from './request-schema.ts';

/** A tool call of the author, with what came back. */
export interface PastCall {
  name: string;
  input: Record<string, Json>;
  result: { text: string; isError: boolean };
}

type ToolResult = Extract<ContentBlock, { type: 'tool_result' }>;

/** One reply of the author and the user's message after it. */
export interface PastTurn {
  calls: PastCall[];
  /** What the user said besides tool results. */
  userText: string;
}

/** A conversation as its author remembers it. */
export interface Exchange {
  /** The words of the user before the first reply. */
  prompt: string;
  turns: PastTurn[];
}

/** Reads the whole exchange from a request's messages; there is no other memory. */
export function readExchange(messages: readonly RequestMessage[]): Exchange {
  const firstReply = messages.findIndex(({ role }) => role === 'assistant');
  const head = firstReply === -1 ? messages : messages.slice(0, firstReply);
  const turns: PastTurn[] = [];
  for (const [index, message] of messages.entries()) {
    if (message.role !== 'assistant') continue;
    const rest = messages.slice(index + 1);
    const nextReply = rest.findIndex(({ role }) => role === 'assistant');
    const answer = nextReply === -1 ? rest : rest.slice(0, nextReply);
    turns.push(readTurn(message.content, answer));
  }
  return { prompt: textOf(head), turns };
}

function readTurn(reply: ContentBlock[], answer: readonly RequestMessage[]): PastTurn {
  const results = new Map<string, ToolResult>();
  for (const block of answer.flatMap(({ content }) => content)) {
    if (block.type === 'tool_result') results.set(block.tool_use_id, block);
  }
  const calls = reply.flatMap((block) => {
    if (block.type !== 'tool_use') return [];
    const result = results.get(block.id);
    const text = (result?.content ?? []).map((part) => part.text ?? '').join('\n');
    const isError = result?.is_error ?? false;
    return [{ name: block.name, input: block.input, result: { text, isError } }];
  });
  return { calls, userText: textOf(answer) };
}

function textOf(messages: readonly RequestMessage[]): string {
  return messages
    .filter(({ role }) => role === 'user')
    .flatMap(({ content }) => content)
    .flatMap((block) => (block.type === 'text' ? [block.text] : []))
    .join('\n');
}
