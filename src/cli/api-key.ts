import { closeSync, constants, fstatSync, openSync, readFileSync, type Stats } from 'node:fs';
import { errorCode, UserError } from '../engine/user-error.ts';

const VARIABLE = 'ANTHROPIC_API_KEY';
const FILE_VARIABLE = 'ANTHROPIC_API_KEY_FILE';
// A key has a hundred characters; whatever is longer is another file.
const MAX_FILE_BYTES = 4_096;
// Without O_NONBLOCK, opening a named pipe would wait for its other end for ever.
const OPEN_FILE = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/** Whether the environment names a key, in itself or in a file. */
export function namesApiKey(env: NodeJS.ProcessEnv): boolean {
  return Boolean(env[VARIABLE] || env[FILE_VARIABLE]);
}

/**
 * The key, from `ANTHROPIC_API_KEY` or from the file that `ANTHROPIC_API_KEY_FILE` names: a plain file
 * of this user's that nobody else may read. Throws a UserError when there is none, or no such file.
 */
export function readApiKey(env: NodeJS.ProcessEnv): string {
  const { [VARIABLE]: key, [FILE_VARIABLE]: path } = env;
  if (key && path) {
    throw new UserError(
      `Expected the API key in one place; found both ${VARIABLE} and ${FILE_VARIABLE} set. Unset one of them.`,
    );
  }
  if (path) return readKeyFile(path);
  if (key) return key;
  throw new UserError(
    `No API key: expected one in ${VARIABLE}. Set it (export ${VARIABLE}=…), or name a file that holds it in ${FILE_VARIABLE}, or rehearse without one: --provider rehearsal.`,
  );
}

function readKeyFile(path: string): string {
  const file = openKeyFile(path);
  try {
    // Of what was opened, so that no other file can take its place in between.
    const wrong = wrongWith(fstatSync(file));
    if (wrong !== undefined) throw refused(path, wrong);
    const key = readFileSync(file, 'utf8').trim();
    if (key === '') throw refused(path, 'an empty file');
    return key;
  } finally {
    closeSync(file);
  }
}

function openKeyFile(path: string): number {
  try {
    return openSync(path, OPEN_FILE);
  } catch (error) {
    const code = errorCode(error);
    if (code === undefined) throw error;
    throw refused(path, code === 'ELOOP' ? 'a link' : `nothing that can be read (${code})`);
  }
}

/** Why the key must not lie in such a file, or undefined when it may. */
function wrongWith(stats: Stats): string | undefined {
  if (!stats.isFile()) return 'something that is no file';
  const owner = process.getuid?.() ?? stats.uid;
  if (stats.uid !== owner) return `a file of user ${stats.uid}`;
  if ((stats.mode & 0o077) !== 0) return 'one that others may read or write: chmod 600 it';
  if (stats.size > MAX_FILE_BYTES) return `${stats.size} bytes, more than a key has`;
  return undefined;
}

function refused(path: string, found: string): UserError {
  return new UserError(
    `${path}: expected a plain file of yours that holds the API key and nobody else may read (${FILE_VARIABLE} names it); found ${found}.`,
  );
}
