import { once } from 'node:events';
import { createServer, request as passOn } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { contentDir, type JournalLine } from './content-dir.ts';
import { rehearseBatch } from './rehearsed-batch.ts';

interface Body {
  model: string;
  tools: unknown;
  system: { cache_control?: { ttl?: string } }[];
  messages: unknown[];
  cache_control?: unknown;
}

/** Stands before a server and keeps what it is sent, byte for byte. */
async function recorder(bodies: string[]) {
  const server = createServer((req, res) => {
    const chunks: Buffer[] = [];
    req.on('data', (chunk: Buffer) => chunks.push(chunk));
    req.on('end', () => {
      const body = Buffer.concat(chunks);
      bodies.push(body.toString());
      const { method, headers } = req;
      const forward = passOn(new URL(req.url ?? '', target), { method, headers }, (answer) => {
        res.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(res);
      });
      forward.on('error', () => res.destroy());
      forward.end(body);
    });
  });
  let target = '';
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return async (baseUrl: string) => {
    target = baseUrl;
    return `http://127.0.0.1:${port}`;
  };
}

const items = [
  ...['two-sum', 'single-number', 'climbing-stairs', 'move-zeros'],
  ...['contains-duplicate', 'binary-search'],
];

/** What the cache compares: everything before the messages. */
function prefixOf(body: string): string {
  return body.slice(0, body.indexOf('"messages":')).replace(/"max_tokens":\d+/, '');
}

function writesForAnHour({ usage }: JournalLine): boolean {
  return (
    typeof usage === 'object' &&
    usage !== null &&
    'cacheWrite1h' in usage &&
    usage.cacheWrite1h !== 0
  );
}

test('the prompt is a prefix that stays, over workers, turns, items and restarts, and is written once', async () => {
  const bodies: string[] = [];
  const through = await recorder(bodies);
  const dir = await contentDir();
  // Slow enough that all workers call before the first reply has begun.
  const staging = { workers: items.length, speed: 30, through };
  const first = await rehearseBatch(dir, items.slice(0, 5), [], staging);
  const writes = first.calls.filter(writesForAnHour);
  const models = new Set(first.calls.map(({ model }) => model));
  expect(writes.map(({ model }) => model).sort()).toEqual([...models].sort());
  await rehearseBatch(dir, items.slice(5), [], staging);
  expect(bodies.length).toBeGreaterThan(items.length);

  const byModel = Map.groupBy(bodies, (body) => (JSON.parse(body) as Body).model);
  for (const same of byModel.values()) expect(new Set(same.map(prefixOf)).size).toBe(1);

  for (const body of bodies) {
    const { system, messages, cache_control: tail } = JSON.parse(body) as Body;
    expect(system.at(-1)?.cache_control).toMatchObject({ ttl: '1h' });
    expect(body.split('"cache_control"').length - 1).toBeLessThanOrEqual(4);
    expect(tail).toBeDefined();
    // Of the same conversation, what was sent before is sent again, and goes on.
    const before = bodies
      .slice(0, bodies.indexOf(body))
      .map((earlier) => JSON.parse(earlier) as Body)
      .findLast(
        ({ messages: [opening] }) => JSON.stringify(opening) === JSON.stringify(messages[0]),
      );
    if (before === undefined || before.messages.length >= messages.length) continue;
    const kept = JSON.stringify(messages.slice(0, before.messages.length));
    expect(kept).toBe(JSON.stringify(before.messages));
  }
});
