import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { CliResult } from './cli.ts';

/** A command line with all that it sees of the world. */
interface CommandLine {
  args: readonly string[];
  env: Record<string, string>;
  cwd: string | undefined;
}

const script = fileURLToPath(new URL('cli-host.mjs', import.meta.url));
/** Hosts that have nothing to do. Starting the program takes ten times as long as most commands do. */
const idle: ChildProcess[] = [];

/** Has a host that is free do it, or a new one. A host that dies of it is an error, and is not used again. */
export async function onHost(commandLine: CommandLine): Promise<CliResult> {
  const host = idle.pop() ?? (await startHost());
  const died = once(host, 'exit').then(([code, signal]) => {
    throw new Error(`the program left by itself: ${signal ?? code} ${commandLine.args.join(' ')}`);
  });
  died.catch(() => {});
  host.send(commandLine);
  const [result] = await Promise.race([once(host, 'message'), died]);
  host.removeAllListeners('exit');
  idle.push(host);
  return result;
}

async function startHost(): Promise<ChildProcess> {
  const host = fork(script, [], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'], execArgv: [] });
  await once(host, 'message');
  return host;
}
