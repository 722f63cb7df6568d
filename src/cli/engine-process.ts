import { environmentError } from '../engine/environment-error.ts';
import { stateExitCode } from './exit-code.ts';
import { openBatch } from './open-batch.ts';
import type { RunFlags } from './run-flags.ts';
import { type Served, serveBatch } from './serve-batch.ts';
import { ignoreHangUps, stopOnSignals } from './signals.ts';

/** What an engine process tells the one that started it, once: it can be reached, or it cannot work. */
export type StartReport = { type: 'ready' } | { type: 'failed'; reason: string };

/**
 * The engine as a process of its own: works until nothing is left or it is told to stop, whoever
 * watches. Its output is the log; the process that started it hears how the start went.
 */
export async function runEngineProcess(dir: string, flags: RunFlags): Promise<number> {
  ignoreHangUps();
  const opened = await openOrReport(dir, flags);
  const { batch, content } = opened;
  let served: Served;
  try {
    served = await serveBatch(batch.engine, content);
  } catch (error) {
    await opened.close();
    report({ type: 'failed', reason: reasonOf(error) });
    throw error;
  }
  const signals = stopOnSignals(batch.engine, { onHangUp: 'go on' });
  report({ type: 'ready' });
  try {
    await batch.engine.done;
    return stateExitCode(batch.engine.store.getState());
  } catch (error) {
    served.log.say('error', reasonOf(error));
    throw error;
  } finally {
    await served.close();
    signals.close();
    await opened.close();
  }
}

async function openOrReport(dir: string, flags: RunFlags) {
  try {
    return await openBatch(dir, flags, { waitForApprovals: true });
  } catch (error) {
    report({ type: 'failed', reason: reasonOf(error) });
    throw error;
  }
}

/** A person gets the message; a bug of ours keeps its stack. */
function reasonOf(error: unknown): string {
  const known = environmentError(error);
  return known?.message ?? (error instanceof Error ? error.stack : undefined) ?? String(error);
}

/** Whoever started us may have gone meanwhile: that changes nothing. */
function report(message: StartReport): void {
  if (process.connected) process.send?.(message, undefined, undefined, () => {});
}
