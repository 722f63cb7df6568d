import type { Json } from '../engine/json.ts';

/** Words. */
export interface TextPart {
  type: 'text';
  text: string;
}

/** A tool call; `inputJson` is what goes over the wire, which a cut or a fault may leave unfinished. */
export interface ToolPart {
  type: 'tool_use';
  id: string;
  name: string;
  inputJson: string;
}

/** One content block to be. */
export type ReplyPart = TextPart | ToolPart;

/** What a model says in one message, before it is timed, counted and sent. */
export interface Reply {
  parts: ReplyPart[];
  stopReason: 'end_turn' | 'tool_use' | 'max_tokens' | 'refusal';
  stopDetails: Json;
}

/** The text of a part that is paid for as output. */
export function partText(part: ReplyPart): string {
  return part.type === 'text' ? part.text : part.name + part.inputJson;
}
