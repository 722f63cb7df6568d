import { errorCode, errorMessage, UserError } from './user-error.ts';

const advice: Record<string, string> = {
  ENOSPC: 'the disk is full. Free some space',
  EDQUOT: 'the disk quota is used up. Free some space',
  EROFS: 'the file system is read-only. Make it writable',
  EACCES: 'permission denied. Give this user the right to read and write there',
  EPERM: 'permission denied. Give this user the right to read and write there',
  EIO: 'the disk reports an error. Check the disk',
  EMFILE: 'too many files are open. Raise the limit (ulimit -n) or use fewer workers',
  ENFILE: 'too many files are open on this machine. Close some programs or use fewer workers',
  ELOOP:
    'a link stands where a plain file or folder is needed, and links are not followed. Move it away',
  ENOTDIR: 'a file stands where a folder is needed. Move it away',
};

/** The error as one for a person, when it comes from the machine and not from us; else undefined. */
export function environmentError(error: unknown): UserError | undefined {
  if (error instanceof UserError) return error;
  const code = errorCode(error);
  const words = code === undefined ? undefined : advice[code];
  if (words === undefined) return undefined;
  const path = error instanceof Error && 'path' in error ? `${String(error.path)}: ` : '';
  return new UserError(
    `${path}${words}, then start again: what was done is kept. (${code}: ${errorMessage(error)})`,
  );
}
