import { join } from 'node:path';
import { type Box, StartFailure } from '../box/box.ts';
import { boxUser, readableInBox } from '../box/box-user.ts';
import { bubblewrap, limitsOnly, type Prefix, type ProcessLimits } from '../box/confine.ts';
import { startProcessBox } from '../box/process-box.ts';
import type { Limits } from '../limits.ts';
import { boxedNode } from './toolbox.ts';

/** In namespaces of its own, or only in a process that was stripped of what reaches outside. */
export type Isolation = 'bubblewrap' | 'hardened process';

export interface PythonStart {
  isolation: Isolation;
  folder: string;
  limits: Limits;
}

const mib = 1024 * 1024;
const inside = '/sandbox';
// What it prints is counted inside; this is for what its answers may take, and for a child gone mad.
const allOutput = 4;

/** Starts an interpreter that waits for a program. Throws a StartFailure, or the signal's reason. */
export async function startPython(start: PythonStart, signal: AbortSignal): Promise<Box> {
  const { isolation, folder, limits } = start;
  const processLimits: ProcessLimits = {
    cpuSeconds: limits.cpuSeconds,
    // The interpreter's own memory, its code, and Node.
    dataBytes: limits.memoryBytes + 1024 * mib,
    // A recursion in Python is one in WebAssembly, and that one in Node.
    stackBytes: 64 * mib,
  };
  const node = boxedNode(folder);
  const boxed = isolation === 'bubblewrap';
  const prefix = boxed ? cage(folder, node, processLimits) : limitsOnly(processLimits);
  if (boxed && !prefix) throw new StartFailure('bwrap or prlimit is not installed.');
  const seen = boxed ? inside : folder;
  const program = boxed && node.startsWith(folder) ? join(inside, 'node') : node;
  const args = [...nodeArguments(seen, prefix !== undefined), `${limits.memoryBytes}`];
  const [command, ...rest] = [
    ...(prefix ? [prefix.command, ...prefix.args] : []),
    program,
    ...args,
  ];
  return startProcessBox(
    {
      command: command ?? program,
      args: [...rest, `${limits.outputBytes}`],
      cwd: boxed ? '/' : folder,
      uid: readableInBox(join(folder, 'child.mjs')) ? boxUser() : undefined,
      startMs: limits.startMs,
      outputBytes: limits.outputBytes * allOutput,
    },
    signal,
  );
}

function cage(folder: string, node: string, limits: ProcessLimits): Prefix | undefined {
  const visible = [node];
  return bubblewrap({ visible, folder: { outside: folder, inside }, build: false, limits });
}

function nodeArguments(folder: string, largeStack: boolean): string[] {
  return [
    '--permission',
    `--allow-fs-read=${folder}/`,
    '--disallow-code-generation-from-strings',
    '--no-warnings',
    // Better code is compiled longer than most programs run: without it a start takes a quarter less.
    '--liftoff-only',
    ...(largeStack ? ['--stack-size=60000'] : []),
    join(folder, 'child.mjs'),
    'serve',
  ];
}
