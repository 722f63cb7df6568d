import { cpSync, rmSync } from 'node:fs';
import { z } from 'zod';
import { type ContentPaths, contentPaths } from '../../src/engine/files/paths.ts';
import type { Product } from '../../src/engine/product.ts';
import { defineTool, type Tool, type ToolResult } from '../../src/tools/tool.ts';
import { temporaryFolder } from './folder.ts';
import { tinyProduct } from './tiny-product.ts';

/** How one use of the outside goes: it happens or not, and then the engine hears of it or dies. */
export type Fate = 'done' | 'failed' | 'unknown' | 'void' | 'dies before' | 'dies after';

/** The world that actions change: it outlives every engine. */
export interface Outside {
  /** Approval ids in the order in which their actions happened. */
  happened: string[];
  /** Settles when an action meets the death of its engine. */
  died: Promise<void>;
  /** Nothing of this engine reaches the world from now on: it is dead, though its code may go on. */
  cut(): void;
  /** The gated tool `ship`, for agents and products. */
  ship: Tool;
}

/** `fateOf` is asked once for each use. */
export function openOutside(fateOf: () => Fate, happened: string[] = []): Outside {
  const died = Promise.withResolvers<void>();
  let isCut = false;
  const die = () => {
    died.resolve();
    return new Promise<ToolResult>(() => {});
  };
  const ship = defineTool({
    name: 'ship',
    description: 'Ships a thing.',
    effect: 'external',
    gate: 'ask',
    input: z.strictObject({ what: z.string(), to: z.string() }),
    alike: ['to'],
    describe: ({ what, to }) => ({ verb: 'ship', target: what, effect: `Ships it to ${to}.` }),
    run: async (_, { approvalId = 'nobody approved it' }) => {
      if (isCut) return die();
      const fate = fateOf();
      if (fate === 'dies before') return die();
      if (fate === 'failed') return { text: 'the ship sank', isError: true };
      if (fate === 'void') return { text: 'it is another', isError: true, outcome: 'void' };
      happened.push(approvalId);
      if (fate === 'dies after') return die();
      if (fate === 'unknown')
        return { text: 'no word came back', isError: true, outcome: 'unknown' };
      return { text: 'it arrived', isError: false };
    },
  });
  const cut = () => {
    isCut = true;
  };
  return { happened, died: died.promise, cut, ship };
}

/** The tiny product, which has every accepted note shipped. */
export const shippingProduct: Product = {
  ...tinyProduct,
  afterAcceptance: ({ item }) => [
    { tool: 'ship', input: { what: item, to: 'the shore' }, reason: 'It has been accepted.' },
  ],
};

/**
 * What is on disk at this moment, as kill -9 leaves it: nothing of ours goes on while it is copied, and
 * the engine over the old folder matters no more.
 */
export async function asKilled(root: string, { cut }: Pick<Outside, 'cut'>): Promise<ContentPaths> {
  const copy = await temporaryFolder();
  cut();
  for (let tries = 0; ; tries += 1) {
    try {
      cpSync(root, copy, { recursive: true });
      break;
    } catch (error) {
      // What the system was asked to remove before may go in the middle of it.
      if (tries > 20) throw error;
      rmSync(copy, { recursive: true, force: true });
    }
  }
  const paths = contentPaths(copy);
  rmSync(paths.lock, { force: true });
  return paths;
}
