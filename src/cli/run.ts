import { contentPaths } from '../engine/files/paths.ts';
import { contentDir } from './content-dir.ts';
import { refuseSecondEngine } from './engine-there.ts';
import type { RunFlags } from './run-flags.ts';
import { wantsConsole } from './wants-console.ts';

/**
 * Runs a batch and gives the exit code. On a terminal an engine process of its own does it, and a
 * console watches that; without one it runs here, in plain lines. A dry run is always here.
 */
export async function run(dir: string | undefined, flags: RunFlags): Promise<number> {
  if (flags.dryRun) {
    const { runHere } = await import('./run-here.ts');
    return runHere(dir, flags);
  }
  const paths = contentPaths(contentDir(dir, flags.content));
  await refuseSecondEngine(paths);
  if (!flags.detach && !wantsConsole(flags)) {
    const { runHere } = await import('./run-here.ts');
    return runHere(dir, flags);
  }
  const { startEngineProcess } = await import('./start-engine-process.ts');
  const pid = await startEngineProcess(paths, flags);
  if (flags.detach) {
    const { detachedLines } = await import('./afterwards.ts');
    process.stdout.write(detachedLines(paths, pid));
    return 0;
  }
  const { attachConsole } = await import('./attach.ts');
  return attachConsole(paths);
}
