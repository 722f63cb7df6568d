import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createOutbox } from '../../../src/engine/host/outbox.ts';
import { temporaryFolder } from '../folder.ts';

/** Both ends of a Unix socket. */
async function socketPair(): Promise<{ near: Socket; far: Socket }> {
  const path = join(await temporaryFolder(), 's');
  const server = createServer();
  server.listen(path);
  await once(server, 'listening');
  const met = new Promise<Socket>((resolve) => server.once('connection', resolve));
  const far = connect(path);
  const near = await met;
  onTestFinished(() => {
    far.destroy();
    near.destroy();
    server.close();
  });
  return { near, far };
}

test('no more than a megabyte waits for a client that does not read, however much is sent', async () => {
  const { near, far } = await socketPair();
  far.pause();
  let drained = 0;
  const outbox = createOutbox(
    near,
    { queueBytes: 1024 * 1024, stallMs: 60_000 },
    {
      onDrained: () => {
        drained += 1;
      },
      onStalled: () => {},
    },
  );
  const line = `${'x'.repeat(1_000)}\n`;
  let most = 0;
  for (let n = 0; n < 100_000; n += 1) {
    outbox.send(line);
    most = Math.max(most, near.writableLength);
    if (n % 10_000 === 0) await new Promise(setImmediate);
  }
  expect(most).toBeLessThanOrEqual(1024 * 1024 + line.length);
  expect(near.isPaused()).toBe(true);
  expect(outbox.isBusy()).toBe(true);
  let readBytes = 0;
  far.on('data', (chunk: Buffer) => {
    readBytes += chunk.length;
  });
  far.resume();
  while (drained === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(outbox.isBusy()).toBe(false);
  outbox.send('again\n');
  const before = readBytes;
  while (readBytes === before) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(drained).toBe(1);
});
