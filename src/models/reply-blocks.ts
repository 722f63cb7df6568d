import { parseBounded } from './bounded-json.ts';
import type { AssistantBlock, Delta, ToolUseBlock } from './port.ts';
import { isRecord, textOr } from './record.ts';
import { MAX_NAME_CHARS } from './reply-limits.ts';
import type { UnparsedInput } from './unparsed-input.ts';

/** One content block while it arrives. */
export interface GrowingBlock {
  start: Record<string, unknown>;
  text: string;
  signature: string;
}

/** A block as its first event states it. */
export function startBlock(start: unknown): GrowingBlock {
  const fields = isRecord(start) ? start : {};
  const text = fields.type === 'thinking' ? fields.thinking : fields.text;
  return { start: fields, text: textOr(text, ''), signature: textOr(fields.signature, '') };
}

/** Adds a piece to a block; gives what a screen may show of it. Unknown kinds of pieces are ignored. */
export function growBlock(block: GrowingBlock, piece: Record<string, unknown>): Delta | undefined {
  switch (piece.type) {
    case 'text_delta':
      return grown(block, 'text', piece.text);
    case 'thinking_delta':
      return grown(block, 'thinking', piece.thinking);
    case 'input_json_delta':
      return grown(block, 'tool-input', piece.partial_json);
    case 'signature_delta':
      block.signature += textOr(piece.signature, '');
      return undefined;
    default:
      return undefined;
  }
}

/** The finished blocks, each tool call with an id of its own, so that it can be answered. */
export function finishBlocks(
  blocks: readonly GrowingBlock[],
  fallbackId: string,
): AssistantBlock[] {
  const taken = new Set<string>();
  return blocks.flatMap((block, at) => {
    const finished = finishBlock(block, taken, `${fallbackId}_${at}`);
    if (finished?.type === 'tool_use') taken.add(finished.id);
    return finished ? [finished] : [];
  });
}

/** The finished block; `undefined` for kinds the loop does not know and text the API would refuse. */
function finishBlock(
  block: GrowingBlock,
  taken: ReadonlySet<string>,
  fallbackId: string,
): AssistantBlock | undefined {
  const { start, text, signature } = block;
  switch (start.type) {
    case 'text':
      // Sent again, a blank text block is a 400.
      return text.trim() === '' ? undefined : { type: 'text', text };
    case 'thinking':
      return { ...start, type: 'thinking', thinking: text, signature };
    case 'redacted_thinking':
      return { ...start, type: 'redacted_thinking' };
    case 'tool_use':
      return finishToolUse(block, taken, fallbackId);
    default:
      return undefined;
  }
}

function grown(block: GrowingBlock, type: Delta['type'], piece: unknown): Delta | undefined {
  const text = textOr(piece, '');
  block.text += text;
  if (text === '') return undefined;
  const tool = textOr(block.start.name, undefined);
  return { type, text, ...(tool === undefined ? {} : { tool }) };
}

function finishToolUse(
  { start, text }: GrowingBlock,
  taken: ReadonlySet<string>,
  fallbackId: string,
): ToolUseBlock {
  const id = textOr(start.id, '');
  const isFit = id !== '' && id.length <= MAX_NAME_CHARS && !taken.has(id);
  return {
    type: 'tool_use',
    id: isFit ? id : fallbackId,
    name: textOr(start.name, '').slice(0, MAX_NAME_CHARS),
    input: parseInput(text, start.input),
  };
}

/** Pieces win over the input in the first event, which some servers send whole; none at all is `{}`. */
function parseInput(pieces: string, initial: unknown): unknown {
  const json = pieces || textOr(initial, '');
  if (json === '') return isRecord(initial) ? initial : {};
  return parseObject(json) ?? ({ __unparsed: json } satisfies UnparsedInput);
}

function parseObject(json: string): Record<string, unknown> | undefined {
  const parsed = parseBounded(json);
  return parsed.type === 'value' && isRecord(parsed.value) ? parsed.value : undefined;
}
