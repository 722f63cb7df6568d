import { Stream } from '@anthropic-ai/sdk/core/streaming';
import type { Failure } from './failure.ts';
import { isRecord } from './record.ts';

/** The most bytes a reply may have. */
export const MAX_REPLY_BYTES = 8_000_000;

/** One step of reading a reply: an event of the Messages API, or what is wrong with the reply. */
export type ReplyStep = { type: 'event'; event: unknown } | { type: 'failure'; failure: Failure };

/** A reply had more bytes than it may. */
export class ReplyTooLargeError extends Error {
  override name = 'ReplyTooLargeError';
}

/**
 * The events of a successful response, whatever its kind: a stream, or one JSON message from a
 * server that does not stream. Throws only what reading the body throws.
 */
export async function* replyEvents(
  response: Response,
  onActivity: () => void,
): AsyncGenerator<ReplyStep, void, undefined> {
  const metered = new Response(response.body?.pipeThrough(meter(onActivity)) ?? '');
  const kind = response.headers.get('content-type') ?? '';
  if (/text\/html/i.test(kind)) yield webPage();
  else if (/application\/json/i.test(kind)) yield* messageEvents(await metered.text());
  else yield* streamEvents(metered);
}

/** Bytes count as life, not events alone: servers send pings and comments while the model thinks. */
function meter(onActivity: () => void): TransformStream<Uint8Array, Uint8Array> {
  let seenBytes = 0;
  return new TransformStream({
    transform: (chunk, controller) => {
      seenBytes += chunk.byteLength;
      if (seenBytes > MAX_REPLY_BYTES) {
        throw new ReplyTooLargeError(`The reply has more than ${MAX_REPLY_BYTES} bytes.`);
      }
      onActivity();
      controller.enqueue(chunk);
    },
  });
}

async function* streamEvents(response: Response): AsyncGenerator<ReplyStep, void, undefined> {
  // The raw events, since the parsed stream of the SDK drops those without an event name.
  for await (const { event, data } of Stream.rawEvents(response)) {
    if (event === 'ping' || data === '' || data === '[DONE]') continue;
    const parsed = parseJson(data);
    if (parsed === undefined) {
      const message = event === 'error' ? data.slice(0, 300) : 'The stream holds broken JSON.';
      yield { type: 'failure', failure: { class: 'transient', message } };
      return;
    }
    yield { type: 'event', event: event === 'error' ? asError(parsed) : parsed };
  }
}

/** A whole message, told as the events of a stream. */
function* messageEvents(text: string): Generator<ReplyStep, void, undefined> {
  const message = parseJson(text);
  if (isRecord(message) && message.type === 'error') {
    yield { type: 'event', event: message };
    return;
  }
  if (!isRecord(message) || !Array.isArray(message.content)) {
    yield notTheApi('JSON that is no message');
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

function webPage(): ReplyStep {
  return notTheApi('a web page');
}

/**
 * A login page of a proxy, or a base URL that names something else, answers every call alike and is
 * no item's fault: a person has to look. Counted as deterministic it would fail item after item.
 */
function notTheApi(found: string): ReplyStep {
  const message = `Expected an answer of the Messages API, found ${found}. Check the base URL, and any proxy between.`;
  return { type: 'failure', failure: { class: 'needs-person', status: 200, message } };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
