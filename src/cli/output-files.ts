import { existsSync, lstatSync, statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { contentPaths } from '../engine/files/paths.ts';
import { errorCode, UserError } from '../engine/user-error.ts';

/** A file to judge; `fault` when it is known already that it cannot be. */
export interface FoundFile {
  path: string;
  fault?: string;
}

/**
 * The files that were named, and the .json files in the folders that were, in the order of their names;
 * of a content directory its accepted outputs. Links to folders are not followed. Throws a UserError,
 * before anything else, for a name that is nothing, or a folder without such files at its end.
 */
export async function* outputFiles(named: readonly string[]): AsyncGenerator<FoundFile> {
  for (const path of named) checkThere(path);
  for (const path of named) {
    if (!isFolder(path)) {
      yield { path };
      continue;
    }
    const paths = contentPaths(path);
    let count = 0;
    for await (const found of filesIn(existsSync(paths.factory) ? paths.accepted : path)) {
      count += 1;
      yield found;
    }
    if (count === 0) {
      throw new UserError(`${path}: expected .json files in this folder, found none.`);
    }
  }
}

function checkThere(path: string): void {
  try {
    lstatSync(path);
  } catch (error) {
    const code = errorCode(error);
    if (code === undefined) throw error;
    const what = code === 'ENOENT' ? 'there is no such file or folder' : `cannot be read (${code})`;
    throw new UserError(`${path}: ${what}. Expected an output file, or a folder of such.`);
  }
}

function isFolder(path: string): boolean {
  // A link that leads nowhere is a file that cannot be read.
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

async function* filesIn(folder: string): AsyncGenerator<FoundFile> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    const code = errorCode(error);
    if (code === undefined) throw error;
    return code;
  });
  if (typeof entries === 'string') {
    yield { path: folder, fault: `the folder cannot be read (${entries})` };
    return;
  }
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.name.startsWith('.')) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesIn(path);
    else if (entry.name.endsWith('.json')) yield { path };
  }
}
