import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { z } from 'zod';
import { createFaultPlan, type FaultRule } from './faults.ts';
import { type HttpCall, sendError } from './http.ts';
import type { LedgerEntry } from './ledger.ts';
import { limitSettingsSchema } from './limit-settings.ts';
import { createMessages } from './messages.ts';
import { createRateLimits } from './rate-limits.ts';
import { type RouteContext, route } from './routes.ts';
import type { RehearsalScript } from './script.ts';

/** How a rehearsal server is to behave. */
export interface RehearsalOptions {
  script: RehearsalScript;
  /** Decides everything that is random: the same seed and conversation give the same reply. */
  seed: number;
  /** 1 is the speed of a real model, 10 ten times that; from a million on nothing waits. */
  speed: number;
  /** 0, the default, takes any free port. */
  port?: number;
  host?: string;
  faults?: readonly FaultRule[];
  /** What it takes before it refuses; by default more than anybody asks for. */
  limits?: z.input<typeof limitSettingsSchema>;
  /** Epoch milliseconds; the life of cache entries is measured on it. */
  clock?: () => number;
}

/** A server that is listening. */
export interface Rehearsal {
  /** For the client's `baseURL`; without `/v1`. */
  baseUrl: string;
  /** Every request so far that reached the API's own paths, in order of arrival. */
  ledger(): LedgerEntry[];
  /** Stops at once: replies under way are cut. */
  close(): Promise<void>;
}

/**
 * Starts a loopback server that speaks the Messages API with a simulated author. Rejects with an
 * Error that names the port and what to do when it cannot listen.
 */
export async function startRehearsal(options: RehearsalOptions): Promise<Rehearsal> {
  const { script, seed, speed, port = 0, host = '127.0.0.1', clock = Date.now } = options;
  const ledger: LedgerEntry[] = [];
  const faults = createFaultPlan(options.faults ?? []);
  const limits = createRateLimits(clock, limitSettingsSchema.parse(options.limits ?? {}));
  const messages = createMessages({ script, seed, speed, nowMs: clock, faults, limits });
  const context: RouteContext = { messages, faults, limits, ledger };
  const server = createServer((req, res) => {
    void handle(beginCall(req, res, clock()), context);
  });
  // A stalled or slow reply must last for as long as its client wants to wait for it.
  server.requestTimeout = 0;
  server.keepAliveTimeout = 60_000;
  await listen(server, host, port);
  return {
    baseUrl: `http://${host}:${portOf(server)}`,
    ledger: () => structuredClone(ledger),
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function beginCall(req: IncomingMessage, res: ServerResponse, atMs: number): HttpCall {
  const requestId = `req_${randomBytes(12).toString('hex')}`;
  const gone = new AbortController();
  res.on('close', () => gone.abort());
  res.setHeader('request-id', requestId);
  const entry: LedgerEntry = { requestId, atMs, status: 0, completed: false };
  return { req, res, requestId, signal: gone.signal, entry };
}

/** Never rejects: a client that went is no error, and a bug is the API's 500. */
async function handle(call: HttpCall, context: RouteContext): Promise<void> {
  if (call.req.url?.startsWith('/v1/')) context.ledger.push(call.entry);
  try {
    await route(call, context);
  } catch (error) {
    if (call.signal.aborted) return;
    const message = `The rehearsal server failed: ${error instanceof Error ? error.message : error}`;
    if (call.res.headersSent) call.res.destroy();
    else sendError(call, { status: 500, type: 'api_error', message });
  }
}

async function listen(server: Server, host: string, port: number): Promise<void> {
  try {
    server.listen(port, host);
    await once(server, 'listening');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : String(error);
    const reason = code === 'EADDRINUSE' ? 'is in use by another program' : `gave ${code}`;
    throw new Error(
      `The rehearsal server cannot listen on ${host}: port ${port} ${reason}. Choose another port, or 0 for any free one.`,
      { cause: error },
    );
  }
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') {
    throw new Error('The rehearsal server listens on no TCP port.');
  }
  return address.port;
}
