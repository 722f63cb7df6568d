import type { AssistantBlock, Delta, ToolUseBlock } from './port.ts';
import { isRecord, textOr } from './record.ts';
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

/** The finished block; `undefined` for kinds the loop does not know and text the API would refuse. */
export function finishBlock(block: GrowingBlock, fallbackId: string): AssistantBlock | undefined {
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
      return finishToolUse(block, fallbackId);
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

function finishToolUse({ start, text }: GrowingBlock, fallbackId: string): ToolUseBlock {
  return {
    type: 'tool_use',
    id: textOr(start.id, '') || fallbackId,
    name: textOr(start.name, ''),
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
  try {
    const value: unknown = JSON.parse(json);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
