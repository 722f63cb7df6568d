import { statSync } from 'node:fs';
import { dirname } from 'node:path';

const nobody = 65_534;

/** The user that sandboxed processes run as: ours, but never root. Undefined means ours. */
export function boxUser(): number | undefined {
  return process.getuid?.() === 0 ? nobody : undefined;
}

/** Whether that user can read a file: every folder above it has to let everybody pass. */
export function readableInBox(file: string): boolean {
  if (boxUser() === undefined) return true;
  try {
    if ((statSync(file).mode & 0o004) === 0) return false;
    for (let path = dirname(file); ; path = dirname(path)) {
      if ((statSync(path).mode & 0o001) === 0) return false;
      if (path === dirname(path)) return true;
    }
  } catch {
    return false;
  }
}
