import { parseBounded } from './bounded-json.ts';
import type { Failure } from './failure.ts';
import { isRecord } from './record.ts';
import { ReplyLimitError } from './reply-limit-error.ts';
import { MAX_JSON_DEPTH, MAX_REPLY_BYTES } from './reply-limits.ts';
import { sseEvents } from './sse-events.ts';

/** One step of reading a reply: an event of the Messages API, or what is wrong with the reply. */
export type ReplyStep = { type: 'event'; event: unknown } | { type: 'failure'; failure: Failure };

/**
 * The events of a successful response, whatever its kind: a stream, or one JSON message from a
 * server that does not stream. Throws a `ReplyLimitError`, or what reading the body throws.
 */
export async function* replyEvents(
  response: Response,
  onActivity: () => void,
): AsyncGenerator<ReplyStep, void, undefined> {
  const body = metered(response.body ?? new Blob([]).stream(), onActivity);
  const kind = response.headers.get('content-type') ?? '';
  if (/text\/html/i.test(kind)) yield notTheApi('a web page');
  else if (/application\/json/i.test(kind)) yield* messageEvents(await textOf(body));
  else yield* streamEvents(body, kind);
}

/** Bytes count as life, not events alone: servers send pings and comments while the model thinks. */
async function* metered(
  body: AsyncIterable<Uint8Array>,
  onActivity: () => void,
): AsyncGenerator<Uint8Array, void, undefined> {
  let seenBytes = 0;
  for await (const chunk of body) {
    seenBytes += chunk.byteLength;
    if (seenBytes > MAX_REPLY_BYTES) {
      throw new ReplyLimitError(`The reply has more than ${MAX_REPLY_BYTES} bytes.`);
    }
    onActivity();
    yield chunk;
  }
}

async function textOf(body: AsyncIterable<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder();
  const parts: string[] = [];
  for await (const chunk of body) parts.push(decoder.decode(chunk, { stream: true }));
  return parts.join('');
}

async function* streamEvents(
  body: AsyncIterable<Uint8Array>,
  kind: string,
): AsyncGenerator<ReplyStep, void, undefined> {
  let isStream = /text\/event-stream/i.test(kind);
  for await (const { event, data } of sseEvents(body)) {
    isStream = true;
    if (event === 'ping' || data === '' || data === '[DONE]') continue;
    const parsed = parseBounded(data);
    if (parsed.type === 'value') {
      const { value } = parsed;
      yield { type: 'event', event: event === 'error' ? asError(value) : value };
      continue;
    }
    if (parsed.type === 'too-deep') yield tooDeep();
    else yield brokenStream(event === 'error' ? data : 'The stream holds broken JSON.');
    return;
  }
  if (!isStream) yield notTheApi('something else');
}

/** A whole message, told as the events of a stream. */
function* messageEvents(text: string): Generator<ReplyStep, void, undefined> {
  const parsed = parseBounded(text);
  if (parsed.type === 'too-deep') {
    yield tooDeep();
    return;
  }
  const message = parsed.type === 'value' ? parsed.value : undefined;
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

function brokenStream(message: string): ReplyStep {
  return { type: 'failure', failure: { class: 'transient', message } };
}

function tooDeep(): ReplyStep {
  const message = `The reply holds JSON of more than ${MAX_JSON_DEPTH} levels.`;
  return { type: 'failure', failure: { class: 'deterministic', message } };
}

/**
 * A login page of a proxy, or a base URL that names something else, answers every call alike and is
 * no item's fault: a person has to look. Counted as deterministic it would fail item after item.
 */
function notTheApi(found: string): ReplyStep {
  const message = `Expected an answer of the Messages API, found ${found}. Check the base URL, and any proxy between.`;
  return { type: 'failure', failure: { class: 'needs-person', status: 200, message } };
}
