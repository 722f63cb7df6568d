import type { ResultPromise } from 'execa';
import { childEnv } from './child-env.ts';
import type { HookContext, HookEnd } from './hook-end.ts';
import { type KeptOutput, keepOutput } from './kept-output.ts';

/** A program and its arguments, started without a shell, and for how long it may run. */
export interface CommandHook {
  type: 'command';
  command: readonly [string, ...string[]];
  timeoutSeconds: number;
}

const options = {
  extendEnv: false,
  buffer: false,
  reject: false,
  killDescendants: true,
  // A program that is told to end gets so long to do it.
  forceKillAfterDelay: 2_000,
} as const;

/** A program that has ended may have left one behind that holds its output open for ever. */
const lastWordsMs = 1_000;

/**
 * Runs a program with a text on its stdin, and tells how it ended. At the time limit, and on abort, it is
 * killed with all that it started, but for what has left its process group.
 */
export async function runCommand(
  { command: [program, ...args], timeoutSeconds }: CommandHook,
  stdin: string,
  { cwd, id, signal, env }: HookContext,
): Promise<HookEnd> {
  // Most runs have no hook: they need not load it.
  const { execa } = await import('execa');
  const limit = AbortSignal.timeout(Math.ceil(timeoutSeconds * 1_000));
  const cut = AbortSignal.any([signal, limit]);
  const ownEnv = id === undefined ? {} : { AI_FACTORY_APPROVAL_ID: id };
  const childOptions = { cwd, env: { ...childEnv(env), ...ownEnv } };
  const child = execa(program, args, {
    ...options,
    ...childOptions,
    input: stdin,
    cancelSignal: cut,
  });
  const output = listen(child);
  let endedByItself = false;
  child.nodeChildProcess.once('exit', () => {
    endedByItself = !cut.aborted;
  });
  const end = await child;
  const said = saying(output);
  if (child.pid === undefined)
    return { type: 'failed', text: `could not be started: ${whyNot(end)}` };
  if (endedByItself) return said(verdictOn(end));
  // Those of its descendants that did not heed the first signal, and outlived it.
  child.kill('SIGKILL');
  const why = limit.aborted ? `ran longer than ${timeoutSeconds} s` : 'was stopped';
  return said({ type: 'unknown', text: `${why} and was cut off: it may have acted or not` });
}

/** Keeps what a child says, and lets go of its output soon after its end. */
function listen(child: ResultPromise<typeof options>): KeptOutput {
  const output = keepOutput();
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => output.add(chunk));
    child.nodeChildProcess.once('exit', () =>
      setTimeout(() => stream.destroy(), lastWordsMs).unref(),
    );
  }
  return output;
}

function verdictOn({ exitCode, signal }: { exitCode?: number; signal?: string }): HookEnd {
  if (exitCode === 0) return { type: 'done', text: 'ended well' };
  if (exitCode !== undefined) return { type: 'failed', text: `ended with exit code ${exitCode}` };
  const by = signal ?? 'a signal';
  return { type: 'unknown', text: `was killed by ${by}: it may have acted or not` };
}

function whyNot({ code, originalMessage }: { code?: string; originalMessage?: string }): string {
  if (code === 'ENOENT') return 'there is no such program, or no such folder to run it in';
  if (code === 'EACCES') return 'it is not executable';
  return originalMessage ?? code ?? 'for a reason the system did not give';
}

function saying(output: KeptOutput): (end: HookEnd) => HookEnd {
  const text = output.text();
  return (end) => (text === '' ? end : { ...end, text: `${end.text}. It said:\n${text}` });
}
