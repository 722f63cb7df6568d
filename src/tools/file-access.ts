import { relative, resolve, sep } from 'node:path';
import {
  type ListedFile,
  listEntries,
  readEntry,
  removeEntry,
  statFile,
  writeEntry,
} from './folder-files.ts';
import { missingFile } from './missing-file.ts';
import { canPin, type FolderRequest, withFolder } from './open-folder.ts';
import {
  DEFAULT_FILE_LIMITS,
  type FileLimits,
  GUIDES,
  isGuides,
  parseFolderPath,
  parseOwn,
  parsePath,
  parseWrite,
  showPath,
} from './safe-path.ts';
import type { FileAccess } from './tool.ts';
import { MissingError, ToolError } from './tool-error.ts';

/** The folders of one item's agent. `draft` is made at the first write; `guides` is read-only. */
export interface FileAccessOptions {
  draft: string;
  /** A folder above the draft below which nothing may be a link; by default the draft itself. */
  within?: string;
  mounts: { guides: string };
  limits?: Partial<FileLimits>;
  /** Hold folders by open handle, so that a swapped folder redirects nothing; by default where /proc allows. */
  pinned?: boolean;
}

interface Access {
  draft: Pick<FolderRequest, 'root' | 'above'>;
  guides: string;
  limits: FileLimits;
  pinned: boolean;
}

/** Files of one agent: its draft, and `guides/…` to read. Errors are `ToolError`s in words for the model. */
export function createFileAccess(options: FileAccessOptions): FileAccess {
  const access: Access = {
    draft: draftPlace(options),
    guides: options.mounts.guides,
    limits: { ...DEFAULT_FILE_LIMITS, ...options.limits },
    pinned: options.pinned ?? canPin(),
  };
  return {
    read: (path) => readPath(access, path),
    write: (path, content) => writePath(access, path, content),
    remove: (path) => removePath(access, path),
    list: (path) => listPath(access, path),
  };
}

async function readPath(access: Access, path: string): Promise<string> {
  const place = locate(access, parsePath(path));
  const name = place.parts.at(-1);
  if (name === undefined) throw new ToolError(`"${GUIDES}" is a folder; name a file in it.`);
  const request = { ...place, parts: place.parts.slice(0, -1), create: false };
  const text = await withFolder(request, (folder) =>
    readEntry(folder, name, access.limits.maxFileBytes),
  );
  if (text === undefined) throw missingFile(path);
  return text;
}

async function removePath(access: Access, path: string): Promise<void> {
  const parts = parseOwn(path, 'delete');
  const name = parts.at(-1);
  if (name === undefined) return;
  const folder = { ...access.draft, pinned: access.pinned, parts: parts.slice(0, -1) };
  const isGone = await withFolder({ ...folder, create: false }, (open) => removeEntry(open, name));
  if (isGone !== true) throw missingFile(path);
}

async function writePath(access: Access, path: string, content: string): Promise<void> {
  const parts = parseWrite(path, content, access.limits);
  const name = parts.at(-1);
  if (name === undefined) return;
  const folder = { ...access.draft, pinned: access.pinned, parts: parts.slice(0, -1) };
  const existing = await withFolder({ ...folder, create: false }, (open) => statFile(open, name));
  if (existing === undefined) await refuseOneMore(access);
  await withFolder({ ...folder, create: true }, (open) => writeEntry(open, name, content));
}

async function refuseOneMore(access: Access): Promise<void> {
  const files = await listAt({ ...access.draft, parts: [], pinned: access.pinned });
  if (files && files.length >= access.limits.maxFiles) {
    throw new ToolError(
      `The draft already holds ${files.length} files, the most it may. Write to one of them.`,
    );
  }
}

async function listPath(access: Access, path: string): Promise<ListedFile[]> {
  const parts = parseFolderPath(path);
  const place = locate(access, parts);
  const files = await listAt(place);
  if (parts.length === 0) return [...(files ?? []), ...(await listPath(access, GUIDES))];
  if (files === undefined && !(isGuides(parts) && parts.length === 1)) {
    throw new MissingError(`There is no folder ${showPath(path)}. Leave the path out to list all.`);
  }
  const prefix = isGuides(parts) ? `${GUIDES}/` : '';
  return (files ?? []).map((file) => ({ ...file, path: `${prefix}${file.path}` }));
}

type Location = Omit<FolderRequest, 'create'>;

function draftPlace({ draft, within }: FileAccessOptions): Access['draft'] {
  if (within === undefined) return { root: draft };
  return { root: within, above: relative(resolve(within), resolve(draft)).split(sep) };
}

function listAt(place: Location): Promise<ListedFile[] | undefined> {
  return withFolder({ ...place, create: false }, (folder) => listEntries(folder));
}

function locate(access: Access, parts: string[]): Location {
  const { pinned } = access;
  return isGuides(parts)
    ? { root: access.guides, parts: parts.slice(1), pinned }
    : { ...access.draft, parts, pinned };
}
