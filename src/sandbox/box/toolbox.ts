import { createHash } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import envPaths from 'env-paths';
import { boxUser } from './box-user.ts';

/**
 * The folder where sandboxes keep what they are made of, between runs. For root it is one that another
 * user can read: root's own folder is closed to the user that programs run as.
 */
export function sandboxCache(): string {
  if (boxUser() !== undefined) return '/var/cache/ai-factory/sandbox';
  return join(envPaths('ai-factory', { suffix: '' }).cache, 'sandbox');
}

/** A folder that is built once for all that goes into it, and never changed afterwards. */
export interface Toolbox {
  cacheDir: string;
  name: string;
  /** All that the content depends on. */
  madeOf: readonly string[];
  build: (folder: string) => Promise<void>;
}

/** The folder of a toolbox, built if it is not there yet. Throws what the building threw. */
export async function openToolbox({ cacheDir, name, madeOf, build }: Toolbox): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify(madeOf)).digest('hex').slice(0, 16);
  const folder = join(cacheDir, `${name}-${hash}`);
  await mkdir(cacheDir, { recursive: true, mode: 0o755 });
  await refuseForeign(cacheDir);
  if (await isThere(folder)) {
    // In use, and thereby young.
    await utimes(folder, new Date(), new Date());
    return folder;
  }
  const fresh = await mkdtemp(join(cacheDir, '.building-'));
  try {
    await chmod(fresh, 0o755);
    await build(fresh);
    await rename(fresh, folder);
  } catch (error) {
    await rm(fresh, { recursive: true, force: true });
    // Somebody else was faster, and built the same.
    if (!(await isThere(folder))) throw error;
  }
  await removeOld(cacheDir, name);
  return folder;
}

const keptMs = 7 * 24 * 3_600_000;

/** What older versions were made of; young ones may be in use by another process. */
async function removeOld(cacheDir: string, name: string): Promise<void> {
  for (const entry of await readdir(cacheDir)) {
    if (!entry.startsWith(`${name}-`) && !entry.startsWith('.building-')) continue;
    const path = join(cacheDir, entry);
    const found = await stat(path).catch(() => undefined);
    if (found && Date.now() - found.mtimeMs > keptMs)
      await rm(path, { recursive: true, force: true });
  }
}

/** What lies in it is executed: nobody else may have put it there. */
async function refuseForeign(folder: string): Promise<void> {
  const { uid, mode } = await stat(folder);
  if (uid !== process.getuid?.() || (mode & 0o022) !== 0) {
    throw new Error(`${folder} belongs to, or can be written by, somebody else. Remove it.`);
  }
}

async function isThere(folder: string): Promise<boolean> {
  try {
    return (await stat(folder)).isDirectory();
  } catch {
    return false;
  }
}
