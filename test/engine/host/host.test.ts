import { lstat, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { contentPaths } from '../../../src/engine/files/paths.ts';
import type { GuestLimits } from '../../../src/engine/host/guest.ts';
import { serveHost } from '../../../src/engine/host/host.ts';
import { findSocket } from '../../../src/engine/host/socket-place.ts';
import { encode } from '../../../src/engine/host/wire.ts';
import type { EventBody } from '../../../src/engine/journal/events.ts';
import { type HandFed, handFed, noted, runStarted, streams, working } from '../../ui/factory.ts';
import { temporaryFolder } from '../folder.ts';
import { openLine } from './guest-line.ts';

async function served(given: { root?: string; limits?: Partial<GuestLimits> } = {}) {
  const paths = contentPaths(given.root ?? (await temporaryFolder()));
  const fed = handFed();
  fed.record(runStarted());
  const { send, commands } = noted();
  const refused: string[] = [];
  const host = await serveHost({
    paths,
    engine: { store: fed.store, send },
    onRefused: (reason) => refused.push(reason),
    limits: given.limits ?? {},
  });
  onTestFinished(host.close);
  return { paths, fed, commands, refused, host };
}

function notices(fed: HandFed, count: number, message: string): void {
  for (let n = 0; n < count; n += 1) {
    fed.record({ type: 'notice.given', level: 'info', message: `${n} ${message}` });
  }
}

/** A question with a long input, which a person has to read whole. */
function asked(n: number): EventBody {
  return {
    type: 'approval.asked',
    id: `approval-${n}`,
    item: `item-${n}`,
    asker: 'product',
    attempt: 1,
    turn: 0,
    tool: 'ship',
    action: { verb: 'ship', target: `target-${n}`, effect: 'Ships it.' },
    input: JSON.stringify({ what: 'x'.repeat(1_000) }),
    digest: 'ab',
    reason: '',
    expiresAtMs: null,
  };
}

test('a client gets the figures first, without items, and every event after them', async () => {
  const { fed, host } = await served();
  fed.record(...working('two-sum', 0));
  const line = openLine(host.path);
  line.hello();
  const { figures, seq, pid } = await line.until('hello');
  const { items: _, ...expected } = fed.store.getState();
  expect(figures).toEqual(expected);
  expect({ seq, pid }).toEqual({ seq: expected.seq, pid: process.pid });
  fed.record({ type: 'run.paused', by: 'somebody' });
  const { event } = await line.until('event');
  expect(event).toMatchObject({ seq: seq + 1, type: 'run.paused' });
});

test('two clients are live, and each hears what came of its own commands', async () => {
  const { fed, host, commands } = await served();
  const [one, two] = [openLine(host.path), openLine(host.path)];
  for (const line of [one, two]) {
    line.hello();
    await line.until('hello');
  }
  one.say(encode({ type: 'command', id: 7, command: { type: 'pause' } }));
  two.say(encode({ type: 'command', id: 8, command: { type: 'set-workers', workers: 2 } }));
  expect(await one.until('ack')).toMatchObject({ id: 7, ok: true });
  expect(await two.until('ack')).toMatchObject({ id: 8, ok: true });
  expect(commands).toHaveLength(2);
  fed.record({ type: 'run.paused', by: 'one' });
  for (const line of [one, two]) {
    await line.until('event');
    expect(line.news.filter(({ type }) => type === 'ack')).toHaveLength(1);
  }
});

test('a stream comes as what it has grown by, and fits together to its tail', async () => {
  const { fed, host } = await served();
  fed.record(...working('two-sum', 0));
  streams(fed, 0, 'writing', 'first words');
  const line = openLine(host.path);
  line.hello();
  await line.until('ticks', ({ workers }) => workers[0]?.text === 'first words');
  streams(fed, 0, 'writing', `${'many more of them, '.repeat(90)}END`);
  await line.until('ticks', ({ workers }) => workers[0]?.text.endsWith('END') === true);
  streams(fed, 0, 'validating', `${'and again; '.repeat(80)}FIN`);
  await line.until('ticks', ({ workers }) => workers[0]?.text.endsWith('FIN') === true);
  const told = line.news.flatMap((one) => (one.type === 'ticks' ? one.workers : []));
  const text = told.map((one) => one.text).join('');
  expect(text.slice(-2000)).toBe(fed.store.getLive(0)?.tail);
  expect(told.at(-1)?.phase).toBe('validating');
});

test.each([
  ['garbage', 'GET / HTTP/1.1\r\n\r\n', /expected a line of JSON/],
  ['a command before its hello', encode({ type: 'refresh' }), /expected a hello first/],
  ['another version', '{"type":"hello","v":99,"by":"me"}\n', /expected version 1 .* found 99/],
  ['an unknown message', '{"type":"shutdown"}\n', /expected a message/],
  ['a line without an end', 'x'.repeat(70_000), /expected lines of at most 65536 bytes/],
])('a client that sends %s is told why and cut off', async (_what, text, why) => {
  const { host, refused, fed } = await served();
  const line = openLine(host.path);
  line.say(text);
  expect((await line.until('refused')).reason).toMatch(why);
  await line.cut;
  expect(refused).toHaveLength(1);
  const other = openLine(host.path);
  other.hello();
  await other.until('hello');
  fed.record({ type: 'run.paused', by: 'somebody' });
  await other.until('event');
});

test('a command that is none is refused, whatever the client said before', async () => {
  const { host, commands } = await served();
  const line = openLine(host.path);
  line.hello();
  await line.until('hello');
  line.say('{"type":"command","id":1,"command":{"type":"set-workers","workers":-3}}\n');
  await line.until('refused');
  expect(commands).toEqual([]);
});

test('a client that says nothing is cut off, and the 65th is turned away', async () => {
  const { host } = await served({ limits: { helloMs: 300 } });
  const lines = [...Array(64)].map(() => openLine(host.path));
  await Promise.all(lines.map(({ socket }) => new Promise((done) => socket.on('connect', done))));
  const late = openLine(host.path);
  expect((await late.until('refused')).reason).toContain('too many clients');
  for (const line of lines) expect((await line.until('refused')).reason).toContain('hello');
  await Promise.all(lines.map(({ cut }) => cut));
  const next = openLine(host.path);
  next.hello();
  await next.until('hello');
});

test('a client that stops reading misses news, is told that it lagged, and goes on', async () => {
  const { host, fed } = await served();
  const line = openLine(host.path);
  line.hello();
  await line.until('hello');
  line.socket.pause();
  for (let round = 0; round < 60; round += 1) {
    notices(fed, 1_000, 'x'.repeat(1_000));
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  // 60 MB of news went by.
  line.socket.resume();
  const { seq } = await line.until('lagged');
  const { figures } = await line.until('figures');
  expect(figures.seq).toBe(seq);
  expect(seq).toBe(60_001);
  fed.record({ type: 'run.paused', by: 'somebody' });
  await line.until('event', ({ event }) => event.seq === seq + 1);
  const told = line.news.filter(({ type }) => type === 'event');
  expect(told.length).toBeLessThan(4_000);
});

test('figures of thousands of waiting approvals are sent once, and news after them', async () => {
  const { host, fed } = await served();
  for (let n = 0; n < 4_000; n += 1) fed.record(asked(n));
  const line = openLine(host.path);
  line.hello();
  const { figures } = await line.until('hello');
  expect(figures.approvals.size).toBe(4_000);
  line.say(encode({ type: 'refresh' }));
  await line.until('figures');
  fed.record({ type: 'run.paused', by: 'somebody' });
  await line.until('event', ({ event }) => event.type === 'run.paused');
  expect(line.news.map(({ type }) => type)).toEqual(['hello', 'figures', 'event']);
});

test('a client that never reads again is cut off', async () => {
  const { host, fed, refused } = await served({ limits: { stallMs: 200 } });
  const line = openLine(host.path);
  line.hello();
  await line.until('hello');
  line.socket.pause();
  notices(fed, 3_000, 'x'.repeat(1_000));
  await vi.waitFor(() => expect(refused).toHaveLength(1), { timeout: 20_000 });
  expect(refused[0]).toContain('waited too long');
});

test('the last events reach clients before their lines end, and the socket is gone', async () => {
  const { host, fed, paths } = await served();
  const line = openLine(host.path);
  line.hello();
  await line.until('hello');
  fed.record({ type: 'run.ended', outcome: 'finished', reason: 'nothing is left to do' });
  // Taken away with the run, not later: by then another engine's may lie there.
  await expect(lstat(host.path)).rejects.toThrow('ENOENT');
  await host.close();
  await line.cut;
  expect(line.news.at(-1)).toMatchObject({ type: 'event', event: { type: 'run.ended' } });
  await expect(lstat(join(paths.engine, 'socket.path'))).rejects.toThrow('ENOENT');
});

test('the socket is the user’s alone, and takes the place of a dead engine’s', async () => {
  const root = await temporaryFolder();
  const { engine } = contentPaths(root);
  await mkdir(engine);
  const stale = join(engine, 'socket');
  await writeFile(stale, '');
  const { host, paths } = await served({ root });
  expect(host.path).toBe(stale);
  const found = await lstat(stale);
  expect(found.isSocket()).toBe(true);
  expect(found.mode & 0o777).toBe(0o600);
  expect(await findSocket(paths)).toBe(stale);
  const line = openLine(host.path);
  line.hello();
  await line.until('hello');
});

test('a path too long for a socket leads to a private folder, by a pointer', async () => {
  const root = join(await temporaryFolder(), 'deep'.repeat(20), 'deeper'.repeat(15));
  await mkdir(root, { recursive: true });
  const { host, paths } = await served({ root });
  expect(host.path.startsWith(root)).toBe(false);
  expect(await readFile(join(paths.engine, 'socket.path'), 'utf8')).toBe(`${host.path}\n`);
  expect(await findSocket(paths)).toBe(host.path);
  expect((await lstat(host.path)).mode & 0o777).toBe(0o600);
  expect((await lstat(dirname(host.path))).mode & 0o777).toBe(0o700);
  const line = openLine(host.path);
  line.hello();
  await line.until('hello');
});

test('a pointer to a socket in somebody’s open folder is not followed', async () => {
  const root = await temporaryFolder();
  const paths = contentPaths(root);
  await mkdir(paths.engine);
  const open = join(root, 'open');
  await mkdir(open, { mode: 0o755 });
  const socket = join(open, 's');
  const server = createServer();
  onTestFinished(() => void server.close());
  await new Promise<void>((done) => server.listen(socket, done));
  await writeFile(join(paths.engine, 'socket.path'), `${socket}\n`);
  await expect(findSocket(paths)).rejects.toThrow('open to others');
  await symlink(open, join(root, 'link'));
  await writeFile(join(paths.engine, 'socket.path'), `${join(root, 'link', 's')}\n`);
  await expect(findSocket(paths)).rejects.toThrow('no folder');
  await writeFile(join(paths.engine, 'socket.path'), '../elsewhere\n');
  await expect(findSocket(paths)).rejects.toThrow('expected the name of a socket');
});
