import { chmod, readFile, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { cli, startServer } from '../cli/cli.ts';
import { contentDir, everyByte, idsIn, journalOf, temporaryDir } from '../cli/content-dir.ts';
import { detached, endEngine, isGone } from '../cli/detached.ts';
import { echoingRelay } from './echoing-relay.ts';
import { environmentsBelow, everyCommandLine, hasProc } from './proc.ts';

const KEY = 'sk-ant-CANARY-3f9d51c07be24a86';
const MARKER = 'CANARY';

/** Everything that the engine of a directory tells a console, ticks of streams included. */
function listen(dir: string): () => string {
  const socket = connect(join(dir, '.engine', 'socket'));
  onTestFinished(() => void socket.destroy());
  let heard = '';
  socket.setEncoding('utf8');
  socket.on('error', () => {});
  socket.on('data', (chunk) => {
    heard += chunk;
  });
  socket.write(`${JSON.stringify({ type: 'hello', v: 1, by: 'tester' })}\n`);
  return () => heard;
}

/** A command for `onPublish` that writes its environment down and stays for a moment. */
async function nosyHook(): Promise<{ command: string[]; seen: string }> {
  const folder = await temporaryDir();
  const [program, seen] = [join(folder, 'hook'), join(folder, 'seen')];
  await writeFile(program, `#!/bin/sh\nenv >> ${seen}\nsleep 0.4\n`);
  await chmod(program, 0o755);
  return { command: [program], seen };
}

/** Looks at all processes until the engine is gone; gives what others could have seen. */
async function watchProcesses(pid: number): Promise<{ commandLines: string; children: string[] }> {
  const seen = { commandLines: '', children: new Map<number, string>() };
  const timer = setInterval(() => {
    if (!hasProc) return;
    const lines = everyCommandLine();
    if (seen.commandLines === '' || lines.includes(MARKER)) seen.commandLines = lines;
    for (const [child, env] of environmentsBelow(pid)) seen.children.set(child, env);
  }, 50);
  try {
    await isGone(pid);
  } finally {
    clearInterval(timer);
  }
  return { commandLines: seen.commandLines, children: [...seen.children.values()] };
}

test('a whole batch leaves the key nowhere, though its endpoint says it again all the time', async () => {
  const hook = await nosyHook();
  const dir = await contentDir({ publish: 'allow', onPublish: { command: hook.command } });
  const relay = await echoingRelay((await startServer()).baseUrl);
  const home = await temporaryDir();
  const env = {
    ...{ ANTHROPIC_API_KEY: KEY, ANTHROPIC_BASE_URL: relay.baseUrl, COPY_OF_IT: KEY },
    ...{ HOME: home, AI_FACTORY_CONFIG_DIR: home },
  };
  onTestFinished(() => endEngine(dir));
  const pid = await detached(dir, ['--limit', '4', '--workers', '2'], env);
  const heard = listen(dir);
  const { commandLines, children } = await watchProcesses(pid);

  // It was a real batch, in which the key really came back.
  expect(await idsIn(dir, 'accepted')).toHaveLength(4);
  expect(relay.echoes()).toBeGreaterThan(6);
  const journal = await journalOf(dir);
  expect(journal.some(({ type }) => type === 'call.failed')).toBe(true);
  const left = await everyByte(dir);
  expect(left).toContain('Your key is [API key]');
  expect(heard()).toContain('Your key is [API key]');

  const shown = [
    await cli(['list', dir]),
    await cli(['status', dir, '--json']),
    await cli(['show', 'two-sum', '-C', dir, '--transcript'], { env }),
  ];
  expect(left).not.toContain(MARKER);
  expect(await everyByte(home)).not.toContain(MARKER);
  expect(heard()).not.toContain(MARKER);
  expect(JSON.stringify(shown)).not.toContain(MARKER);
  expect(await readFile(hook.seen, 'utf8')).toContain('PATH=');
  expect(await readFile(hook.seen, 'utf8')).not.toContain(MARKER);
  if (!hasProc) return;
  expect(commandLines).toContain(dir);
  expect(commandLines).not.toContain(MARKER);
  expect(children.join('\n')).toContain('AI_FACTORY');
  expect(children.join('\n')).not.toContain(MARKER);
});

test('plain lines, and words about a key that cannot work, do not show it', async () => {
  const dir = await contentDir();
  const relay = await echoingRelay((await startServer()).baseUrl);
  const env = { ANTHROPIC_API_KEY: KEY, ANTHROPIC_BASE_URL: relay.baseUrl };
  const run = ['run', dir, '--headless', '--verbose', '--limit', '2'];
  const shown = [
    await cli(run, { env }),
    await cli(run, { env: { ...env, ANTHROPIC_API_KEY: `${KEY} with words` } }),
    await cli(run, { env: { ...env, ANTHROPIC_BASE_URL: `https://me:${KEY}@host.example` } }),
    await cli(run, { env: { ...env, ANTHROPIC_BASE_URL: `https://host.example?key=${KEY}` } }),
  ];
  expect(shown.map(({ exitCode }) => exitCode)).toEqual([0, 1, 1, 1]);
  expect(JSON.stringify(shown)).not.toContain(MARKER);
  expect(await everyByte(dir)).not.toContain(MARKER);
});
