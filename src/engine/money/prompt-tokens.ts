import { createHash } from 'node:crypto';
import type { ModelReply, ModelRequest } from '../../models/port.ts';

/** Bounds the tokens of prompts before they are sent. */
export interface PromptTokens {
  /** Tokens that the prompt will not exceed. */
  atMost(request: ModelRequest): number;
  /** Learns from a reply how many there were: what the next turn adds to it is all that has to be bounded. */
  learn(request: ModelRequest, reply: ModelReply): void;
}

/** Prose, JSON and code have three to four bytes a token, so two is on the safe side. */
const bytesPerTokenAtLeast = 2;
/** Fewer tokens than a token for so many bytes no server counts; one that says so counts something else. */
const bytesPerTokenAtMost = 12;
/** What the API adds for tools and framing, and for some more messages. */
const framingTokens = 1_000;
const moreFramingTokens = 100;
/** Conversations remembered; more than are ever in work at once. */
const mostRemembered = 2_000;

interface Counted {
  tokens: number;
  bytes: number;
  length: number;
  digest: string;
}

interface Measured {
  text: string;
  bytes: number;
  atMost: number;
  /** Names the beginning that conversations of a model share: system text and tools. */
  shared: string;
}

/** Remembers the last count of each conversation, in memory: without it the bound is only wider. */
export function createPromptTokens(): PromptTokens {
  const counted = new Map<string, Counted>();
  // A whole prompt had so many tokens, so what it shares with others has no more.
  const sharedAtMost = new Map<string, number>();
  // A call is looked at several times before it is sent, and prompts are long.
  const measured = new WeakMap<ModelRequest['messages'], Measured>();
  const measure = (request: ModelRequest): Measured => {
    const { system, tools, messages, replySchema } = request;
    const known = measured.get(messages);
    if (known) return known;
    const form = replySchema ? [replySchema] : [];
    const text = JSON.stringify([...form, system, tools, messages]);
    const bytes = Buffer.byteLength(text);
    const shared = `${request.model} ${digestOf(JSON.stringify([system, tools]))}`;
    const ownBytes = Buffer.byteLength(JSON.stringify(messages));
    const atMost = Math.min(
      bound(text, bytes, counted.get(keyOf(request))),
      (sharedAtMost.get(shared) ?? Number.POSITIVE_INFINITY) +
        tokensOf(ownBytes) +
        moreFramingTokens,
    );
    const measure = { text, bytes, atMost, shared };
    measured.set(messages, measure);
    return measure;
  };
  return {
    atMost: (request) => measure(request).atMost,
    learn(request, { usage }) {
      if (!usage) return;
      const { text, bytes, shared } = measure(request);
      const tokens = usage.input + usage.cacheWrite5m + usage.cacheWrite1h + usage.cacheRead;
      if (tokens * bytesPerTokenAtMost < bytes) return;
      sharedAtMost.set(shared, Math.min(sharedAtMost.get(shared) ?? tokens, tokens));
      const key = keyOf(request);
      counted.delete(key);
      counted.set(key, { tokens, bytes, ...beginningOf(text) });
      const [oldest] = counted.keys();
      if (counted.size > mostRemembered && oldest !== undefined) counted.delete(oldest);
    },
  };
}

function bound(text: string, bytes: number, before: Counted | undefined): number {
  return before && beginsWith(text, before)
    ? before.tokens + tokensOf(bytes - before.bytes) + moreFramingTokens
    : tokensOf(bytes) + framingTokens;
}

function tokensOf(bytes: number): number {
  return Math.ceil(Math.max(0, bytes) / bytesPerTokenAtLeast);
}

function keyOf({ item, attempt, model, purpose }: ModelRequest): string {
  // A repair goes on with the conversation that was written in; a judge has its own.
  return [item, attempt, model, purpose === 'judge'].join(' ');
}

/** The brackets that close message and list: what comes after them in a longer conversation is new. */
const closing = ']}]]'.length;

function beginningOf(text: string): Pick<Counted, 'length' | 'digest'> {
  const length = Math.max(0, text.length - closing);
  return { length, digest: digestOf(text.slice(0, length)) };
}

function beginsWith(text: string, { length, digest }: Counted): boolean {
  return text.length >= length && digestOf(text.slice(0, length)) === digest;
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}
