import { randomUUID } from 'node:crypto';
import { link, lstat, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { errorCode, UserError } from '../user-error.ts';
import { makePrivateFolder } from './own-files.ts';
import { readPlainFile } from './plain-file.ts';
import { processIdentity } from './process-identity.ts';

const largestBytes = 10_000;
/** Nobody takes longer to write a lock. */
const unfinishedMs = 60_000;

const ownerSchema = z.object({
  /** Unique to this taking of the lock. */
  id: z.string(),
  pid: z.int().positive(),
  host: z.string(),
  /** Tells this process from a later one with the same pid; null where the system cannot say. */
  identity: z.string().nullable(),
  since: z.string(),
});
export type LockOwner = z.infer<typeof ownerSchema>;

export interface Lock {
  /** Present when the lock of a dead engine was taken over. */
  tookOverFrom: LockOwner | undefined;
  release(): Promise<void>;
}

/**
 * Makes this process the one engine of a content directory. The lock appears whole or not at all (a
 * hard link), and a dead owner's is taken over by exactly one of those who try. Throws a UserError
 * that names the holder when it is alive, or on another machine, where that cannot be known.
 */
export async function takeLock(path: string): Promise<Lock> {
  const me: LockOwner = {
    id: randomUUID(),
    pid: process.pid,
    host: hostname(),
    identity: await processIdentity(process.pid),
    since: new Date().toISOString(),
  };
  await makePrivateFolder({ path: dirname(path), below: join(path, '..', '..') });
  const mine = `${path}.${me.id}`;
  await writeFile(mine, `${JSON.stringify(me)}\n`, { mode: 0o600, flag: 'wx' });
  try {
    const tookOverFrom = await linkOrTakeOver(path, mine);
    // Litter is not worth a refusal.
    await sweepDead(path).catch(() => {});
    return { tookOverFrom, release: () => releaseLock(path, me.id) };
  } finally {
    await rm(mine, { force: true });
  }
}

/** Who holds the lock and lives, if anybody. */
export async function lockHolder(path: string): Promise<LockOwner | undefined> {
  const owner = await readOwner(path);
  return owner && (await isAlive(owner)) ? owner : undefined;
}

async function linkOrTakeOver(path: string, mine: string): Promise<LockOwner | undefined> {
  for (let tries = 0; tries < 10; tries += 1) {
    if (await linked(mine, path)) return undefined;
    const owner = await readOwner(path);
    if (!owner) continue;
    if (await isAlive(owner)) throw heldBy(path, owner);
    if (await replaceDead(path, { lock: path, mine, owner })) return owner;
  }
  throw new UserError(
    `${path}: could not be taken: others keep taking it over. Look at the files beside it; with no engine running, remove them.`,
  );
}

interface Taking {
  lock: string;
  mine: string;
  /** Who is dead, and stands in the file that is to be replaced: the lock, or a claim of theirs. */
  owner: LockOwner;
}

/**
 * Puts `mine` in the place of a dead owner's file; false when another does so. Only one process can
 * hold the claim on this very owner's death, and only a claimer replaces it.
 */
async function replaceDead(file: string, { lock, mine, owner }: Taking): Promise<boolean> {
  // By its own id alone: however many die in the middle of it, the name grows no longer.
  const claim = `${lock}.claim-${owner.id}`;
  if (!(await linked(mine, claim)) && !(await tookDeadClaim(claim, lock, mine))) return false;
  if ((await readOwner(file))?.id === owner.id) {
    await rename(claim, file);
    return true;
  }
  await rm(claim, { force: true });
  return false;
}

/** A claimer may have died too, between its claim and the lock. */
async function tookDeadClaim(claim: string, lock: string, mine: string): Promise<boolean> {
  const claimer = await readOwner(claim);
  if (!claimer || (await isAlive(claimer))) return false;
  return replaceDead(claim, { lock, mine, owner: claimer });
}

/** Takes away what those left who died on their way to the lock; for its holder. */
async function sweepDead(path: string): Promise<void> {
  for (const name of await readdir(dirname(path))) {
    if (!name.startsWith(`${basename(path)}.`)) continue;
    const file = join(dirname(path), name);
    if (await isLeft(file)) await rm(file, { force: true });
  }
}

/** One that is not whole may be in the middle of being written, if it is young. */
async function isLeft(file: string): Promise<boolean> {
  try {
    const owner = await readOwner(file);
    return owner !== undefined && !(await isAlive(owner));
  } catch {
    const stats = await lstat(file).catch(() => undefined);
    return stats?.isFile() === true && Date.now() - stats.mtimeMs > unfinishedMs;
  }
}

async function linked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  }
}

async function readOwner(path: string): Promise<LockOwner | undefined> {
  const text = await readPlainFile(path, largestBytes).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  try {
    return ownerSchema.parse(JSON.parse(text));
  } catch {
    throw new UserError(
      `${path}: expected the lock of an engine, found something else. With no engine running, remove it.`,
    );
  }
}

async function isAlive(owner: LockOwner): Promise<boolean> {
  if (owner.host !== hostname()) return true;
  try {
    process.kill(owner.pid, 0);
  } catch (error) {
    if (errorCode(error) === 'ESRCH') return false;
  }
  return owner.identity === null || owner.identity === (await processIdentity(owner.pid));
}

function heldBy(path: string, owner: LockOwner): UserError {
  return new UserError(
    `Another engine works in this content directory: process ${owner.pid} on ${owner.host}, since ${owner.since}. ` +
      `Stop it first, or wait for it. (If that machine is gone for good, remove ${path}.)`,
  );
}

async function releaseLock(path: string, id: string): Promise<void> {
  if ((await readOwner(path))?.id === id) await rm(path, { force: true });
}
