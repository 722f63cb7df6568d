import { readdir } from 'node:fs/promises';
import { errorCode } from '../user-error.ts';

/** Ids of the items that have a file in `accepted/` or `escalated/`; none when the folder is not there. */
export async function idsIn(folder: string): Promise<Set<string>> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  });
  return idsOf(names);
}

/** The ids of files with such names. */
export function idsOf(names: readonly string[]): Set<string> {
  return new Set(names.filter((name) => name.endsWith('.json')).map((name) => name.slice(0, -5)));
}
