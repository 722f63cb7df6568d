import { Worker } from 'node:worker_threads';
import { createAsking } from '../box/asking.ts';
import { type Box, StartFailure } from '../box/box.ts';
import type { Limits } from '../limits.ts';
import type { WorkerLimits } from './run-program.ts';

// The sources run as they are, the package has them compiled: the worker lies beside this file in both.
const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
const workerFile = new URL(`./worker.${extension}`, import.meta.url);

/** Starts a thread that holds QuickJS. Throws a StartFailure, or the signal's reason. */
export async function startWorkerBox(limits: Limits, signal: AbortSignal): Promise<Box> {
  signal.throwIfAborted();
  const box = openWorker(limits);
  const request = Buffer.alloc(0);
  try {
    const end = await box.ask({ request, take: isReady, timeoutMs: limits.startMs, signal });
    if (end.type === 'answered') return box;
    const how = end.type === 'died' ? end.how : `not ready within ${limits.startMs / 1_000} s`;
    throw new StartFailure(`The QuickJS worker did not start: ${how}.`);
  } catch (error) {
    await box.end();
    throw error;
  }
}

const isReady = (answer: unknown): boolean =>
  typeof answer === 'object' && answer !== null && 'type' in answer && answer.type === 'ready';

function openWorker(limits: Limits): Box {
  const { runMs, memoryBytes, outputBytes } = limits;
  const workerData: WorkerLimits = { runMs, memoryBytes, outputBytes };
  const worker = new Worker(workerFile, {
    workerData,
    env: {},
    argv: [],
    execArgv: [],
    stdin: false,
    stdout: true,
    stderr: true,
    // QuickJS' own limit of 4 MB is reached long before; its frames in WebAssembly need more.
    resourceLimits: { stackSizeMb: 16, maxOldGenerationSizeMb: 128 },
  });
  const asking = createAsking(() => void worker.terminate());
  const gone = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  worker.on('message', (text: string) => asking.answer(JSON.parse(text)));
  worker.on('error', (error) => asking.close({ type: 'died', how: error.message }));
  worker.once('exit', (code) => asking.close({ type: 'died', how: `exit code ${code}` }));
  return {
    async ask(exchange) {
      // One that only waits to be asked keeps no process alive.
      worker.ref();
      try {
        return await asking.ask(exchange, (request) => {
          if (request.length > 0) worker.postMessage(JSON.parse(request.toString('utf8')));
        });
      } finally {
        worker.unref();
      }
    },
    alive: () => asking.ended() === undefined,
    async end() {
      asking.close({ type: 'died', how: 'ended by us' });
      await worker.terminate();
      await gone;
    },
  };
}
