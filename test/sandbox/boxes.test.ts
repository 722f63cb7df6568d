import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { type Box, StartFailure } from '../../src/sandbox/box/box.ts';
import { createBoxPool } from '../../src/sandbox/box/box-pool.ts';
import { startProcessBox } from '../../src/sandbox/box/process-box.ts';
import { runInBox } from '../../src/sandbox/box/run-in-box.ts';
import { openToolbox } from '../../src/sandbox/box/toolbox.ts';
import { createJavaExecutor } from '../../src/sandbox/java/executor.ts';
import { javaLimits, pythonLimits } from '../../src/sandbox/limits.ts';
import { createPythonExecutor, pythonDefaults } from '../../src/sandbox/python/executor.ts';

const { signal } = new AbortController();
const path = process.env.PATH;
afterEach(() => {
  process.env.PATH = path;
});

/** A real process that speaks as an engine does, and then does what a test is about. */
function engine(script: string, startMs = 20_000) {
  return {
    command: process.execPath,
    args: ['-e', script],
    cwd: tmpdir(),
    uid: undefined,
    startMs,
    outputBytes: 100_000,
  };
}
const ready = `console.log('{"type":"ready"}');`;
const answer = (script: string) => `${ready} process.stdin.once('data', (text) => {
  const { nonce } = JSON.parse(text); const say = (a) => console.log(JSON.stringify({ nonce, ...a })); ${script} });`;

async function run(script: string, calls = 2) {
  const pool = createBoxPool((stop) => startProcessBox(engine(script), stop), 1);
  const nonce = 'a-word';
  const request = Buffer.from(`${JSON.stringify({ nonce })}\n`);
  const limits = { ...pythonLimits, runMs: 3_000, killMs: 3_000 };
  try {
    return await runInBox({ pool, nonce, request, calls, limits, signal, reuse: false });
  } finally {
    await pool.close();
  }
}

const value = `say({ type: 'value', value: { $i: '1' } });`;

test('a call that was never answered is a failure of the program, and said to be one', async () => {
  const script = answer(`say({ type: 'loaded' }); ${value} say({ type: 'done' });`);
  expect(await run(script)).toMatchObject({
    type: 'ran',
    results: [{ type: 'value' }, { type: 'missing', message: expect.stringContaining('ended') }],
  });
});

test('more answers than calls are not counted, and answers without the word of the run are none', async () => {
  const script = answer(`say({ type: 'loaded' }); ${value} ${value} ${value}
    console.log('{"type":"value","value":null}'); console.log('nonsense'); say({ type: 'done' });`);
  const result = await run(script);
  expect(result).toMatchObject({ type: 'ran', results: [{ type: 'value' }, { type: 'value' }] });
  const silent = answer(`console.log('{"nonce":"other","type":"loaded"}'); process.exit(0);`);
  expect(await run(silent)).toMatchObject({ type: 'rejected' });
});

test('a process that ends in the middle of a run is a crash of the call it was in', async () => {
  const script = answer(`say({ type: 'loaded' }); ${value} process.kill(process.pid, 'SIGKILL');`);
  expect(await run(script)).toMatchObject({
    type: 'ran',
    results: [{ type: 'value' }, { type: 'crash', message: expect.stringContaining('SIGKILL') }],
  });
});

test('a program that has begun to answer cannot be rejected any more', async () => {
  const script = answer(`say({ type: 'loaded' }); ${value}
    say({ type: 'rejected', errors: [{ line: 1, message: 'x' }] });`);
  expect(await run(script)).toMatchObject({ type: 'ran', results: [{}, { type: 'missing' }] });
});

test('a value that has not the form of a result is unreadable, not a value', async () => {
  const script = answer(
    `say({ type: 'loaded' }); say({ type: 'value', value: 5 }); ${value} say({ type: 'done' });`,
  );
  const result = await run(script);
  expect(result).toMatchObject({
    type: 'ran',
    results: [{ type: 'unreadable' }, { type: 'value' }],
  });
});

test('a sandbox that does not start is tried again once; then the program has no result at all', async () => {
  let starts = 0;
  const failing = engine('process.stderr.write("no such thing"); process.exit(3);');
  const start = (stop: AbortSignal) => {
    starts += 1;
    return startProcessBox(failing, stop);
  };
  const pool = createBoxPool(start, 1);
  const limits = pythonLimits;
  const request = Buffer.from('{}\n');
  const run = { pool, nonce: 'x', request, calls: 1, limits, signal, reuse: false };
  expect(await runInBox(run)).toMatchObject({
    type: 'not-started',
    reason: expect.stringMatching(/exit code 3.*no such thing/),
  });
  expect(starts).toBe(2);
  await pool.close();
});

test('a sandbox that starts at the second try is used', async () => {
  let starts = 0;
  const start = (stop: AbortSignal) => {
    starts += 1;
    return startProcessBox(engine(starts === 1 ? 'process.exit(1)' : ready), stop);
  };
  const pool = createBoxPool(start, 1);
  const box: Box = await pool.take(signal);
  await pool.discard(box);
  expect(starts).toBe(2);
  await pool.close();
});

test('a sandbox that says nothing is given up after its start timeout, and is gone then', async () => {
  const silent = engine('setInterval(() => {}, 1000)', 500);
  await expect(startProcessBox(silent, signal)).rejects.toThrow(StartFailure);
});

test('a command that does not exist is a start failure', async () => {
  const missing = { ...engine(''), command: '/nowhere/engine' };
  await expect(startProcessBox(missing, signal)).rejects.toThrow(/ENOENT/);
});

test('a closed pool ends what waits and what is in use', async () => {
  const pool = createBoxPool((stop) => startProcessBox(engine(ready), stop), 1);
  const box = await pool.take(signal);
  pool.startAhead();
  await pool.close();
  expect(box.alive()).toBe(false);
  expect(() => pool.take(signal)).toThrow('closed');
});

test('without bubblewrap Java is not available, says what to install, and runs nothing', async () => {
  process.env.PATH = '';
  const cacheDir = await mkdtemp(join(tmpdir(), 'sandbox-cache-'));
  const java = createJavaExecutor({ limits: javaLimits, cacheDir });
  expect(await java.probe({ signal })).toMatchObject({
    type: 'not-available',
    install: expect.stringContaining('bubblewrap'),
  });
  const program = { source: 'class Solution { static int f() { return 1; } }', entry: 'f' };
  expect(await java.run(program, [[]], { signal })).toMatchObject({ type: 'not-started' });
  await rm(cacheDir, { recursive: true });
});

test('without bubblewrap Python runs in a hardened process, and is labelled so', async () => {
  process.env.PATH = '';
  const python = createPythonExecutor(pythonDefaults);
  expect(await python.probe({ signal })).toMatchObject({
    type: 'ready',
    isolation: expect.stringMatching(/^hardened process \(bubblewrap: .*not installed/),
  });
  const ran = await python.run({ source: 'def f(): return 1', entry: 'f' }, [[]], { signal });
  expect(ran).toMatchObject({ type: 'ran', results: [{ type: 'value' }] });
  await python.close();
});

test('a folder is built once, also by two at the same time, and not at all where somebody else may write', async () => {
  const cacheDir = await mkdtemp(join(tmpdir(), 'sandbox-cache-'));
  let built = 0;
  const build = async () => {
    built += 1;
  };
  const open = (madeOf: string[], where = cacheDir) =>
    openToolbox({ cacheDir: where, name: 'tools', madeOf, build });
  const [a, b] = await Promise.all([open(['1']), open(['1'])]);
  expect(a).toBe(b);
  expect(await open(['1'])).toBe(a);
  expect(built).toBe(2);
  expect(await open(['2'])).not.toBe(a);
  await expect(open(['1'], tmpdir())).rejects.toThrow('somebody else');
  await rm(cacheDir, { recursive: true });
});
