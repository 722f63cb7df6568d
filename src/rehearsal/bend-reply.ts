import { askToDelete } from './ask-to-delete.ts';
import type { Fault } from './faults.ts';
import type { Reply, ReplyPart, ToolPart } from './reply.ts';
import { partText } from './reply.ts';
import { BYTES_PER_TOKEN, estimateTokens, firstTokens } from './tokens.ts';

/** The reply as a fault leaves it; faults that are not about its content leave it as it is. */
export function bendReply(reply: Reply, fault: Fault | undefined): Reply {
  switch (fault) {
    case 'refusal':
      return {
        parts: [],
        stopReason: 'refusal',
        stopDetails: {
          type: 'refusal',
          category: 'general_harms',
          explanation: 'This request was declined (rehearsed).',
        },
      };
    case 'empty-end-turn':
      return { parts: [], stopReason: 'end_turn', stopDetails: null };
    case 'max-tokens-in-tool':
      return cutInTool(reply);
    case 'broken-tool-input':
      return withFirstTool(reply, misfitInput);
    case 'asks-to-delete':
      return askToDelete(reply);
    case 'unparsable-tool-input':
      return withFirstTool(reply, (json) => `${json.slice(0, -1)},,"`);
    case 'unparsable-verdict':
      return { ...reply, parts: [{ type: 'text', text: `On the whole: ${halfOf(reply)} …` }] };
    default:
      return reply;
  }
}

function halfOf({ parts }: Reply): string {
  const text = parts.map(partText).join('');
  return text.slice(0, text.length / 2);
}

/** The reply as far as `maxTokens` reach: cut in the middle of a word or of a tool's input. */
export function cutReply(reply: Reply, maxTokens: number): Reply {
  let left = maxTokens;
  const parts: ReplyPart[] = [];
  for (const part of reply.parts) {
    const tokens = estimateTokens(partText(part));
    if (tokens > left) {
      const rest = left > 0 ? cutPart(part, left) : undefined;
      return {
        parts: rest ? [...parts, rest] : parts,
        stopReason: 'max_tokens',
        stopDetails: null,
      };
    }
    parts.push(part);
    left -= tokens;
  }
  return reply;
}

/** Output tokens of a reply: at least 1, as an empty one still costs something. */
export function outputTokens(reply: Reply): number {
  return Math.max(
    1,
    reply.parts.reduce((sum, part) => sum + estimateTokens(partText(part)), 0),
  );
}

function cutPart(part: ReplyPart, tokens: number): ReplyPart {
  if (part.type === 'text') return { ...part, text: firstTokens(part.text, tokens) };
  const forInput = Math.max(0, tokens - part.name.length / BYTES_PER_TOKEN);
  return { ...part, inputJson: firstTokens(part.inputJson, forInput) };
}

function cutInTool(reply: Reply): Reply {
  const inTool = reply.parts.findIndex(hasInput);
  const at = inTool === -1 ? reply.parts.length - 1 : inTool;
  const before = reply.parts.slice(0, Math.max(0, at));
  const part = reply.parts[at];
  if (!part) return { ...reply, stopReason: 'max_tokens' };
  const half = Math.ceil(estimateTokens(partText(part)) / 2);
  return { parts: [...before, cutPart(part, half)], stopReason: 'max_tokens', stopDetails: null };
}

function hasInput(part: ReplyPart): boolean {
  return part.type === 'tool_use' && part.inputJson !== '{}';
}

function withFirstTool(reply: Reply, change: (inputJson: string) => string): Reply {
  const first = reply.parts.find((part): part is ToolPart => part.type === 'tool_use');
  const parts = reply.parts.map((part) =>
    part === first ? { ...first, inputJson: change(first.inputJson) } : part,
  );
  return { ...reply, parts };
}

/** Parses, but fits no tool: the first field has a number for a string and the others are gone. */
function misfitInput(inputJson: string): string {
  const [field = 'unexpected'] = Object.keys(JSON.parse(inputJson));
  return JSON.stringify({ [field]: 42 });
}
