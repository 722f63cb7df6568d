import { randomUUID } from 'node:crypto';
import { type BoxPool, createBoxPool } from '../box/box-pool.ts';
import { type BoxRun, refusedSource, runInBox } from '../box/run-in-box.ts';
import { sandboxCache } from '../box/toolbox.ts';
import type { Executor, ParseResult, Probe, RunOptions, RunResult } from '../executor.ts';
import { type Limits, pythonLimits } from '../limits.ts';
import { onceOver } from '../once-over.ts';
import { packageVersion } from '../package-version.ts';
import { probeSamples } from '../probe.ts';
import { type Isolation, startPython } from './start-python.ts';
import { openPythonToolbox } from './toolbox.ts';

export interface PythonOptions {
  limits: Limits;
  /** Where the interpreter and its memory image are kept between runs. */
  cacheDir: string;
  /** How it may be kept in; the first that works is taken. */
  isolations: readonly Isolation[];
}

export const pythonDefaults: PythonOptions = {
  limits: pythonLimits,
  cacheDir: sandboxCache(),
  isolations: ['bubblewrap', 'hardened process'],
};

const samples = {
  good: {
    source: 'def probe(values, add):\n    return [v + add for v in sorted(values)]\n',
    entry: 'probe',
  },
  bad: 'def probe(values, add):\nreturn [v + add for v in values]\n',
};
const install =
  'Install bubblewrap and util-linux (Debian: apt install bubblewrap), or run the tests on Linux with Node 22.15 or newer.';

/** Python in Pyodide, a process for each program, started ahead. Uses the first isolation that works. */
export function createPythonExecutor(options: PythonOptions = pythonDefaults): Executor {
  const { limits } = options;
  let pool: BoxPool | undefined;

  const runIn = (pool: BoxPool, request: Record<string, unknown>, more: PythonRun) => {
    const nonce = randomUUID();
    const bytes = Buffer.from(`${JSON.stringify({ nonce, ...request })}\n`);
    return runInBox({ pool, nonce, request: bytes, limits, ...more });
  };
  const runProgram = (pool: BoxPool): Executor['run'] => {
    return async ({ source, entry }, calls, { signal }) => {
      const args = calls.map((one) => JSON.stringify(one));
      const request = { type: 'run', source, entry, calls: args };
      const more = { calls: calls.length, signal, reuse: false };
      return refusedSource(source, entry) ?? runIn(pool, request, more);
    };
  };

  async function tryOne(isolation: Isolation, folder: string, run: RunOptions) {
    const start = (signal: AbortSignal) => startPython({ isolation, folder, limits }, signal);
    const tried = createBoxPool(start, 1);
    const runSample = runProgram(tried);
    const reason = await probeSamples(samples, (program, calls) => runSample(program, calls, run));
    if (reason === undefined) pool = tried;
    else await tried.close();
    return reason;
  }

  const probe = onceOver(async (run): Promise<Probe> => {
    const folder = await openPythonToolbox(options.cacheDir, limits, run.signal).catch(reasonOf);
    if (typeof folder !== 'string')
      return { type: 'not-available', reason: folder.reason, install };
    const reasons: string[] = [];
    for (const isolation of options.isolations) {
      const reason = await tryOne(isolation, folder, run);
      if (reason === undefined) return ready(isolation, reasons);
      reasons.push(`${isolation}: ${reason}`);
    }
    return { type: 'not-available', reason: reasons.join(' '), install };
  });

  /** A pool that works, or why there is none. */
  async function chosen(
    run: RunOptions,
  ): Promise<BoxPool | { type: 'not-started'; reason: string }> {
    const probed = await probe(run);
    if (pool) return pool;
    const reason = 'reason' in probed ? probed.reason : 'It is closed.';
    return { type: 'not-started', reason };
  }

  return {
    language: 'python',
    probe,
    async parse(source, run) {
      const pool = await chosen(run);
      if ('type' in pool) return pool;
      const refused = refusedSource(source);
      const more = { calls: 0, signal: run.signal, reuse: true };
      return parsed(refused ?? (await runIn(pool, { type: 'parse', source }, more)));
    },
    async run(program, calls, run) {
      const pool = await chosen(run);
      return 'type' in pool ? pool : runProgram(pool)(program, calls, run);
    },
    async close() {
      await pool?.close();
    },
  };
}

type PythonRun = Pick<BoxRun, 'calls' | 'signal' | 'reuse'>;

function parsed(result: RunResult): ParseResult {
  return result.type === 'ran' ? { type: 'parsed' } : result;
}

function ready(isolation: Isolation, reasons: readonly string[]): Probe {
  const instead = reasons.length > 0 ? ` (${reasons.join(' ')})` : '';
  const version = packageVersion('pyodide');
  return { type: 'ready', engine: 'Pyodide', version, isolation: `${isolation}${instead}` };
}

/** A folder that cannot be made is an environment without this engine, and the operator is told. */
function reasonOf(error: unknown): { reason: string } {
  return { reason: error instanceof Error ? error.message : String(error) };
}
