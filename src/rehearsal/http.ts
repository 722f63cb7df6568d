import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type ApiError, errorBody } from './api-error.ts';
import type { LedgerEntry } from './ledger.ts';

/** One HTTP request on its way; `signal` fires when the client goes or the server closes. */
export interface HttpCall {
  req: IncomingMessage;
  res: ServerResponse;
  requestId: string;
  signal: AbortSignal;
  entry: LedgerEntry;
}

const MAX_BODY_BYTES = 32 * 1024 * 1024;
/** So much of an oversized body is still read, so that the client gets to see the refusal. */
const MAX_DRAINED_BYTES = 4 * MAX_BODY_BYTES;

/** Reads a body as UTF-8; `undefined` when it is over 32 MB. */
export async function readBody(req: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of req) {
    const bytes = Buffer.from(chunk);
    sizeBytes += bytes.length;
    if (sizeBytes > MAX_DRAINED_BYTES) break;
    if (sizeBytes <= MAX_BODY_BYTES) chunks.push(bytes);
  }
  return sizeBytes > MAX_BODY_BYTES ? undefined : Buffer.concat(chunks).toString('utf8');
}

/** Sends a whole JSON reply. */
export function sendJson(call: HttpCall, body: unknown, headers?: Record<string, string>): void {
  call.entry.status = 200;
  call.entry.completed = true;
  call.res.writeHead(200, { ...headers, 'content-type': 'application/json' });
  call.res.end(JSON.stringify(body));
}

/** Sends an error in the API's shape. */
export function sendError(call: HttpCall, error: ApiError): void {
  call.entry.status = error.status;
  call.entry.completed = true;
  call.res.writeHead(error.status, { ...error.headers, 'content-type': 'application/json' });
  call.res.end(JSON.stringify(errorBody(error, call.requestId)));
}

/** Writes a piece of a body, and waits while the client does not keep up. */
export async function write(call: HttpCall, piece: string): Promise<void> {
  call.signal.throwIfAborted();
  if (!call.res.write(piece)) await once(call.res, 'drain', { signal: call.signal });
}

/** Resolves once the client is gone. */
export async function untilGone(call: HttpCall): Promise<void> {
  if (!call.signal.aborted) await once(call.signal, 'abort');
}

/** Cuts the connection after everything written so far has left. */
export async function cutConnection(call: HttpCall, lastPiece: string): Promise<void> {
  await new Promise((resolve) => call.res.write(lastPiece, resolve));
  call.res.destroy();
}
