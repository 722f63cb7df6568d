import { fork } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Phase, Plan } from '../crash/plan.ts';
import type { FromEngine, Sample, ToEngine } from './messages.ts';

const entry = join(import.meta.dirname, 'engine.ts');
const preload = new URL('../crash/preload.ts', import.meta.url).href;

/** What an engine can say that it waits for. */
export type Waits = Extract<FromEngine, { type: 'waits' }>['why'];

/** When an engine is killed, whatever comes first. Times in ours. */
export interface Doom {
  /** From the `nth` change of its directory on, at the first that ends in such a way. */
  boundary?: { nth: number; phase: Phase };
  afterMs?: number;
  /** So soon after it says that it waits for this. */
  wait?: { why: Waits; afterMs: number };
}

/** One life of an engine. */
export interface Life {
  end: 'killed' | 'ended' | 'died';
  /** Of what its doom looks out for. */
  waited: Waits | undefined;
  /** At a change of its directory, not from outside. */
  atBoundary: boolean;
  outcome: string;
  reason: string;
  samples: Sample[];
}

/** Runs an engine until it ends, or until its doom. */
export async function live(given: ToEngine, doom: Doom | undefined): Promise<Life> {
  const logFile = join(tmpdir(), `ai-factory-soak-${process.pid}.jsonl`);
  const child = start(given, { boundary: doom?.boundary, logFile });
  const life: Life = {
    ...{ end: 'died', waited: undefined, atBoundary: true, outcome: '', reason: '', samples: [] },
  };
  const kill = () => {
    life.atBoundary = false;
    child.kill('SIGKILL');
  };
  const timers = doom?.afterMs === undefined ? [] : [setTimeout(kill, doom.afterMs)];
  let complaint = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    complaint = (complaint + text).slice(-2_000);
  });
  child.on('message', (message: FromEngine) => {
    take(life, message);
    if (message.type !== 'waits' || message.why !== doom?.wait?.why || life.waited) return;
    life.waited = message.why;
    timers.push(setTimeout(kill, doom.wait.afterMs));
  });
  const [code, signal] = await once(child, 'exit');
  for (const timer of timers) clearTimeout(timer);
  rmSync(logFile, { force: true });
  if (life.end === 'ended') return life;
  if (signal === 'SIGKILL') return { ...life, end: 'killed' };
  return { ...life, reason: `exit code ${code}, signal ${signal}: ${complaint}` };
}

function start(
  given: ToEngine,
  { boundary, logFile }: { boundary: Doom['boundary']; logFile: string },
) {
  const deed: Plan['deed'] = boundary ? { type: 'kill-from', ...boundary } : { type: 'none' };
  const plan: Plan = { root: given.dir, logFile, deed };
  return fork(entry, [JSON.stringify(given)], {
    env: { PATH: process.env.PATH, HOME: tmpdir(), CRASH_PLAN: JSON.stringify(plan) },
    execArgv: ['--expose-gc', ...(boundary ? ['--import', preload] : [])],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
}

function take(life: Life, message: FromEngine): void {
  switch (message.type) {
    case 'sample':
      life.samples.push(message);
      return;
    case 'ended':
      Object.assign(life, { end: 'ended', outcome: message.outcome, reason: message.reason });
      return;
    case 'waits':
      return;
    default:
      message satisfies never;
  }
}
