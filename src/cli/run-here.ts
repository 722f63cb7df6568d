import { localSession } from '../client/local-session.ts';
import { summarise } from '../engine/state/summary.ts';
import { summaryLines } from '../ui/summary-lines.ts';
import type { Batch } from './batch.ts';
import { stateExitCode } from './exit-code.ts';
import { type OpenBatch, openBatch } from './open-batch.ts';
import type { RunFlags } from './run-flags.ts';
import { type Served, serveBatch } from './serve-batch.ts';
import { type SignalWatch, stopOnSignals } from './signals.ts';
import { wantsConsole } from './wants-console.ts';

/**
 * Runs a batch in this process to its end, in plain lines; consoles reach it like any other. A dry run
 * has no socket, for it leaves nothing behind, and so its console is here too.
 */
export async function runHere(dir: string | undefined, flags: RunFlags): Promise<number> {
  // Whoever called waits for the end: it must not depend on a person.
  const opened = await openBatch(dir, flags, { waitForApprovals: false });
  const { batch, content } = opened;
  let served: Served | undefined;
  try {
    if (!flags.dryRun) served = await serveBatch(batch.engine, content);
    return await watchBatch(opened, flags);
  } finally {
    await served?.close();
    await opened.close();
  }
}

async function watchBatch(opened: OpenBatch, flags: RunFlags): Promise<number> {
  const { batch, content } = opened;
  const { engine } = batch;
  const hasConsole = flags.dryRun === true && wantsConsole(flags);
  const signals = hasConsole
    ? stopOnSignals(engine, { onHangUp: 'stop' })
    : stopOnSignals(engine, { onHangUp: 'go on', onInterrupt: sayFinishing });
  try {
    if (hasConsole) await onConsole(opened, signals);
    else await inPlainLines(opened, flags);
    await engine.done;
    const state = engine.store.getState();
    const paths = { contentDir: content.paths.root, escalatedItem: firstEscalated(batch) };
    process.stdout.write(`${summaryLines(summarise(state, Date.now()), paths).join('\n')}\n`);
    if (flags.dryRun) process.stdout.write('Dry run: nothing was written.\n');
    return stateExitCode(state);
  } finally {
    signals.close();
  }
}

function sayFinishing(): void {
  process.stderr.write('\nFinishing the calls in flight; press ctrl-c again to stop at once.\n');
}

async function onConsole(
  { batch, content }: OpenBatch,
  { terminated }: SignalWatch,
): Promise<void> {
  const { engine } = batch;
  const { showConsole } = await import('./show-console.ts');
  const broken = new AbortController();
  // Whoever awaits `done` hears of the error; here it only takes the console down.
  engine.done.catch(() => broken.abort());
  const session = localSession(engine, content.catalogue);
  const signal = AbortSignal.any([broken.signal, terminated]);
  const left = await showConsole(session, { paths: content.paths, signal, canDetach: false });
  session.close();
  // The engine lives in this process: without its console it has nobody to answer to.
  if (left === 'detached') {
    await engine.send({ type: 'stop', now: true }, 'the console that was left');
  }
}

async function inPlainLines(
  { batch, content, provider }: OpenBatch,
  flags: RunFlags,
): Promise<void> {
  const { printPlain } = await import('../ui/plain.ts');
  const { headLines } = await import('./head-lines.ts');
  const { engine, requested, acceptedBefore } = batch;
  const write = (text: string) => void process.stdout.write(text);
  const dryRun = flags.dryRun === true;
  const about = { content, provider, requested, acceptedBefore, dryRun };
  write(headLines(engine.store.getState(), about));
  const stop = printPlain({ store: engine.store, write, verbose: flags.verbose === true });
  try {
    await engine.done;
  } finally {
    stop();
  }
}

function firstEscalated({ engine, requested }: Batch): string | undefined {
  const { items } = engine.store.getState();
  return requested.find(({ id }) => items.get(id)?.status === 'escalated')?.id;
}
