import { open } from 'node:fs/promises';
import { errorCode, errorMessage } from '../../engine/user-error.ts';

/** A file's text, or why there is none: it is not there, or cannot be read as it is. */
export type FileText =
  | { type: 'text'; text: string; sizeBytes: number }
  | { type: 'missing' }
  | { type: 'damaged'; reason: string };

/** The largest file that is read whole; what we write ourselves is far smaller. */
const maxBytes = 16_000_000;

/** Reads a whole file of at most 16 MB. Whatever is wrong with it is a value, only an abort is thrown. */
export async function readText(file: string, signal?: AbortSignal): Promise<FileText> {
  try {
    const handle = await open(file, 'r');
    try {
      const stats = await handle.stat();
      if (!stats.isFile())
        return { type: 'damaged', reason: 'expected a file, found something else' };
      if (stats.size > maxBytes) {
        return {
          type: 'damaged',
          reason: `expected at most ${maxBytes} bytes, found ${stats.size}`,
        };
      }
      const text = await handle.readFile({ encoding: 'utf8', ...(signal ? { signal } : {}) });
      return { type: 'text', text, sizeBytes: stats.size };
    } finally {
      await handle.close();
    }
  } catch (error) {
    signal?.throwIfAborted();
    const code = errorCode(error);
    return code === 'ENOENT' || code === 'ENOTDIR'
      ? { type: 'missing' }
      : { type: 'damaged', reason: errorMessage(error) };
  }
}
