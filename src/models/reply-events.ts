import { parseBounded } from './bounded-json.ts';
import type { Failure } from './failure.ts';
import { isRecord } from './record.ts';
import { ReplyLimitError } from './reply-limit-error.ts';
import { MAX_JSON_DEPTH, MAX_REPLY_BYTES } from './reply-limits.ts';
import { createSseReader, type SseEvent } from './sse-events.ts';

/** One step of reading a reply: an event of the Messages API, or what is wrong with the reply. */
export type ReplyStep = { type: 'event'; event: unknown } | { type: 'failure'; failure: Failure };

/** Reads the body of a successful response, piece by piece as it comes. */
export interface ReplyReader {
  /** The steps that end in this piece. Throws a `ReplyLimitError`. */
  take(chunk: Uint8Array): ReplyStep[];
  /** Those that only the body's end tells. */
  end(): ReplyStep[];
}

/** A reader for a response of such a content type: a stream, or one JSON message from a server that does not stream. */
export function createReplyReader(kind: string): ReplyReader {
  const reader = /application\/json/i.test(kind) ? wholeReader() : streamReader(kind);
  let seenBytes = 0;
  return {
    take(chunk) {
      seenBytes += chunk.byteLength;
      if (seenBytes <= MAX_REPLY_BYTES) return reader.take(chunk);
      throw new ReplyLimitError(`The reply has more than ${MAX_REPLY_BYTES} bytes.`);
    },
    end: () => reader.end(),
  };
}

/** What a content type tells of a response that is no reply at all. */
export function whyNoReply(kind: string): Failure | undefined {
  return /text\/html/i.test(kind) ? notTheApi('a web page') : undefined;
}

function wholeReader(): ReplyReader {
  const decoder = new TextDecoder();
  const parts: string[] = [];
  return {
    take(chunk) {
      parts.push(decoder.decode(chunk, { stream: true }));
      return [];
    },
    end: () => [...messageSteps(parts.join(''))],
  };
}

function streamReader(kind: string): ReplyReader {
  const events = createSseReader();
  let isStream = /text\/event-stream/i.test(kind);
  return {
    take: (chunk) =>
      events.take(chunk).flatMap((event) => {
        isStream = true;
        return stepOf(event) ?? [];
      }),
    end: () => (isStream ? [] : [failed(notTheApi('something else'))]),
  };
}

function stepOf({ event, data }: SseEvent): ReplyStep | undefined {
  if (event === 'ping' || data === '' || data === '[DONE]') return undefined;
  const parsed = parseBounded(data);
  if (parsed.type === 'too-deep') return failed(tooDeep());
  if (parsed.type === 'value') {
    return { type: 'event', event: event === 'error' ? asError(parsed.value) : parsed.value };
  }
  return failed(brokenStream(event === 'error' ? data : 'The stream holds broken JSON.'));
}

/** A whole message, told as the events of a stream. */
function* messageSteps(text: string): Generator<ReplyStep, void, undefined> {
  const parsed = parseBounded(text);
  if (parsed.type === 'too-deep') {
    yield failed(tooDeep());
    return;
  }
  const message = parsed.type === 'value' ? parsed.value : undefined;
  if (isRecord(message) && message.type === 'error') {
    yield { type: 'event', event: message };
    return;
  }
  if (!isRecord(message) || !Array.isArray(message.content)) {
    yield failed(notTheApi('JSON that is no message'));
    return;
  }
  yield { type: 'event', event: { type: 'message_start', message } };
  for (const [index, block] of message.content.entries()) {
    yield { type: 'event', event: { type: 'content_block_start', index, content_block: block } };
  }
  yield { type: 'event', event: { type: 'message_stop' } };
}

function asError(parsed: unknown): unknown {
  return isRecord(parsed) ? { ...parsed, type: 'error' } : { type: 'error' };
}

function failed(failure: Failure): ReplyStep {
  return { type: 'failure', failure };
}

function brokenStream(message: string): Failure {
  return { class: 'transient', message };
}

function tooDeep(): Failure {
  const message = `The reply holds JSON of more than ${MAX_JSON_DEPTH} levels.`;
  return { class: 'deterministic', message };
}

/**
 * A login page of a proxy, or a base URL that names something else, answers every call alike and is
 * no item's fault: a person has to look. Counted as deterministic it would fail item after item.
 */
function notTheApi(found: string): Failure {
  const message = `Expected an answer of the Messages API, found ${found}. Check the base URL, and any proxy between.`;
  return { class: 'needs-person', status: 200, message };
}
