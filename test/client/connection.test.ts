import { mkdir } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { connect } from '../../src/client/connection.ts';
import { contentPaths } from '../../src/engine/files/paths.ts';
import { usualSocket } from '../../src/engine/host/socket-place.ts';
import { encode } from '../../src/engine/host/wire.ts';
import { emptyState } from '../../src/engine/state/fold.ts';
import { temporaryFolder } from '../engine/folder.ts';

/** Something that listens where an engine would, and says what it is told to. */
async function listening(onSocket: (socket: Socket) => void) {
  const paths = contentPaths(await temporaryFolder());
  await mkdir(paths.engine);
  const server = createServer((socket) => {
    socket.on('error', () => {});
    onTestFinished(() => void socket.destroy());
    onSocket(socket);
  });
  onTestFinished(() => void server.close());
  await new Promise<void>((done) => server.listen(usualSocket(paths), done));
  return paths;
}

const { items: _, ...figures } = emptyState();
const hello = encode({ type: 'hello', v: 1, pid: 1, seq: 0, figures });

test('nobody there is a refusal in words', async () => {
  const paths = contentPaths(await temporaryFolder());
  const refused = await connect({ paths, by: 'me', onNews: () => {} });
  expect(refused).toEqual({ refused: 'the engine does not answer' });
});

test.each([
  ['garbage', 'HTTP/1.1 400 Bad Request\r\n', /another language: expected a line of JSON/],
  ['another version', hello.replace('"v":1', '"v":2'), /another language/],
  ['figures that are none', hello.replace('"counts"', '"count"'), /figures of a factory/],
  ['a refusal', encode({ type: 'refused', reason: 'no room' }), /refused: no room/],
])('an engine that answers with %s is not followed', async (_what, line, why) => {
  const paths = await listening((socket) => void socket.write(line));
  const refused = await connect({ paths, by: 'me', onNews: () => {} });
  expect(refused).toMatchObject({ refused: expect.stringMatching(why) });
});

test('a command that nobody answers is refused in the end, as is one whose engine goes away', async () => {
  let engine: Socket | undefined;
  const paths = await listening((socket) => {
    engine = socket;
    socket.write(hello);
  });
  const connection = await connect({ paths, by: 'me', onNews: () => {}, ackMs: 50 });
  if ('refused' in connection) throw new Error(connection.refused);
  expect(await connection.send({ type: 'pause' })).toEqual({
    ok: false,
    reason: 'the engine does not answer',
  });
  const patient = await connect({ paths, by: 'me', onNews: () => {} });
  if ('refused' in patient) throw new Error(patient.refused);
  const answer = patient.send({ type: 'pause' });
  engine?.destroy();
  expect(await answer).toMatchObject({ ok: false, reason: expect.stringContaining('went away') });
  expect(await patient.over).toContain('went away');
});
