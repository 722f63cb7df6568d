import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { codeOf } from './error-code.ts';
import type { HookContext, HookEnd } from './hook-end.ts';
import { keepOutput } from './kept-output.ts';
import { visibleText } from './visible-text.ts';

/** An address that is sent a JSON body, and for how long it may take to answer. */
export interface WebhookHook {
  type: 'webhook';
  url: string;
  timeoutSeconds: number;
}

/** Of an answer no more is read; the connection is closed then. */
const maxBodyBytes = 2_000;

/**
 * Posts a JSON text, once, over a connection of its own, and tells what came of it. Redirects are not
 * followed. Where no connection was made nothing was sent, which is `failed`; later it is `unknown`.
 */
export async function postWebhook(
  { url, timeoutSeconds }: WebhookHook,
  body: string,
  { id, signal }: Pick<HookContext, 'id' | 'signal'>,
): Promise<HookEnd> {
  const limit = AbortSignal.timeout(Math.ceil(timeoutSeconds * 1_000));
  const cut = AbortSignal.any([signal, limit]);
  const posted = post(url, body, { ...(id === undefined ? {} : { id }), signal: cut });
  try {
    return await verdictOn(await posted.answer);
  } catch (error) {
    const why = limit.aborted ? `no answer within ${timeoutSeconds} s` : whyNot(error, signal);
    return posted.wasConnected()
      ? { type: 'unknown', text: `${why}: it may have acted or not` }
      : { type: 'failed', text: `could not be reached (${why}): nothing was sent` };
  }
}

interface Posted {
  answer: Promise<IncomingMessage>;
  /** Whether there was a connection, on which something may have been sent. */
  wasConnected(): boolean;
}

function post(
  url: string,
  body: string,
  { id, signal }: Pick<HookContext, 'id' | 'signal'>,
): Posted {
  const isSecure = new URL(url).protocol === 'https:';
  const open = isSecure ? requestHttps : requestHttp;
  let isConnected = false;
  const request = open(url, {
    method: 'POST',
    // A connection that was kept open may be closed by the other side just when it is used.
    agent: false,
    signal,
    headers: {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      ...(id === undefined ? {} : { 'idempotency-key': id }),
      'user-agent': 'ai-factory',
    },
  });
  request.once('socket', (socket) => {
    socket.once(isSecure ? 'secureConnect' : 'connect', () => {
      isConnected = true;
    });
  });
  const answer = new Promise<IncomingMessage>((resolve, reject) => {
    request.once('response', resolve);
    // Once there is an answer, what goes wrong after it changes nothing.
    request.on('error', reject);
  });
  request.end(body);
  return { answer, wasConnected: () => isConnected };
}

async function verdictOn(response: IncomingMessage): Promise<HookEnd> {
  const { statusCode: status = 0, headers } = response;
  const body = await beginningOf(response);
  const said = body === '' ? '' : `. It said:\n${body}`;
  if (status >= 200 && status < 300) return { type: 'done', text: `answered ${status}${said}` };
  if (status >= 300 && status < 400) {
    const to = visibleText((headers.location ?? 'nowhere').slice(0, 200));
    const text = `answered ${status}, a redirect to ${to}, which is not followed`;
    return { type: 'failed', text: `${text}: give the final address in factory.json${said}` };
  }
  return { type: 'failed', text: `answered ${status}${said}` };
}

/** Whatever becomes of the rest, the status has said how it went. */
async function beginningOf(response: IncomingMessage): Promise<string> {
  const output = keepOutput(maxBodyBytes);
  let readBytes = 0;
  try {
    for await (const chunk of response) {
      output.add(chunk);
      readBytes += chunk.length;
      if (readBytes > maxBodyBytes) break;
    }
  } catch {
    // It broke off, or took too long.
  } finally {
    response.destroy();
  }
  return output.text();
}

function whyNot(error: unknown, signal: AbortSignal): string {
  if (signal.aborted) return 'stopped while it was under way';
  const code = codeOf(error);
  switch (code) {
    case 'ECONNREFUSED':
      return 'it refused the connection';
    case 'ENOTFOUND':
      return 'there is no such host';
    case 'ECONNRESET':
      return 'the connection broke off before an answer';
    default:
      return code ?? 'it did not answer in HTTP';
  }
}
