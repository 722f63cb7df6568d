import type { ModelReply, ModelRequest } from '../../models/port.ts';

/** How long replies are: what a call needs to be of use when little money is left. */
export interface OutputSizes {
  /** Output tokens that a call should have at least; never more than it asks for. */
  atLeast(request: ModelRequest): number;
  learn(request: ModelRequest, reply: ModelReply): void;
}

/** So many whole replies of a kind say how long its replies are. */
const enoughReplies = 10;
/** The next one may be longer than all before. */
const margin = 1.25;
const fewestTokens = 1_000;

/** Learns by model and purpose, in memory; before it knows, a reply takes `usualTokens`. */
export function createOutputSizes(usualTokens: number): OutputSizes {
  const seen = new Map<string, { replies: number; longest: number }>();
  return {
    atLeast(request) {
      const { replies = 0, longest = 0 } = seen.get(keyOf(request)) ?? {};
      const known = Math.max(fewestTokens, Math.ceil(longest * margin));
      return Math.min(request.maxTokens, replies < enoughReplies ? usualTokens : known);
    },
    learn(request, reply) {
      // One that was cut says only that it would have been longer.
      if (reply.type === 'failure' || !reply.usage || reply.stopReason === 'max_tokens') return;
      const { replies = 0, longest = 0 } = seen.get(keyOf(request)) ?? {};
      const { output } = reply.usage;
      seen.set(keyOf(request), { replies: replies + 1, longest: Math.max(longest, output) });
    },
  };
}

function keyOf({ model, purpose }: ModelRequest): string {
  return `${model} ${purpose}`;
}
