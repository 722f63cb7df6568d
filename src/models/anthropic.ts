import { Anthropic, APIError } from '@anthropic-ai/sdk';
import { type Accumulator, createAccumulator } from './accumulate.ts';
import { type CallTimes, type CallWatch, watchCall } from './call-watch.ts';
import { classifyError } from './classify.ts';
import { createReplyCleaner } from './clean-reply.ts';
import { type EndpointSettings, normaliseBaseUrl } from './endpoint.ts';
import type { Failure } from './failure.ts';
import { guardedFetch } from './guarded-fetch.ts';
import { type LimitNews, limitNews } from './limit-news.ts';
import type { CallIo, CallModel, ModelReply, ModelRequest } from './port.ts';
import { createReplyReader, type ReplyStep, whyNoReply } from './reply-events.ts';
import { ReplyLimitError } from './reply-limit-error.ts';
import { CONNECT_TIMEOUT_MS, IDLE_TIMEOUT_MS, REPLY_TIMEOUT_MS } from './reply-limits.ts';
import { requestBody } from './request-body.ts';

/** How to reach a Messages API. Times in milliseconds. */
export interface AnthropicOptions {
  apiKey: string;
  baseUrl?: string;
  endpoint: EndpointSettings;
  /** The longest silence within a reply before it counts as lost; by default the endpoint's. */
  idleTimeoutMs?: number;
  /** The longest that a reply may take; by default the endpoint's. */
  replyTimeoutMs?: number;
  /** The longest wait for the first byte of an answer. */
  connectTimeoutMs?: number;
  now?: () => number;
}

interface Caller {
  client: Anthropic;
  endpoint: EndpointSettings;
  times: CallTimes;
  now: () => number;
}

const DRAIN_GRACE_MS = 200;
const DEFAULT_BASE_URL = 'https://api.anthropic.com';

/**
 * The model port over the Messages API, streaming, without any retry of its own. Throws at once on
 * a key or base URL that cannot work; a call itself never throws for what a provider does. What comes
 * back is within limits, holds no key, and its words fit one line of a terminal.
 */
export function createAnthropicModel(options: AnthropicOptions): CallModel {
  const { apiKey, endpoint, now = Date.now } = options;
  const client = createClient(options);
  const caller: Caller = { client, endpoint, times: timesOf(options), now };
  const clean = createReplyCleaner(apiKey);
  return async (request, io) => {
    const deltas = clean.deltas(io.onDelta);
    const reply = await callOnce(caller, request, { ...io, onDelta: deltas.take });
    deltas.flush();
    return clean.reply(reply);
  };
}

function timesOf({ endpoint, idleTimeoutMs, replyTimeoutMs }: AnthropicOptions): CallTimes {
  const { idleSeconds, replySeconds } = endpoint;
  return {
    idleMs: idleTimeoutMs ?? (idleSeconds ? idleSeconds * 1_000 : IDLE_TIMEOUT_MS),
    wholeMs: replyTimeoutMs ?? (replySeconds ? replySeconds * 1_000 : REPLY_TIMEOUT_MS),
  };
}

function createClient(options: AnthropicOptions): Anthropic {
  const { apiKey, endpoint, connectTimeoutMs = CONNECT_TIMEOUT_MS } = options;
  if (!/^[\x21-\x7e]+$/.test(apiKey)) {
    throw new Error(
      'The API key must be one word of plain ASCII; found it empty or with other characters. Set it again.',
    );
  }
  return new Anthropic({
    apiKey,
    baseURL: normaliseBaseUrl(options.baseUrl ?? DEFAULT_BASE_URL),
    // Retry, and how long to wait, is our own policy: the SDK would sleep an hour if told to.
    maxRetries: 0,
    timeout: connectTimeoutMs,
    // The default logger writes to stdout, which belongs to the console.
    logLevel: 'off',
    logger: SILENT,
    openTelemetry: false,
    fetch: guardedFetch,
    defaultHeaders: {
      ...(endpoint.authHeader === 'x-api-key' ? { 'x-api-key': apiKey, authorization: null } : {}),
      ...(endpoint.apiVersion ? { 'anthropic-version': endpoint.apiVersion } : {}),
    },
  });
}

const SILENT = { error: ignore, warn: ignore, info: ignore, debug: ignore };

function ignore(): void {}

async function callOnce(caller: Caller, request: ModelRequest, io: CallIo): Promise<ModelReply> {
  const startedMs = caller.now();
  const watch = watchCall(io.signal, caller.times);
  const accumulator = createAccumulator({
    onDelta: (delta) => io.onDelta(delta),
    fallbackId: `toolu_t${request.turn}`,
    nowMs: startedMs,
  });
  try {
    const opened = await open(caller, request, watch);
    const limits = opened.limits ? { limits: opened.limits } : {};
    if (opened.type === 'failure') {
      return { type: 'failure', failure: opened.failure, usage: undefined, ...limits };
    }
    const failure = await readReply(caller, opened.response, { watch, accumulator });
    if (failure) return { type: 'failure', failure, usage: accumulator.usage(), ...limits };
    const { servedModel, stopDetail, ...message } = accumulator.finish();
    return {
      type: 'message',
      ...message,
      ...(stopDetail === undefined ? {} : { stopDetail }),
      usage: accumulator.usage(),
      servedModel: servedModel ?? request.model,
      requestId: opened.response.headers.get('request-id') ?? undefined,
      latencyMs: caller.now() - startedMs,
      ...limits,
    };
  } finally {
    watch.dispose();
  }
}

type Opened =
  | { type: 'response'; response: Response; limits: LimitNews | undefined }
  | { type: 'failure'; failure: Failure; limits?: LimitNews | undefined };

async function open(caller: Caller, request: ModelRequest, watch: CallWatch): Promise<Opened> {
  try {
    // `messages.create` would do, but prints a warning for some models on the console.
    const sent = caller.client.post('/v1/messages', {
      body: requestBody(request, caller.endpoint),
      stream: true,
      signal: watch.signal,
    });
    const response = await sent.asResponse();
    return { type: 'response', response, limits: limitNews(response.headers, caller.now()) };
  } catch (error) {
    const headers = error instanceof APIError ? error.headers : undefined;
    return {
      type: 'failure',
      failure: explain(error, { watch, caller }),
      limits: headers && limitNews(headers, caller.now()),
    };
  }
}

/** Feeds the reply to the accumulator; gives what went wrong, or nothing once it is complete. */
async function readReply(
  caller: Caller,
  response: Response,
  { watch, accumulator }: { watch: CallWatch; accumulator: Accumulator },
): Promise<Failure | undefined> {
  const kind = response.headers.get('content-type') ?? '';
  const wrong = whyNoReply(kind);
  if (wrong) return wrong;
  const reader = createReplyReader(kind);
  const body = (response.body ?? new Blob([]).stream()).getReader();
  // Whoever waits for a piece that never comes is let go: a race for each piece would cost more than reading it.
  void watch.whenEnded.then(() => body.cancel()).catch(ignore);
  try {
    watch.touch();
    for (;;) {
      const piece = await body.read();
      if (watch.ended()) return explain(undefined, { watch, caller });
      // Bytes count as life, not events alone: servers send pings and comments while the model thinks.
      watch.touch();
      const failure = feedAll(accumulator, piece.done ? reader.end() : reader.take(piece.value));
      if (failure) return failure;
      if (accumulator.isComplete()) break;
      if (piece.done) {
        return { class: 'transient', message: 'The reply ended before its end (no message_stop).' };
      }
    }
  } catch (error) {
    return explain(error, { watch, caller });
  }
  await drain(body);
  return undefined;
}

function feedAll(accumulator: Accumulator, steps: readonly ReplyStep[]): Failure | undefined {
  for (const step of steps) {
    if (accumulator.isComplete()) return undefined;
    const failure = step.type === 'failure' ? step.failure : accumulator.feed(step.event);
    if (failure) return failure;
  }
  return undefined;
}

/** Reads the end of the body, so that the connection can serve the next call; does not wait for long. */
async function drain(body: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
  const timer = setTimeout(() => void body.cancel().catch(ignore), DRAIN_GRACE_MS);
  try {
    while (!(await body.read()).done);
  } catch {
    // The reply is already whole: how its connection ends makes no difference.
  } finally {
    clearTimeout(timer);
  }
}

function explain(error: unknown, place: { watch: CallWatch; caller: Caller }): Failure {
  const ended = place.watch.ended();
  if (ended === 'user') return { class: 'aborted', message: 'The call was aborted.' };
  if (ended === 'idle') {
    const seconds = place.caller.times.idleMs / 1_000;
    return { class: 'transient', message: `The reply stalled: nothing came for ${seconds} s.` };
  }
  if (ended === 'whole') {
    const seconds = place.caller.times.wholeMs / 1_000;
    const message = `The reply had no end after ${seconds} s. A slow server needs a higher "replySeconds" under "endpoint" in factory.json.`;
    return { class: 'deterministic', message };
  }
  if (error instanceof ReplyLimitError) {
    return { class: 'deterministic', message: error.message };
  }
  return classifyError(error, place.caller.now());
}
