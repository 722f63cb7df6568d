import { fork } from 'node:child_process';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createValidator, type Validator } from '../engine/validator/validator.ts';
import { childEnv } from '../tools/child-env.ts';

const heapMb = 2_048;
/** Criteria of two outputs share one thread, and wait together for what runs outside of it. */
const atOnce = 2;

/** A validator for a product, as a process of low priority that knows no secrets. */
export function openValidator(product: string, onDeath: (reason: string) => void): Validator {
  const entry = new URL(`./validator-process${extname(import.meta.url)}`, import.meta.url);
  return createValidator({
    atOnce,
    onDeath,
    fork: () =>
      fork(fileURLToPath(entry), [product], {
        env: childEnv(process.env),
        execArgv: [`--max-old-space-size=${heapMb}`],
        // What a library prints would otherwise come between the lines of the run.
        stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      }),
  });
}
