import { randomUUID } from 'node:crypto';
import { createBoxPool } from '../box/box-pool.ts';
import { refusedSource, runInBox } from '../box/run-in-box.ts';
import type { Executor, Probe, RunOptions } from '../executor.ts';
import { javascriptLimits, type Limits } from '../limits.ts';
import { onceOver } from '../once-over.ts';
import { packageVersion } from '../package-version.ts';
import { probeSamples } from '../probe.ts';
import type { WorkerRequest } from './run-program.ts';
import { startWorkerBox } from './worker-box.ts';

// A worker that is kept has WebAssembly code in it, and nothing of any program.
const keptWorkers = 2;

const samples = {
  good: {
    source:
      'function probe(values, add) { return [...values].sort((a, b) => a - b).map((v) => v + add); }',
    entry: 'probe',
  },
  bad: 'function probe(values, add) { return values.map((v) => v + ; }',
};

/** JavaScript in QuickJS, in a worker thread of this process. Needs nothing that is not there. */
export function createJavascriptExecutor(limits: Limits = javascriptLimits): Executor {
  const pool = createBoxPool((signal) => startWorkerBox(limits, signal), keptWorkers);
  const run: Executor['run'] = async (program, calls, { signal }) => {
    const refused = refusedSource(program.source, program.entry);
    if (refused) return refused;
    const nonce = randomUUID();
    const argsOfCalls = calls.map((args) => JSON.stringify(args));
    const request: WorkerRequest = { nonce, ...program, calls: argsOfCalls };
    const bytes = Buffer.from(JSON.stringify(request));
    return runInBox({
      pool,
      request: bytes,
      nonce,
      calls: calls.length,
      limits,
      signal,
      reuse: true,
    });
  };
  const probe = async (options: RunOptions): Promise<Probe> => {
    const reason = await probeSamples(samples, (program, calls) => run(program, calls, options));
    const version = packageVersion('@jitl/quickjs-wasmfile-release-sync');
    return reason === undefined
      ? { type: 'ready', engine: 'QuickJS', version, isolation: 'WebAssembly in a worker thread' }
      : { type: 'not-available', reason, install: 'Run npm install again.' };
  };
  return { language: 'javascript', probe: onceOver(probe), run, close: () => pool.close() };
}
