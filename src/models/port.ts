import type { Failure } from './failure.ts';
import type { LimitNews } from './limit-news.ts';

export interface TextBlock {
  type: 'text';
  text: string;
}
/** Kept and resent verbatim: it belongs to one model and one conversation. */
export interface ThinkingBlock {
  type: 'thinking' | 'redacted_thinking';
  [key: string]: unknown;
}
export interface ToolUseBlock {
  type: 'tool_use';
  id: string;
  name: string;
  input: unknown;
}
export interface ToolResultBlock {
  type: 'tool_result';
  tool_use_id: string;
  content: string;
  is_error?: boolean;
}
export type AssistantBlock = TextBlock | ThinkingBlock | ToolUseBlock;
export type UserBlock = TextBlock | ToolResultBlock;
export type Message =
  | { role: 'user'; content: UserBlock[] }
  | { role: 'assistant'; content: AssistantBlock[] };

export interface ToolSpec {
  name: string;
  description: string;
  input_schema: Record<string, unknown>;
}

/** Why money was spent. */
export type Purpose = 'write' | 'repair' | 'judge';

/** One call, as the loop asks for it: everything that decides the answer, nothing about money or quota. */
export interface ModelRequest {
  model: string;
  /** Which of the endpoints that are named in factory.json; absent: the one of the environment. */
  endpoint?: string;
  system: string;
  tools: ToolSpec[];
  messages: Message[];
  maxTokens: number;
  /** The reply is to be JSON of this schema. A server may ignore it: whoever reads the reply checks it. */
  replySchema?: Record<string, unknown>;
  /** No later call goes on from this one: its messages are not worth a place in the cache. */
  isSingle?: true;
  purpose: Purpose;
  /** For the ledger: which item, attempt and turn the call belongs to. */
  item: string;
  attempt: number;
  turn: number;
}

/** Tokens of one call. `input` excludes what was written to or read from the cache. */
export interface Usage {
  input: number;
  output: number;
  cacheWrite5m: number;
  cacheWrite1h: number;
  cacheRead: number;
}

/** A completed reply; `stopReason` is whatever the server said. */
export interface ModelMessage {
  type: 'message';
  content: AssistantBlock[];
  stopReason: string;
  stopDetail?: string;
  /** `undefined` when the server reported none: its cost is then unknown, not zero. */
  usage: Usage | undefined;
  /** The model that answered, which may not be the one asked for. */
  servedModel: string;
  requestId: string | undefined;
  latencyMs: number;
  /** What the answer's headers said of the provider's limits. */
  limits?: LimitNews;
}

export interface ModelFailure {
  type: 'failure';
  failure: Failure;
  /** Tokens already reported before the failure (a stream cut half-way), if any. */
  usage: Usage | undefined;
  limits?: LimitNews;
}

export type ModelReply = ModelMessage | ModelFailure;

/** Text as it arrives: droppable, for the screen alone. */
export type Delta = { type: 'text' | 'thinking' | 'tool-input'; text: string; tool?: string };

export interface CallIo {
  signal: AbortSignal;
  /** Aborts when the call is wanted no more unless it is in flight: waits before it end, it is let finish. */
  leaving?: AbortSignal;
  onDelta(delta: Delta): void;
}

/** The model port. It never throws for what a provider does: that is a `failure`. */
export type CallModel = (request: ModelRequest, io: CallIo) => Promise<ModelReply>;
