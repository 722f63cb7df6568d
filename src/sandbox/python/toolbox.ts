import { copyFile, link, readFile, writeFile } from 'node:fs/promises';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { execa } from 'execa';
import { readableInBox } from '../box/box-user.ts';
import { openToolbox } from '../box/toolbox.ts';
import type { Limits } from '../limits.ts';
import { packageFolder, packageVersion } from '../package-version.ts';
import { pythonHarness } from './harness.ts';

const files = [
  'pyodide.mjs',
  'pyodide.asm.mjs',
  'pyodide.asm.wasm',
  'python_stdlib.zip',
  'pyodide-lock.json',
];
const imageBytes = 512 * 1024 * 1024;
const buildMs = 180_000;

/** A folder with all that a Python sandbox is made of, its interpreter's memory ready to be read. */
export async function openPythonToolbox(
  cacheDir: string,
  limits: Limits,
  signal: AbortSignal,
): Promise<string> {
  const child = await childSource();
  const harness = pythonHarness(limits.outputBytes);
  const version = packageVersion('pyodide');
  return openToolbox({
    cacheDir,
    name: 'python',
    madeOf: [version, process.version, process.arch, process.execPath, child, harness],
    async build(folder) {
      const from = packageFolder('pyodide');
      for (const file of files) await copyFile(join(from, file), join(folder, file));
      await writeFile(join(folder, 'child.mjs'), child);
      await writeFile(join(folder, 'harness.py'), harness);
      await placeNode(folder);
      await writeImage(folder, signal);
    },
  });
}

/** The Node to start: this one, or the copy that lies in the folder where this one cannot be read. */
export function boxedNode(folder: string): string {
  return readableInBox(process.execPath) ? process.execPath : join(folder, 'node');
}

async function placeNode(folder: string): Promise<void> {
  if (readableInBox(process.execPath)) return;
  const to = join(folder, 'node');
  try {
    await link(process.execPath, to);
  } catch {
    await copyFile(process.execPath, to);
  }
}

async function writeImage(folder: string, signal: AbortSignal): Promise<void> {
  const child = await execa(process.execPath, [join(folder, 'child.mjs'), 'snapshot'], {
    extendEnv: false,
    env: {},
    cwd: folder,
    encoding: 'buffer',
    stdin: 'ignore',
    maxBuffer: imageBytes,
    timeout: buildMs,
    cancelSignal: signal,
    stripFinalNewline: false,
  });
  await writeFile(join(folder, 'memory.bin'), child.stdout);
}

/** As JavaScript, from the sources as from the package: it runs where nothing of ours is. */
async function childSource(): Promise<string> {
  if (!import.meta.url.endsWith('.ts')) {
    return readFile(new URL('./child.js', import.meta.url), 'utf8');
  }
  return stripTypeScriptTypes(await readFile(new URL('./child.ts', import.meta.url), 'utf8'));
}
