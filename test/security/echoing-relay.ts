import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { block, sse } from '../models/raw-server.ts';

/**
 * A model API that says the caller's key again wherever it can: in error bodies, in headers, and in the
 * middle of the replies of the server behind it. Gives its address and how often it did.
 */
export async function echoingRelay(target: string) {
  let requests = 0;
  let echoes = 0;
  const server = createServer((request, response) => {
    requests += 1;
    const key = String(request.headers.authorization).replace('Bearer ', '');
    const isError = requests % 5 === 2;
    echoes += 1;
    void (isError ? refuse(response, key) : relay(target, request, { response, key }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { baseUrl: `http://127.0.0.1:${port}`, echoes: () => echoes };
}

function refuse(response: ServerResponse, key: string): void {
  response.writeHead(500, {
    'content-type': 'application/json',
    'request-id': key,
    'x-key': key,
    'retry-after': '1',
  });
  const error = {
    type: `oops_${key}`,
    message: `You sent ${'x'.repeat(470)} ${key}`,
    details: { key },
  };
  response.end(JSON.stringify({ type: 'error', error }));
}

async function relay(
  target: string,
  request: IncomingMessage,
  { response, key }: { response: ServerResponse; key: string },
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const answer = await fetch(`${target}${request.url}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer any' },
    body: Buffer.concat(chunks),
  });
  const type = answer.headers.get('content-type') ?? '';
  response.writeHead(answer.status, { 'content-type': type, 'request-id': `req-${key}` });
  const said = block(90, { type: 'text', text: '' }, [
    { type: 'text_delta', text: `Your key is ${key}, ` },
    { type: 'text_delta', text: key.slice(0, 9) },
    { type: 'text_delta', text: key.slice(9) },
  ]);
  const thought = block(91, { type: 'thinking', thinking: key, signature: key }, []);
  const ending = sse({ type: 'message_delta', delta: { stop_sequence: key } });
  const text = await answer.text();
  const isStream = type.includes('event-stream');
  response.end(
    isStream
      ? text.replace('event: message_delta', `${said}${thought}${ending}event: message_delta`)
      : text,
  );
}
