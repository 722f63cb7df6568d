import type { CacheControl, PromptRequest } from './request-schema.ts';
import { estimateTokens } from './tokens.ts';

/** One cacheable unit of a prompt: a tool, a system block, or a content block of a message. */
export interface PromptBlock {
  /** What the block says, without its cache mark: equal text is an equal block. */
  text: string;
  tokens: number;
  /** Present where the block ends a prefix to be cached. */
  ttl?: CacheControl['ttl'];
}

/** A prompt in the order in which it is cached: tools, system, messages. */
export function promptBlocks(request: PromptRequest): PromptBlock[] {
  // Another choice of tool or of thinking makes other messages of the same words.
  const mode = [request.tool_choice ?? null, request.thinking ?? null];
  // Another form of reply makes another prompt from its beginning.
  const form = request.output_config?.format ? [request.output_config.format] : [];
  const blocks = [
    ...request.tools.map((tool) => toBlock(tool, form)),
    ...(request.system ?? []).map((block) => toBlock(block, form)),
    ...request.messages.flatMap(({ role, content }) =>
      content.map((block) => toBlock(block, [role, ...mode, ...form])),
    ),
  ];
  const last = blocks.at(-1);
  // Automatic caching marks the end; a mark that is already there takes its place.
  if (request.cache_control && last) last.ttl ??= request.cache_control.ttl;
  return blocks;
}

/** Tokens of the whole prompt. */
export function promptTokens(request: PromptRequest): number {
  return promptBlocks(request).reduce((sum, block) => sum + block.tokens, 0);
}

function toBlock(
  { cache_control: mark, ...block }: Record<string, unknown>,
  context: unknown[],
): PromptBlock {
  const said = JSON.stringify(block);
  const unit = { text: JSON.stringify([said, context]), tokens: estimateTokens(said) };
  return isMark(mark) ? { ...unit, ttl: mark.ttl } : unit;
}

function isMark(mark: unknown): mark is CacheControl {
  return typeof mark === 'object' && mark !== null && 'ttl' in mark;
}
