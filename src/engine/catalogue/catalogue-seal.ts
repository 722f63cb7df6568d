import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { writeDurably } from '../files/durable.ts';
import { readPlainFile } from '../files/plain-file.ts';
import type { CatalogueItem } from '../product.ts';

/** A digest, and a newline. */
const largestBytes = 1_000;
const manifest = readFileSync(join(import.meta.dirname, '../../../package.json'), 'utf8');

/**
 * Says that the rows of a catalogue have no fault and are taken as they stand, so that a start need not look
 * at each field of a hundred thousand again. It holds for this very text, schema and version of the program.
 */
export interface CatalogueSeal {
  holds(): Promise<boolean>;
  /** Keeps it for the next start; only saves time, so a folder that cannot be written to is no fault. */
  put(): Promise<void>;
}

/** The seal kept in `file` for a catalogue's text; a folder that is not there is not made for it. */
export function sealFor(
  file: string,
  { text, itemSchema }: { text: string; itemSchema: z.ZodType<CatalogueItem> },
): CatalogueSeal {
  const shape = JSON.stringify(z.toJSONSchema(itemSchema, { io: 'input', unrepresentable: 'any' }));
  const digest = createHash('sha256');
  for (const part of [manifest, shape, text]) digest.update(`${part.length} `).update(part);
  const seal = `${digest.digest('hex')}\n`;
  return {
    holds: async () => (await readPlainFile(file, largestBytes).catch(() => '')) === seal,
    async put() {
      const folder = dirname(file);
      // From the content directory on, as all that the engine writes: its folder must be no link.
      if (existsSync(folder)) await writeDurably(file, seal, dirname(folder)).catch(() => {});
    },
  };
}
