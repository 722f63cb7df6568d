import type { Json } from '../../../engine/json.ts';
import type { Executor } from '../../../sandbox/executor.ts';
import type { Runs } from '../proof/runs.ts';
import { type Traceable, type TraceResult, traceCalls } from '../proof/trace.ts';

/** A sandbox that nobody used for so long is ended: it holds eighty megabytes. */
const idleMs = 60_000;

let executor: Executor | undefined;
let idle: NodeJS.Timeout | undefined;
let last: Promise<unknown> = Promise.resolve();

/**
 * The true states of each call, from one sandbox for all agents of this process, which is started when it is
 * first needed and does not keep the process alive. One trace at a time: the workers' loops go first.
 */
export async function traceInTurn(
  solution: Traceable,
  calls: readonly Json[][],
  signal: AbortSignal,
): Promise<TraceResult> {
  const mine = last.then(() => trace(solution, calls, signal));
  last = mine.catch(() => {});
  return mine;
}

async function trace(
  solution: Traceable,
  calls: readonly Json[][],
  signal: AbortSignal,
): Promise<TraceResult> {
  signal.throwIfAborted();
  clearTimeout(idle);
  try {
    return await traceCalls({ run: runHere(signal) }, solution, calls);
  } finally {
    idle = setTimeout(endSandbox, idleMs);
    idle.unref();
  }
}

function runHere(signal: AbortSignal): Runs['run'] {
  return async (_language, program, calls) => {
    // Few runs trace anything, and a console that replays one never does.
    const { createJavascriptExecutor } = await import('../../../sandbox/javascript/executor.ts');
    executor ??= createJavascriptExecutor();
    const probe = await executor.probe({ signal });
    if (probe.type === 'not-available') return { type: 'not-available', reason: probe.reason };
    return executor.run(program, calls, { signal });
  };
}

function endSandbox(): void {
  const ending = executor;
  executor = undefined;
  void ending?.close();
}
