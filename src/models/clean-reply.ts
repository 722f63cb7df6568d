import { createDeltaCleaner, type DeltaCleaner } from './delta-cleaner.ts';
import type { Delta, ModelFailure, ModelMessage, ModelReply } from './port.ts';
import { isRecord } from './record.ts';
import { MAX_MESSAGE_CHARS, MAX_NAME_CHARS } from './reply-limits.ts';

/** What a server said, made fit to be written down. */
export interface ReplyCleaner {
  /** Without the key wherever it stood; words about the reply in one line, of bounded length. */
  reply(reply: ModelReply): ModelReply;
  /** For the deltas of one call: without the key, whole or in pieces. */
  deltas(onDelta: (delta: Delta) => void): DeltaCleaner;
}

const STAND_IN = '[API key]';
// A stand-in such as "any" is no secret, and would tear words apart.
const SHORTEST_SECRET = 12;
// Control, format (bidirectional, zero-width) and line-separating characters: they drive a terminal.
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu;

/** Cleans replies of an endpoint that knows this key, and may say it again. */
export function createReplyCleaner(apiKey: string): ReplyCleaner {
  const isSecret = apiKey.length >= SHORTEST_SECRET;
  const redact = (text: string) => (isSecret ? text.replaceAll(apiKey, STAND_IN) : text);
  // The key first: cut in the middle of it, the rest would not be known for what it is.
  const words = (text: string, maxChars: number) => inOneLine(redact(text)).slice(0, maxChars);
  return {
    reply: (reply) =>
      reply.type === 'message'
        ? cleanMessage(reply, redact, words)
        : cleanFailure(reply, (text) => words(text, MAX_MESSAGE_CHARS)),
    deltas: (onDelta) =>
      isSecret
        ? createDeltaCleaner({ secret: apiKey, standIn: STAND_IN }, onDelta)
        : { take: onDelta, flush: () => {} },
  };
}

function cleanFailure(reply: ModelFailure, words: (text: string) => string): ModelFailure {
  return { ...reply, failure: { ...reply.failure, message: words(reply.failure.message) } };
}

function cleanMessage(
  reply: ModelMessage,
  redact: (text: string) => string,
  words: (text: string, maxChars: number) => string,
): ModelMessage {
  const { stopDetail, requestId } = reply;
  return {
    ...reply,
    // The same shape: texts are replaced by texts.
    content: mapTexts(reply.content, redact) as ModelMessage['content'],
    stopReason: words(reply.stopReason, MAX_NAME_CHARS),
    servedModel: words(reply.servedModel, MAX_NAME_CHARS),
    ...(stopDetail === undefined ? {} : { stopDetail: words(stopDetail, MAX_MESSAGE_CHARS) }),
    requestId: requestId === undefined ? undefined : words(requestId, MAX_NAME_CHARS),
  };
}

/** Every text of a JSON value, names of fields included, passed through `change`. */
function mapTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((one) => mapTexts(one, change));
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [change(name), mapTexts(one, change)]),
  );
}

function inOneLine(text: string): string {
  return text.replace(INVISIBLE, ' ').trim();
}
