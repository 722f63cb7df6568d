import type { ModelMessage, ModelRequest } from '../port.ts';

/** What a call is expected to take of the provider's limits. Input that is read from the cache is free. */
export interface Demand {
  inputTokens: number;
  outputTokens: number;
}

/** What earlier calls of a lane teach of the next ones. */
export interface Learned {
  /** Counted input tokens a byte of prompt. */
  inputPerByte: number;
  /** Output: mean and mean deviation; absent before the first reply. */
  output?: { mean: number; deviation: number };
}

/** Prose, JSON and code have three to four bytes a token. */
export const NOTHING_LEARNED: Learned = { inputPerByte: 1 / 3 };

const WEIGHT = 1 / 8;

/** Expects `max_tokens` of output before anything is learned, then what replies had, on the safe side. */
export function demandOf(request: ModelRequest, promptBytes: number, learned: Learned): Demand {
  const { output } = learned;
  const likely = output ? output.mean + 4 * output.deviation : request.maxTokens;
  return {
    inputTokens: Math.ceil(promptBytes * learned.inputPerByte),
    outputTokens: Math.ceil(Math.min(request.maxTokens, likely)),
  };
}

/** The bytes of a request's prompt. */
export function promptBytesOf({ system, tools, messages }: ModelRequest): number {
  return Buffer.byteLength(JSON.stringify([system, tools, messages]));
}

/** Learns from a reply, as far as it counted its tokens. */
export function learn(learned: Learned, reply: ModelMessage, promptBytes: number): Learned {
  const { usage } = reply;
  if (!usage || promptBytes === 0) return learned;
  const counted = usage.input + usage.cacheWrite5m + usage.cacheWrite1h;
  const { output } = learned;
  return {
    // The dearest of late: an estimate that is too low is refused, one too high only waits.
    inputPerByte: Math.max(
      counted / promptBytes,
      towards(learned.inputPerByte, counted / promptBytes),
    ),
    output: output
      ? {
          mean: towards(output.mean, usage.output),
          deviation: towards(output.deviation, Math.abs(usage.output - output.mean)),
        }
      : { mean: usage.output, deviation: usage.output / 2 },
  };
}

function towards(before: number, next: number): number {
  return before + (next - before) * WEIGHT;
}
