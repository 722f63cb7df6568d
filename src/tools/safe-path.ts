import { ContainmentError, ToolError } from './tool-error.ts';

/** Caps on what a draft may hold. */
export interface FileLimits {
  maxFiles: number;
  maxFileBytes: number;
}

/** 100 files of at most 2 MB each. */
export const DEFAULT_FILE_LIMITS: FileLimits = { maxFiles: 100, maxFileBytes: 2_000_000 };

/** The first part of every path in the read-only folder. */
export const GUIDES = 'guides';

const MAX_PART_BYTES = 255;
const MAX_PATH_BYTES = 1024;
const MAX_DEPTH = 8;
const TEMPORARY = /^\.~[0-9a-f]+\.tmp$/;
// The device names that Windows reserves, with or without an extension: a draft stays portable.
const DEVICE = /^(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)/i;
// Control, format (bidirectional, zero-width) and line-separating characters: they hide what a name is.
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;
const FORBIDDEN = /[<>:"|?*]/;

/** The parts of a relative path; a `ContainmentError` says which rule it breaks. Touches no disk. */
export function parsePath(path: string): string[] {
  const shown = showPath(path);
  if (path === '') throw refused('An empty path', 'give a relative path such as "lesson.json"');
  if (Buffer.byteLength(path) > MAX_PATH_BYTES) {
    throw refused(`The path ${shown}`, `use at most ${MAX_PATH_BYTES} bytes`);
  }
  if (!path.isWellFormed() || INVISIBLE.test(path)) {
    throw refused(`The path ${shown}`, 'use no NUL, control or invisible characters');
  }
  if (path.includes('\\')) throw refused(`The path ${shown}`, 'use "/" between folders, not "\\"');
  if (path.startsWith('/') || path.startsWith('~')) {
    throw refused(`The path ${shown}`, 'use a relative path, without a leading "/" or "~"');
  }
  const parts = path.split('/').filter((part) => part !== '.');
  if (parts.length === 0) throw refused(`The path ${shown}`, 'name a file, not the folder itself');
  if (parts.length > MAX_DEPTH) {
    throw refused(`The path ${shown}`, `go at most ${MAX_DEPTH} levels deep`);
  }
  for (const part of parts) checkPart(part, shown);
  return parts;
}

/** As `parsePath` for a folder: an empty list for the top (`''`, `.`), a trailing `/` allowed. */
export function parseFolderPath(path: string): string[] {
  const trimmed = path.endsWith('/') && path !== '/' ? path.slice(0, -1) : path;
  return trimmed === '' || trimmed === '.' ? [] : parsePath(trimmed);
}

/** The parts of a path that may be written with this content, or a `ToolError`. Touches no disk. */
export function parseWrite(path: string, content: string, limits: FileLimits): string[] {
  const parts = parseOwn(path, 'write');
  const sizeBytes = Buffer.byteLength(content);
  if (sizeBytes > limits.maxFileBytes) {
    throw new ToolError(
      `The content has ${sizeBytes} bytes; a file may have at most ${limits.maxFileBytes}. Write less.`,
    );
  }
  if (!content.isWellFormed()) {
    throw new ToolError('The content holds half of a surrogate pair (\\ud800 to \\udfff alone).');
  }
  return parts;
}

/** The parts of a path outside the read-only folder, or a `ToolError`. Touches no disk. */
export function parseOwn(path: string, verb: 'write' | 'delete'): string[] {
  const parts = parsePath(path);
  if (!isGuides(parts)) return parts;
  throw refused(`The path ${showPath(path)}`, `${verb} outside guides/, which is read-only`);
}

/** Whether a path lies in the read-only folder; a look-alike in other letters (`Guides/`) is refused. */
export function isGuides(parts: readonly string[]): boolean {
  const [first] = parts;
  if (first === GUIDES) return true;
  if (first?.normalize('NFKC').toLowerCase() !== GUIDES) return false;
  throw refused(`The folder ${showPath(first)}`, `write it as "${GUIDES}"`);
}

/** Whether a name is one of our temporary files, left behind by a crash at worst. */
export function isTemporary(name: string): boolean {
  return TEMPORARY.test(name);
}

/** A path in quotes, made fit for a message: escaped, and cut when long. */
export function showPath(path: string): string {
  return JSON.stringify(path.length > 120 ? `${path.slice(0, 120)}…` : path);
}

function checkPart(part: string, shown: string): void {
  const rule = brokenRule(part);
  if (rule !== undefined) throw refused(`The path ${shown}`, rule);
}

function brokenRule(part: string): string | undefined {
  if (part === '') return 'use no empty parts ("//" or a trailing "/")';
  if (part === '..') return 'use no ".."; everything you may touch lies below the top folder';
  if (Buffer.byteLength(part) > MAX_PART_BYTES) return `use at most ${MAX_PART_BYTES} bytes a name`;
  if (FORBIDDEN.test(part)) return 'use none of < > : " | ? * in a name';
  if (/[. ]$/.test(part) || part.startsWith(' ')) return 'end no name with a dot or a space';
  if (DEVICE.test(part)) return 'use another name: this one is reserved for a device';
  if (isTemporary(part)) return 'use another name: this one is reserved for temporary files';
  return undefined;
}

function refused(what: string, rule: string): ContainmentError {
  return new ContainmentError(`${what} is not allowed: ${rule}.`);
}
