import type { FactoryConfig } from '../engine/factory-config.ts';
import { UserError } from '../engine/user-error.ts';
import { type Batch, type BatchMeans, type BatchRequest, startBatch } from './batch.ts';
import { contentDir } from './content-dir.ts';
import { type Content, openContent } from './open-content.ts';
import { openValidator } from './open-validator.ts';
import type { Preferences } from './preference-schemas.ts';
import { preferencesIfAny } from './preferences-if-any.ts';
import { chooseProvider, openProvider, type Provider, type ProviderChoice } from './provider.ts';
import type { RunFlags } from './run-flags.ts';

/** A batch with everything around it. */
export interface OpenBatch {
  content: Content;
  provider: Provider;
  batch: Batch;
  preferences: Preferences;
  /** To come when the batch has ended. */
  close(): Promise<void>;
}

const defaultSpeed = 20;
const defaultSeed = 1;

/** Starts what `run` was asked for in this process: flags come before factory.json, that before preferences. */
export async function openBatch(
  dir: string | undefined,
  flags: RunFlags,
  { waitForApprovals }: { waitForApprovals: boolean },
): Promise<OpenBatch> {
  const preferences = await preferencesIfAny();
  const content = await openContent(contentDir(dir, flags.content));
  const choice: ProviderChoice = {
    name: flags.provider ?? preferences.provider,
    seed: flags.seed ?? defaultSeed,
    speed: flags.speed ?? preferences.speed ?? defaultSpeed,
    dryRun: flags.dryRun === true,
  };
  const { close, ...means } = await openMeans(choice, content);
  try {
    const asked = requestFor(choice, { flags, content, preferences });
    const batch = await startBatch(content, means, { ...asked, waitForApprovals });
    const { provider } = means;
    return {
      ...{ content, provider, batch, preferences },
      async close() {
        await close();
        await batch.cleanUp();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function openMeans(
  choice: ProviderChoice,
  content: Content,
): Promise<BatchMeans & { close(): Promise<void> }> {
  const provider = await openProvider(choice, content);
  const validator = openValidator({
    product: content.product.name,
    prove: content.config.prove,
    onDeath: (reason) => process.stderr.write(`${reason}\n`),
  });
  const close = async () => {
    await provider.close();
    await validator.close();
  };
  return { provider, validator, close };
}

interface Asked {
  flags: RunFlags;
  content: Content;
  preferences: Preferences;
}

function requestFor(
  choice: ProviderChoice,
  { flags, content, preferences }: Asked,
): Omit<BatchRequest, 'waitForApprovals'> {
  const { start, limit, only } = flags;
  return {
    selection: {
      ...(start !== undefined && { start }),
      ...(limit !== undefined && { limit }),
      ...(only !== undefined && { only }),
    },
    workers: workersFor(choice, { flags, content, preferences }),
    budgetUsd: flags.budget ?? content.config.budgetUsd ?? preferences.budget,
    ...goalFor(flags, content.config),
    dailyUsd: flags.daily ?? content.config.dailyUsd,
    model: flags.model,
    dryRun: choice.dryRun,
  };
}

/** How many are wanted, and how many may be begun for them. One that cannot suffice is a UserError. */
function goalFor(
  flags: RunFlags,
  config: FactoryConfig,
): { target: number | undefined; tries: number | undefined } {
  const target = flags.target ?? config.target;
  const tries = flags.tries ?? config.tries;
  if (target !== undefined && tries !== undefined && tries < target) {
    throw new UserError(
      `--tries (tries in factory.json): expected at least as many as are wanted, ${target}; found ${tries}. Raise it, or lower --target.`,
    );
  }
  return { target, tries };
}

function workersFor(choice: ProviderChoice, { flags, content, preferences }: Asked): number {
  const usual = chooseProvider(choice) === 'rehearsal' ? 4 : 10;
  return flags.workers ?? content.config.workers ?? preferences.workers ?? usual;
}
