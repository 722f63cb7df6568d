import { classifyRefusal, type Refusal } from './classify.ts';
import type { Failure } from './failure.ts';
import type { AssistantBlock, Delta, Usage } from './port.ts';
import { isRecord, textOr } from './record.ts';
import { finishBlocks, type GrowingBlock, growBlock, startBlock } from './reply-blocks.ts';
import { MAX_BLOCKS } from './reply-limits.ts';
import { EMPTY_TALLY, tallyUsage, type UsageTally, usageOf } from './usage.ts';

/** A whole reply, put together from its stream. */
export interface Accumulated {
  content: AssistantBlock[];
  stopReason: string;
  stopDetail: string | undefined;
  servedModel: string | undefined;
}

/** Puts a reply together event by event. */
export interface Accumulator {
  /** Takes one event; gives the failure that it states, if any. */
  feed(event: unknown): Failure | undefined;
  /** Whether `message_stop` has come. */
  isComplete(): boolean;
  /** Tokens stated so far; `undefined` when the server stated none. Output is a lower bound before the end. */
  usage(): Usage | undefined;
  finish(): Accumulated;
}

interface Growing {
  blocks: Map<number, GrowingBlock>;
  message: Record<string, unknown>;
  ending: Record<string, unknown>;
  tally: UsageTally;
  isComplete: boolean;
}

/** An accumulator that takes what compatible servers leave out; `fallbackId` names calls without an id. */
export function createAccumulator(options: {
  onDelta(delta: Delta): void;
  fallbackId: string;
  nowMs: number;
}): Accumulator {
  const reply: Growing = {
    blocks: new Map(),
    message: {},
    ending: {},
    tally: EMPTY_TALLY,
    isComplete: false,
  };
  return {
    feed: (event) => {
      if (!isRecord(event)) return undefined;
      if (event.type === 'error') return classifyRefusal(refusalOf(event), options.nowMs);
      const delta = takeEvent(reply, event);
      if (delta) options.onDelta(delta);
      if (reply.blocks.size <= MAX_BLOCKS) return undefined;
      const message = `The reply has more than ${MAX_BLOCKS} content blocks.`;
      return { class: 'deterministic', message };
    },
    isComplete: () => reply.isComplete,
    usage: () => usageSoFar(reply),
    finish: () => finish(reply, options.fallbackId),
  };
}

/** A complete reply always has output: a server that counts none of it does not count at all. */
function usageSoFar(reply: Growing): Usage | undefined {
  return reply.isComplete && reply.tally.output === 0 ? undefined : usageOf(reply.tally);
}

function takeEvent(reply: Growing, event: Record<string, unknown>): Delta | undefined {
  const index = typeof event.index === 'number' ? event.index : -1;
  switch (event.type) {
    case 'message_start':
      reply.message = isRecord(event.message) ? event.message : {};
      reply.tally = tallyUsage(reply.tally, reply.message.usage);
      return undefined;
    case 'content_block_start':
      reply.blocks.set(index, startBlock(event.content_block));
      return undefined;
    case 'content_block_delta': {
      const block = reply.blocks.get(index);
      return block && isRecord(event.delta) ? growBlock(block, event.delta) : undefined;
    }
    case 'message_delta':
      if (isRecord(event.delta)) reply.ending = endingOf(event.delta, reply.ending);
      reply.tally = tallyUsage(reply.tally, event.usage);
      return undefined;
    case 'message_stop':
      reply.isComplete = true;
      return undefined;
    default:
      return undefined;
  }
}

/** What it says of the end, and nothing else: a thousand odd fields would be copied with every event. */
function endingOf(
  { stop_reason, stop_sequence, stop_details }: Record<string, unknown>,
  before: Record<string, unknown>,
): Record<string, unknown> {
  return {
    stop_reason: stop_reason ?? before.stop_reason,
    stop_sequence: stop_sequence ?? before.stop_sequence,
    stop_details: stop_details ?? before.stop_details,
  };
}

function finish(reply: Growing, fallbackId: string): Accumulated {
  const { message, ending } = reply;
  return {
    content: finishBlocks([...reply.blocks.values()], fallbackId),
    stopReason: textOr(ending.stop_reason, textOr(message.stop_reason, 'missing')),
    stopDetail: stopDetail({ ...message, ...ending }),
    servedModel: textOr(message.model, undefined),
  };
}

function stopDetail(ending: Record<string, unknown>): string | undefined {
  if (!isRecord(ending.stop_details)) return textOr(ending.stop_sequence, undefined);
  const { category, explanation } = ending.stop_details;
  const parts = [category, explanation].filter((part) => typeof part === 'string');
  return parts.length > 0 ? parts.join(': ') : undefined;
}

function refusalOf(event: Record<string, unknown>): Refusal {
  const error = isRecord(event.error) ? event.error : {};
  const details = isRecord(error.details) ? error.details : {};
  const refusal: Refusal = { message: textOr(error.message, 'The stream ended in an error.') };
  if (typeof error.type === 'string') refusal.errorType = error.type;
  if (typeof details.error_code === 'string') refusal.errorCode = details.error_code;
  return refusal;
}
