import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { z } from 'zod';

const manifestSchema = z.object({ name: z.string(), version: z.string() });
const require = createRequire(import.meta.url);

/** The folder of an installed package. Throws when it is not installed. */
export function packageFolder(name: string): string {
  let folder = dirname(require.resolve(name));
  // A package may hide its package.json, and its main file may lie some folders down.
  while (readName(folder) !== name) {
    const above = dirname(folder);
    if (above === folder) throw new Error(`No package.json of ${name} above its main file.`);
    folder = above;
  }
  return folder;
}

/** The version of an installed package. Throws when it is not installed. */
export function packageVersion(name: string): string {
  return manifestSchema.parse(readManifest(packageFolder(name))).version;
}

function readName(folder: string): string | undefined {
  return manifestSchema.safeParse(readManifest(folder)).data?.name;
}

function readManifest(folder: string): unknown {
  try {
    return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  } catch {
    return undefined;
  }
}
