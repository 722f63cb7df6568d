import { type ChildProcess, fork } from 'node:child_process';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createValidator, type Validator } from '../engine/validator/validator.ts';
import { childEnv } from '../tools/child-env.ts';

const heapMb = 2_048;
const quickStart = new URL('../../bin/quick-start.js', import.meta.url);
/** Criteria of two outputs share one thread, and wait together for what runs outside of it. */
export const outputsAtOnce = 2;

export interface ValidatorChoice {
  /** Name of the product whose outputs are judged. */
  product: string;
  /** Whether outputs are run, too, where the product can. */
  prove: boolean;
  /** Told in words when the process had to be replaced. */
  onDeath(reason: string): void;
}

/** A validator for a product, as a process of low priority that knows no secrets. */
export function openValidator({ onDeath, ...choice }: ValidatorChoice): Validator {
  return createValidator({ atOnce: outputsAtOnce, onDeath, fork: () => forkValidator(choice) });
}

/** Starts the process of a validator. */
export function forkValidator({
  product,
  prove,
}: Pick<ValidatorChoice, 'product' | 'prove'>): ChildProcess {
  const entry = new URL(`./validator-process${extname(import.meta.url)}`, import.meta.url);
  return fork(fileURLToPath(entry), [product, prove ? 'yes' : 'no'], {
    env: childEnv(process.env),
    execArgv: [`--max-old-space-size=${heapMb}`, '--import', quickStart.href],
    // What a library prints would otherwise come between the lines of the run.
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
}
