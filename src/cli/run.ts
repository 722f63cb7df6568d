import type { Engine } from '../engine/engine.ts';
import { summarise } from '../engine/summary.ts';
import { summaryLines } from '../ui/summary-lines.ts';
import type { Theme } from '../ui/theme.ts';
import { type Batch, startBatch } from './batch.ts';
import { runExitCode } from './exit-code.ts';
import { type Content, contentDir, openContent } from './open-content.ts';
import { type Preferences, readPreferences } from './preferences.ts';
import { chooseProvider, openProvider, type Provider, type ProviderChoice } from './provider.ts';
import { stopOnSignals } from './signals.ts';
import { wantsConsole } from './wants-console.ts';

/** What `run` was told on the command line. */
export interface RunFlags {
  content?: string;
  limit?: number;
  start?: string;
  only?: string[];
  workers?: number;
  model?: string;
  budget?: number;
  dryRun?: boolean;
  headless?: boolean;
  verbose?: boolean;
  provider?: 'rehearsal' | 'anthropic';
  seed?: number;
  speed?: number;
}

const defaultSpeed = 20;
const defaultSeed = 1;

/** Runs a batch to its end, on the console or in plain lines, and gives the exit code. */
export async function run(dir: string | undefined, flags: RunFlags): Promise<number> {
  const preferences = readPreferences();
  const content = await openContent(contentDir(dir, flags.content));
  const choice: ProviderChoice = {
    name: flags.provider ?? preferences.provider,
    seed: flags.seed ?? defaultSeed,
    speed: flags.speed ?? preferences.speed ?? defaultSpeed,
    dryRun: flags.dryRun === true,
  };
  const provider = await openProvider(choice, content);
  try {
    const batch = await startBatch(content, provider, {
      selection: {
        ...(flags.start === undefined ? {} : { start: flags.start }),
        ...(flags.limit === undefined ? {} : { limit: flags.limit }),
        ...(flags.only === undefined ? {} : { only: flags.only }),
      },
      workers: workersFor(choice, { flags, content, preferences }),
      budgetUsd: flags.budget ?? content.config.budgetUsd ?? preferences.budget,
      model: flags.model,
      dryRun: choice.dryRun,
    });
    const theme = preferences.theme ?? 'auto';
    return await watchBatch(batch, { content, flags, provider, theme });
  } finally {
    await provider.close();
  }
}

function workersFor(
  choice: ProviderChoice,
  { flags, content, preferences }: { flags: RunFlags; content: Content; preferences: Preferences },
): number {
  const usual = chooseProvider(choice) === 'rehearsal' ? 4 : 10;
  return flags.workers ?? content.config.workers ?? preferences.workers ?? usual;
}

async function watchBatch(
  batch: Batch,
  watched: { content: Content; flags: RunFlags; provider: Provider; theme: Theme },
): Promise<number> {
  const { content, flags, provider, theme } = watched;
  const { engine } = batch;
  const hasConsole = wantsConsole(flags);
  const signals = stopOnSignals(engine, hasConsole);
  try {
    if (hasConsole) await onConsole(engine, { content, theme, terminated: signals.terminated });
    else await inPlainLines(batch, { content, flags, provider });
    const end = await engine.done;
    const summary = summarise(engine.store.getState(), Date.now());
    const escalatedItem = firstEscalated(batch);
    process.stdout.write(
      `${summaryLines(summary, { contentDir: content.paths.root, escalatedItem }).join('\n')}\n`,
    );
    if (flags.dryRun) process.stdout.write('Dry run: nothing was written.\n');
    const { items } = engine.store.getState();
    const allAccepted = batch.requested.every(({ id }) => items.get(id)?.status === 'accepted');
    return runExitCode(end, allAccepted);
  } finally {
    signals.close();
    await batch.cleanUp();
  }
}

async function onConsole(
  engine: Engine,
  about: { content: Content; theme: Theme; terminated: AbortSignal },
): Promise<void> {
  const { content, theme, terminated } = about;
  const { runConsole } = await import('../ui/run-console.tsx');
  const broken = new AbortController();
  // Whoever awaits `done` hears of the error; here it only takes the console down.
  engine.done.catch(() => broken.abort());
  const left = await runConsole({
    engine,
    io: { stdin: process.stdin, stdout: process.stdout },
    limits: content.config.limits,
    theme,
    signal: AbortSignal.any([broken.signal, terminated]),
  });
  // The engine lives in this process: without its console it has nobody to answer to.
  if (left === 'left') await engine.send({ type: 'stop', now: true }, 'the console that was left');
}

async function inPlainLines(
  { engine, requested, acceptedBefore }: Batch,
  { content, flags, provider }: { content: Content; flags: RunFlags; provider: Provider },
): Promise<void> {
  const { printPlain } = await import('../ui/plain.ts');
  const { headLines } = await import('./head-lines.ts');
  const write = (text: string) => void process.stdout.write(text);
  const state = engine.store.getState();
  write(
    headLines(state, {
      content,
      provider,
      requested,
      acceptedBefore,
      dryRun: flags.dryRun === true,
    }),
  );
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
