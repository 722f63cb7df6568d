import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, readFile, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import { hookEffect, hookSchema, hookTarget, runHook } from '../../src/tools/hook.ts';
import type { HookContext } from '../../src/tools/hook-end.ts';
import { temporaryFolder } from './sandbox.ts';

const node = process.execPath;
const never = new AbortController().signal;
const payload = { id: '0123456789abcdef', action: 'publish', item: 'two-sum', sizeBytes: 5 };
const path = { PATH: process.env.PATH };

async function run(raw: object, over: Partial<HookContext> = {}, sent: object = payload) {
  const cwd = over.cwd ?? (await temporaryFolder());
  const context = { cwd, id: payload.id, signal: never, env: path, ...over };
  return runHook(hookSchema.parse(raw), sent, context);
}

/** A program in JavaScript, as a hook. */
const script = (code: string, timeoutSeconds?: number) => ({
  command: [node, '-e', code],
  ...(timeoutSeconds === undefined ? {} : { timeoutSeconds }),
});

describe('a command', () => {
  test('gets the payload on stdin, the id in its environment, no secret, and the content directory', async () => {
    const cwd = await temporaryFolder();
    const code = `
      const fs = require('node:fs');
      const env = process.env;
      fs.writeFileSync('seen.json', JSON.stringify({ stdin: fs.readFileSync(0, 'utf8'), env, args: process.argv.slice(1) }));
      console.log('put up');`;
    const env = { ...path, ANTHROPIC_API_KEY: 'sk-ant-canary', GITHUB_TOKEN: 'canary', LANG: 'C' };
    const hook = { command: [node, '-e', code, '--', '$HOME; exit 1', '*'] };
    const end = await run(hook, { cwd, env });
    expect(end).toEqual({ type: 'done', text: 'node ended well. It said:\nput up' });
    const seen = JSON.parse(await readFile(join(cwd, 'seen.json'), 'utf8'));
    expect(JSON.parse(seen.stdin)).toEqual(payload);
    expect(seen.args).toEqual(['$HOME; exit 1', '*']);
    expect(seen.env.AI_FACTORY_APPROVAL_ID).toBe(payload.id);
    expect(seen.env.LANG).toBe('C');
    expect(JSON.stringify(seen.env)).not.toContain('canary');
  });

  test('that lies in the content directory is named by a relative path', async () => {
    const cwd = await temporaryFolder();
    await writeFile(join(cwd, 'notify.sh'), '#!/bin/sh\necho "$0"\n');
    await chmod(join(cwd, 'notify.sh'), 0o755);
    const end = await run({ command: ['./notify.sh'] }, { cwd });
    expect(end).toEqual({ type: 'done', text: 'notify.sh ended well. It said:\n./notify.sh' });
  });

  test('that does not read a large payload is not failed for it', async () => {
    const sent = { ...payload, output: 'x'.repeat(3_000_000) };
    expect(await run(script('process.exit(0)'), {}, sent)).toMatchObject({ type: 'done' });
  });

  test('failed when it says so, and when it cannot be started', async () => {
    const failed = await run(script('console.log("one"); console.error("two"); process.exit(3)'));
    expect(failed.type).toBe('failed');
    expect(failed.text).toMatch(/^node ended with exit code 3\. It said:/);
    expect(failed.text).toContain('one');
    expect(failed.text).toContain('two');
    const missing = await run({ command: ['no-such-program-anywhere'] });
    expect(missing.type).toBe('failed');
    expect(missing.text).toMatch(/could not be started: there is no such program/);
    const cwd = await temporaryFolder();
    await writeFile(join(cwd, 'plain'), 'text');
    const plain = await run({ command: ['./plain'] }, { cwd });
    expect(plain).toEqual({
      type: 'failed',
      text: 'plain could not be started: it is not executable',
    });
    expect(await run(script(''), { cwd: join(cwd, 'gone') })).toMatchObject({ type: 'failed' });
  });

  test('killed from outside may have acted', async () => {
    const end = await run(script('process.kill(process.pid, "SIGKILL")'));
    expect(end).toEqual({
      type: 'unknown',
      text: 'node was killed by SIGKILL: it may have acted or not',
    });
  });

  test('is killed at its time limit with all it started, however deaf they are', async () => {
    const cwd = await temporaryFolder();
    const end = await run(script(family(), 1.5), { cwd });
    expect(end.type).toBe('unknown');
    expect(end.text).toMatch(/^node ran longer than 1\.5 s and was cut off: .*\. It said:\nready/);
    await expectGone(cwd);
  });

  test('is killed on abort with all it started', async () => {
    const cwd = await temporaryFolder();
    const stop = new AbortController();
    const ending = run(script(family()), { cwd, signal: stop.signal });
    await until(() => existsSync(join(cwd, 'pids')));
    stop.abort();
    expect(await ending).toMatchObject({
      type: 'unknown',
      text: expect.stringMatching(/^node was stopped and was cut off/),
    });
    await expectGone(cwd);
  });

  test('is not begun once the run is stopped', async () => {
    const cwd = await temporaryFolder();
    const end = await run(script('require("fs").writeFileSync("ran", "")'), {
      cwd,
      signal: AbortSignal.abort(),
    });
    expect(end).toEqual({ type: 'failed', text: 'node was not begun: the run was stopped' });
    expect(existsSync(join(cwd, 'ran'))).toBe(false);
  });

  test('that leaves a program behind with its output open is done when it ends', async () => {
    const cwd = await temporaryFolder();
    const left = `require('node:child_process').spawn(process.execPath,
      ['-e', 'setTimeout(() => {}, 60000)'], { stdio: 'inherit' })`;
    const code = `const child = ${left}; require('fs').writeFileSync('pids', String(child.pid)); process.exit(0)`;
    expect(await run(script(code, 60), { cwd })).toEqual({ type: 'done', text: 'node ended well' });
    process.kill(Number(await readFile(join(cwd, 'pids'), 'utf8')), 'SIGKILL');
  });

  test('a flood of output fills no memory: beginning and end are kept', async () => {
    const before = process.memoryUsage().arrayBuffers;
    let most = before;
    const watching = setInterval(() => {
      most = Math.max(most, process.memoryUsage().arrayBuffers);
    }, 20);
    onTestFinished(() => clearInterval(watching));
    const code = `
      const chunk = Buffer.alloc(1 << 20, 'x');
      process.stdout.write('the beginning');
      let left = 400;
      const more = () => { while (left-- > 0) if (!process.stdout.write(chunk)) return process.stdout.once('drain', more);
        process.stdout.end('the end'); };
      more();`;
    const end = await run(script(code));
    expect(end.type).toBe('done');
    expect(end.text.length).toBeLessThan(4_200);
    expect(end.text).toMatch(/It said:\nthe beginningx+\n\[419426420 bytes left out\]\nx+the end$/);
    // Of 419 MB; what was read and let go may wait for the collector.
    expect(most - before).toBeLessThan(200_000_000);
  });

  test('nothing it says can steer a terminal', async () => {
    const hostile =
      '\u001b[2J\u001b]0;title\u0007 a\u202eb \u009b31m \u200bz\r\nnext\rthird\tx\u007f';
    const end = await run(script(`process.stdout.write(${JSON.stringify(hostile)})`));
    expect(end.text).toBe(
      'node ended well. It said:\n␛[2J␛]0;title␇ a\\u{202e}b \\u{9b}31m \\u{200b}z\nnext\nthird x␡',
    );
  });
});

describe('a webhook', () => {
  test('is posted the payload with the id, once', async () => {
    const seen: {
      method: unknown;
      url: unknown;
      headers: IncomingMessage['headers'];
      body: string;
    }[] = [];
    const url = await serve(async (request, response) => {
      const { method, headers } = request;
      seen.push({ method, url: request.url, headers, body: await bodyOf(request) });
      response.writeHead(202).end('queued');
    });
    const end = await run({ webhook: `${url}/in?x=1` });
    expect(end).toEqual({
      type: 'done',
      text: `${new URL(url).host} answered 202. It said:\nqueued`,
    });
    expect(seen).toHaveLength(1);
    expect(seen[0]).toMatchObject({
      method: 'POST',
      url: '/in?x=1',
      headers: { 'content-type': 'application/json', 'idempotency-key': payload.id },
    });
    expect(JSON.parse(seen[0]?.body ?? '')).toEqual(payload);
  });

  test('failed when the status says so', async () => {
    const url = await serve((_, response) => response.writeHead(503).end('\u001b[31mbusy'));
    const end = await run({ webhook: url });
    expect(end.type).toBe('failed');
    expect(end.text).toMatch(/answered 503\. It said:\n␛\[31mbusy$/);
  });

  test.each([301, 302, 303, 307, 308])('a redirect (%i) is not followed', async (status) => {
    let followed = 0;
    const other = await serve((_, response) => {
      followed += 1;
      response.end();
    });
    const url = await serve((_, response) => response.writeHead(status, { location: other }).end());
    const end = await run({ webhook: url });
    expect(end.type).toBe('failed');
    expect(end.text).toContain(`answered ${status}, a redirect to ${other}, which is not followed`);
    expect(followed).toBe(0);
  });

  test('failed with nothing sent when nobody listens, there is no such host, or it speaks no TLS', async () => {
    const url = await serve((_, response) => response.end());
    const free = await serve((_, response) => response.end(), 'closed');
    for (const webhook of [free, 'http://nowhere.invalid/', url.replace('http:', 'https:')]) {
      const end = await run({ webhook, timeoutSeconds: 20 });
      expect(end.type, end.text).toBe('failed');
      expect(end.text).toMatch(/could not be reached \(.*\): nothing was sent$/);
    }
  });

  test('may have acted when it breaks off or answers no HTTP after it was sent something', async () => {
    const broken = await serveTcp((socket) => socket.once('data', () => socket.resetAndDestroy()));
    const closed = await serveTcp((socket) => socket.once('data', () => socket.end()));
    const babble = await serveTcp((socket) =>
      socket.once('data', () => socket.end('hello\r\n\r\n')),
    );
    for (const webhook of [broken, closed, babble]) {
      const end = await run({ webhook });
      expect(end.type, end.text).toBe('unknown');
      expect(end.text).toMatch(/: it may have acted or not$/);
    }
  });

  test('may have acted when it does not answer in time, or is cut off', async () => {
    const url = await serveTcp(() => {});
    const late = await run({ webhook: url, timeoutSeconds: 0.30001 });
    expect(late.type).toBe('unknown');
    expect(late.text).toContain('no answer within 0.30001 s: it may have acted or not');
    const stop = new AbortController();
    const silent = await serveTcp((socket) => socket.once('data', () => stop.abort()));
    const cut = await run({ webhook: silent }, { signal: stop.signal });
    expect(cut.type).toBe('unknown');
    expect(cut.text).toContain('stopped while it was under way');
  });

  test('an endless answer is read to its beginning, and the connection closed', async () => {
    const { promise: closed, resolve } = Promise.withResolvers<void>();
    const url = await serve((request, response) => {
      request.socket.once('close', () => resolve());
      response.writeHead(200);
      const more = () => {
        while (!response.destroyed && response.write('y'.repeat(65_536)));
      };
      response.on('drain', more);
      more();
    });
    const end = await run({ webhook: url });
    expect(end.type).toBe('done');
    expect(end.text.length).toBeLessThan(4_200);
    await closed;
  });

  test('an answer that hangs after its status is what the status says', async () => {
    const url = await serve((_, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('part');
    });
    const end = await run({ webhook: url, timeoutSeconds: 0.5 });
    expect(end).toMatchObject({ type: 'done', text: expect.stringMatching(/It said:\npart$/) });
  });
});

describe('in factory.json', () => {
  test('a hook is a command or a webhook, with a time limit of its own or a minute', () => {
    expect(hookSchema.parse({ command: ['notify', '--all'] })).toEqual({
      type: 'command',
      command: ['notify', '--all'],
      timeoutSeconds: 60,
    });
    expect(hookSchema.parse({ webhook: 'https://example.org/x', timeoutSeconds: 600 })).toEqual({
      type: 'webhook',
      url: 'https://example.org/x',
      timeoutSeconds: 600,
    });
  });

  test.each([
    [{}, /either "command" .* or "webhook"/],
    [{ command: ['a'], webhook: 'https://example.org' }, /either "command" .* or "webhook"/],
    [{ command: [] }, /./],
    [{ command: [''] }, /the name of a program/],
    [{ command: 'rm -rf' }, /./],
    [{ command: ['a', 'b\0c'] }, /NUL/],
    [{ webhook: 'ftp://example.org' }, /an address such as https/],
    [{ webhook: 'file:///etc/passwd' }, /an address such as https/],
    [{ webhook: 'https://user:word@example.org' }, /without user name and password/],
    [{ webhook: 'https://example.org', timeoutSeconds: 601 }, /./],
    [{ webhook: 'https://example.org', timeoutSeconds: 0 }, /./],
    [{ webhook: 'https://example.org', shell: true }, /./],
  ])('%j is a fault', (raw, words) => {
    const parsed = hookSchema.safeParse(raw);
    expect(parsed.success).toBe(false);
    expect(parsed.error?.issues[0]?.message).toMatch(words);
  });

  test('is told to a person without what its address may hide', () => {
    const command = hookSchema.parse({ command: ['/usr/bin/rsync', '-a', 'to here'] });
    expect(hookEffect(command)).toBe('runs /usr/bin/rsync -a "to here", at most 60 s');
    expect(hookTarget(command)).toBe('rsync');
    const webhook = hookSchema.parse({ webhook: 'https://example.org:8443/in?token=canary#x' });
    expect(hookEffect(webhook)).toBe('posts it to https://example.org:8443/in, at most 60 s');
    expect(hookTarget(webhook)).toBe('example.org:8443');
  });
});

/** A program with a child and a grandchild; all ignore SIGTERM, and say nothing of their ids but in a file. */
function family(): string {
  const grandchild = `process.on('SIGTERM', () => {}); setInterval(() => {}, 1000);`;
  const child = `process.on('SIGTERM', () => {});
    const { pid } = require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(grandchild)}], { stdio: 'ignore' });
    process.send(pid); setInterval(() => {}, 1000);`;
  return `
    const child = require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(child)}], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
    child.on('message', (pid) => {
      console.log('ready');
      require('node:fs').writeFileSync('pids.part', [process.pid, child.pid, pid].join(' '));
      require('node:fs').renameSync('pids.part', 'pids');
    });
    setInterval(() => {}, 1000);`;
}

async function expectGone(cwd: string): Promise<void> {
  const pids = (await readFile(join(cwd, 'pids'), 'utf8')).split(' ').map(Number);
  expect(pids).toHaveLength(3);
  for (const pid of pids) await until(() => !isAlive(pid));
}

function isAlive(pid: number): boolean {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' });
  return stdout.trim() !== '' && !stdout.startsWith('Z');
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await sleep(20);
}

/** A real server; `closed`: an address where nobody listens any more. */
async function serve(listener: RequestListener, state?: 'closed'): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  };
  const { port } = server.address() as AddressInfo;
  if (state === 'closed') await close();
  else onTestFinished(async () => void (await close()));
  return `http://127.0.0.1:${port}`;
}

async function serveTcp(onSocket: (socket: Socket) => void): Promise<string> {
  const sockets = new Set<Socket>();
  const server = createTcpServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.resume();
    onSocket(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
