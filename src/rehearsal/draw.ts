import { createHash } from 'node:crypto';

/** Who draws: the same conversation partner always has the same luck. */
export interface Drawer {
  seed: number;
  model: string;
  itemId: string;
}

const RANGE = 2 ** 48;

/** A number in [0, 1) that depends on the keys alone, never on what the server did before. */
export function drawFrom(...keys: (string | number)[]): number {
  const digest = createHash('sha256').update(JSON.stringify(keys)).digest();
  return digest.readUIntBE(0, 6) / RANGE;
}

/** A number in [0, 1) for one purpose of one author on one item. */
export function draw(drawer: Drawer, purpose: string): number {
  return drawFrom(drawer.seed, drawer.model, drawer.itemId, purpose);
}

/** An endless stream of numbers in [0, 1) for one purpose. */
export function drawStream(drawer: Drawer, purpose: string): () => number {
  let count = 0;
  return () => {
    count += 1;
    return draw(drawer, `${purpose}#${count}`);
  };
}

/** One of the options, by a number in [0, 1); the list must not be empty. */
export function pick<Option>(options: readonly [Option, ...Option[]], at: number): Option {
  return options[Math.floor(at * options.length)] ?? options[0];
}
