import { errorCode, UserError } from '../user-error.ts';
import { readPlainFile } from './plain-file.ts';

/** No output has so many. */
export const largestOutputBytes = 32 * 1024 * 1024;

export type OutputFile = { type: 'text'; text: string } | { type: 'unreadable'; reason: string };

/** The text of a file that may be an output, or in words why it cannot be one. Never throws for what lies there. */
export async function readOutputFile(path: string): Promise<OutputFile> {
  try {
    return { type: 'text', text: await readPlainFile(path, largestOutputBytes) };
  } catch (error) {
    if (error instanceof UserError) return { type: 'unreadable', reason: error.message };
    const code = errorCode(error);
    if (code === undefined) throw error;
    return { type: 'unreadable', reason: `the file cannot be read: ${words[code] ?? code}` };
  }
}

const words: Partial<Record<string, string>> = {
  ENOENT: 'nothing is there, or a link leads to nothing',
  ELOOP: 'its links lead in a circle',
  EACCES: 'permission is denied',
  EISDIR: 'it is a folder',
};
