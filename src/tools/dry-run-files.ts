import { missingFile } from './missing-file.ts';
import {
  DEFAULT_FILE_LIMITS,
  parseFolderPath,
  parseOwn,
  parsePath,
  parseWrite,
} from './safe-path.ts';
import type { FileAccess } from './tool.ts';
import { MissingError, ToolError } from './tool-error.ts';

/**
 * The same files without side effects: writes stay in memory, reads and listings see them, and the
 * disk below is only ever read. Refuses what a real write would refuse.
 */
export function createDryRunFiles(base: FileAccess): FileAccess {
  const written = new Map<string, string>();
  /** Files on disk that are not there any more, as far as anybody here can see. */
  const removed = new Set<string>();
  const list: FileAccess['list'] = async (path) => {
    const prefix = parseFolderPath(path)
      .map((part) => `${part}/`)
      .join('');
    const mine = [...written].filter(([name]) => name.startsWith(prefix));
    const below = await listBase(base, path, mine.length > 0);
    return [
      ...mine.map(([name, text]) => ({ path: name, sizeBytes: Buffer.byteLength(text) })),
      ...below.filter(({ path: name }) => !written.has(name) && !removed.has(name)),
    ].sort((a, b) => (a.path < b.path ? -1 : 1));
  };
  const read: FileAccess['read'] = async (path) => {
    const name = parsePath(path).join('/');
    const text = written.get(name);
    if (text === undefined && removed.has(name)) throw missingFile(path);
    return text ?? base.read(path);
  };
  return {
    list,
    read,
    write: async (path, content) => {
      const name = parseWrite(path, content, DEFAULT_FILE_LIMITS).join('/');
      await refuseWhatIsNoFile(base, name);
      refuseClash(
        name,
        (await list('')).map((file) => file.path),
      );
      written.set(name, content);
    },
    remove: async (path) => {
      const name = parseOwn(path, 'delete').join('/');
      await read(name);
      written.delete(name);
      removed.add(name);
    },
  };
}

async function listBase(base: FileAccess, path: string, mayMiss: boolean) {
  try {
    return await base.list(path);
  } catch (error) {
    // A folder that exists in memory alone is missing on disk.
    if (mayMiss && error instanceof MissingError) return [];
    throw error;
  }
}

async function refuseWhatIsNoFile(base: FileAccess, name: string): Promise<void> {
  try {
    await base.read(name);
  } catch (error) {
    if (!(error instanceof MissingError)) throw error;
  }
}

function refuseClash(name: string, existing: string[]): void {
  if (existing.some((path) => path.startsWith(`${name}/`))) {
    throw new ToolError(`"${name}" is a folder; name a file in it.`);
  }
  const file = existing.find((path) => name.startsWith(`${path}/`));
  if (file !== undefined) throw new ToolError(`"${file}" is a file, not a folder.`);
  const drafted = existing.filter((path) => !path.startsWith('guides/'));
  if (!drafted.includes(name) && drafted.length >= DEFAULT_FILE_LIMITS.maxFiles) {
    throw new ToolError(
      `The draft already holds ${drafted.length} files, the most it may. Write to one of them.`,
    );
  }
}
