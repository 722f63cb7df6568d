import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as the server saw it. */
export interface Seen {
  headers: IncomingHttpHeaders;
  url: string;
  body: Record<string, unknown>;
}

/** Plays one answer, byte by byte, however broken. */
export type Play = (response: ServerResponse) => void | Promise<void>;

/** A server on loopback that plays the same answer to each request. */
export async function playServer(play: Play) {
  const seen: Seen[] = [];
  let connections = 0;
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    seen.push({ headers: request.headers, url: request.url ?? '', body });
    await play(response);
  });
  server.on('connection', () => {
    connections += 1;
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    seen,
    connections: () => connections,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Opens an event stream. */
export function openStream(response: ServerResponse, headers: Record<string, string> = {}): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', ...headers });
}

/** An event as bytes; its name is its type, as the API sends it. */
export function sse(event: { type: string } & Record<string, unknown>): string {
  return `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;
}

/** The first event of a reply. */
export function messageStart(message: Record<string, unknown> = {}): string {
  const usage = { input_tokens: 10, output_tokens: 1 };
  const start = { id: 'msg_1', role: 'assistant', model: 'claude-sonnet-5-5', content: [], usage };
  return sse({ type: 'message_start', message: { ...start, ...message } });
}

/** A block that arrives in pieces. */
export function block(
  index: number,
  start: Record<string, unknown>,
  pieces: Record<string, unknown>[],
): string {
  return [
    sse({ type: 'content_block_start', index, content_block: start }),
    ...pieces.map((delta) => sse({ type: 'content_block_delta', index, delta })),
    sse({ type: 'content_block_stop', index }),
  ].join('');
}

/** A text block in one piece. */
export function textBlock(index: number, text: string): string {
  return block(index, { type: 'text', text: '' }, [{ type: 'text_delta', text }]);
}

/** The last two events of a reply. */
export function messageEnd(stopReason: string, usage: unknown = { output_tokens: 20 }): string {
  return (
    sse({ type: 'message_delta', delta: { stop_reason: stopReason, stop_sequence: null }, usage }) +
    sse({ type: 'message_stop' })
  );
}

/** Plays a whole stream and ends it properly. */
export function stream(...parts: string[]): Play {
  return (response) => {
    openStream(response, { 'request-id': 'req_1' });
    response.end(parts.join(''));
  };
}

/** Plays an HTTP error with a JSON body, as the API words it. */
export function refusal(
  status: number,
  error: Record<string, unknown>,
  headers: Record<string, string> = {},
): Play {
  return (response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify({ type: 'error', error }));
  };
}
