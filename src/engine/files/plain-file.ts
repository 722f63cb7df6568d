import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { UserError } from '../user-error.ts';

// Without O_NONBLOCK, opening a named pipe would wait for its other end for ever.
const READ = constants.O_RDONLY | constants.O_NONBLOCK;

/**
 * The text of a file that somebody put into a content directory. A pipe or device in its place, or more
 * bytes than such a file has, is a UserError; a missing file the system's own error. A link is followed:
 * to read what the operator named.
 */
export async function readPlainFile(path: string, maxBytes: number): Promise<string> {
  const handle = await open(path, READ);
  try {
    const stats = await handle.stat();
    if (!stats.isFile() && !stats.isDirectory()) {
      throw new UserError(
        `${path}: expected a plain file, found a pipe or device. Put a file there.`,
      );
    }
    if (stats.size > maxBytes && stats.isFile()) {
      throw new UserError(
        `${path}: expected at most ${maxBytes} bytes, found ${stats.size}. Is it the right file?`,
      );
    }
    // Of a folder this is EISDIR, as everywhere.
    return await handle.readFile('utf8');
  } finally {
    await handle.close();
  }
}
