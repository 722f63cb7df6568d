import { type ChildProcess, spawn } from 'node:child_process';
import { createAsking } from './asking.ts';
import { type Box, type BoxEnd, StartFailure } from './box.ts';
import { jsonLines } from './lines.ts';

/** A program that says `{"type":"ready"}` on a line, then answers what it gets on its stdin. */
export interface BoxCommand {
  command: string;
  args: readonly string[];
  cwd: string;
  /** Of the child, where ours would be root's; undefined keeps ours. */
  uid: number | undefined;
  startMs: number;
  /** All that it may write, on both streams together. */
  outputBytes: number;
}

interface ChildBox extends Box {
  lastWords(): string;
}

/**
 * Starts a process in a group of its own, without any of our environment, and waits until it is ready.
 * Throws a StartFailure with its last words, or the signal's reason; the process is gone then.
 */
export async function startProcessBox(command: BoxCommand, signal: AbortSignal): Promise<Box> {
  signal.throwIfAborted();
  const child = openChild(command);
  const request = Buffer.alloc(0);
  try {
    const end = await child.ask({ request, take: isReady, timeoutMs: command.startMs, signal });
    if (end.type === 'answered') return child;
    throw new StartFailure(startReason(command, end, child.lastWords()));
  } catch (error) {
    await child.end();
    throw error;
  }
}

const isReady = (answer: unknown): boolean =>
  typeof answer === 'object' && answer !== null && 'type' in answer && answer.type === 'ready';

function startReason(command: BoxCommand, end: BoxEnd, lastWords: string): string {
  const how = end.type === 'died' ? end.how : `not ready within ${command.startMs / 1_000} s`;
  const said = lastWords === '' ? 'It said nothing.' : `It said: ${lastWords}`;
  return `${command.command} did not start: ${how}. ${said}`;
}

const shownChars = 500;

function openChild(command: BoxCommand): ChildBox {
  const child = spawnApart(command);
  const gone = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const asking = createAsking(() => killGroup(child));
  let room = command.outputBytes;
  let lastWords = '';
  const readLines = jsonLines(asking.answer);

  function read(bytes: Buffer, use: (bytes: Buffer) => void): void {
    if (asking.ended()) return;
    room -= bytes.length;
    if (room >= 0) {
      use(bytes);
      return;
    }
    asking.close({ type: 'output' });
    killGroup(child);
  }

  child.stdout?.on('data', (bytes: Buffer) => read(bytes, readLines));
  child.stderr?.on('data', (bytes: Buffer) =>
    read(bytes, () => {
      lastWords = `${lastWords}${bytes}`.slice(-shownChars);
    }),
  );
  child.once('error', (error) => asking.close({ type: 'died', how: error.message }));
  child.once('close', (code, signal) =>
    asking.close({ type: 'died', how: signal ?? `exit code ${code}` }),
  );
  // It may be gone before it has read what we wrote; its end tells.
  child.stdin?.on('error', () => undefined);

  return {
    ask: (exchange) => asking.ask(exchange, (request) => child.stdin?.write(request)),
    alive: () => asking.ended() === undefined,
    lastWords: () => lastWords.trim(),
    async end() {
      asking.close({ type: 'died', how: 'ended by us' });
      killGroup(child);
      if (child.pid !== undefined) await gone;
    },
  };
}

function spawnApart(command: BoxCommand): ChildProcess {
  const { uid } = command;
  return spawn(command.command, command.args, {
    cwd: command.cwd,
    // Nothing of ours: the first process of a sandbox would show it to all others.
    env: {},
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // Gone between the question and the signal.
  }
}
