import { execFile } from 'node:child_process';
import {
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  realpath,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';
import { onTestFinished } from 'vitest';
import type { FileAccess, ToolContext } from '../../src/tools/tool.ts';

/** A temporary folder that goes when the test ends. */
export async function temporaryFolder(): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'tools-')));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A draft and guides, with canaries beside them and every kind of trap inside the draft. */
export async function trappedSandbox() {
  const root = await temporaryFolder();
  const at = (...parts: string[]) => join(root, ...parts);
  for (const folder of ['draft/sub', 'draft-evil', 'guides/deep', 'outside']) {
    await mkdir(at(folder), { recursive: true });
  }
  await writeFile(at('draft/lesson.json'), '{}');
  await writeFile(at('guides/style.md'), 'Write plainly.');
  await writeFile(at('guides/deep/more.md'), 'More.');
  for (const canary of ['secret.txt', 'draft-evil/secret.txt', 'outside/secret.txt']) {
    await writeFile(at(canary), 'CANARY');
  }
  const links = [
    ['../outside', 'draft/folder-link'],
    ['../secret.txt', 'draft/file-link'],
    ['../outside/planted.txt', 'draft/dangling'],
    ['../../outside', 'draft/sub/root'],
    ['../outside', 'guides/folder-link'],
    ['../secret.txt', 'guides/file-link'],
  ] as const;
  for (const [target, link] of links) await symlink(target, at(link));
  await promisify(execFile)('mkfifo', [at('draft/pipe')]);
  return { root, at, draft: at('draft'), guides: at('guides') };
}

/** Everything below a folder: kind, target or text of each entry, by path. Pipes are not opened. */
export async function snapshot(folder: string, skip = ''): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    const name = relative(folder, path);
    if (skip !== '' && (name === skip || name.startsWith(`${skip}/`))) continue;
    const { mode, mtimeMs } = await lstat(path);
    const content = entry.isSymbolicLink()
      ? await readlink(path)
      : entry.isFile()
        ? await readFile(path, 'utf8')
        : '';
    found[name] = `${mode.toString(8)} ${entry.isDirectory() ? '' : mtimeMs} ${content}`;
  }
  return found;
}

/** What a tool is given, over some files. */
export function contextOver(files: FileAccess, over: Partial<ToolContext> = {}): ToolContext {
  return {
    files,
    check: async () => ({ passed: true, text: 'Everything passed.' }),
    catalogue: [],
    signal: new AbortController().signal,
    ...over,
  };
}
