import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmdirSync, writeFileSync } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

function mount(sizeBytes: number): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'small-disk-'));
  try {
    const options = ['-t', 'tmpfs', '-o', `size=${sizeBytes}`, 'tmpfs', folder];
    execFileSync('mount', options, { stdio: 'ignore' });
    return folder;
  } catch {
    rmdirSync(folder);
    return undefined;
  }
}

function unmount(folder: string): void {
  execFileSync('umount', ['-l', folder]);
  rmdirSync(folder);
}

/** Whether this user may mount a disk so small that it fills up. */
export function canMount(): boolean {
  const folder = process.platform === 'linux' ? mount(16_384) : undefined;
  if (folder === undefined) return false;
  unmount(folder);
  return true;
}

/** A disk of so many bytes that goes when the test ends; `fill` leaves `freeBytes` of it. */
export function smallDisk(sizeBytes: number) {
  const folder = mount(sizeBytes);
  if (folder === undefined) throw new Error('no small disk: canMount() says so');
  onTestFinished(() => unmount(folder));
  const filler = join(folder, 'filler');
  return {
    folder,
    async fill(): Promise<void> {
      writeFileSync(filler, '');
      const file = await open(filler, 'a');
      try {
        for (;;) await file.write(Buffer.alloc(4096));
      } catch {
        // Full.
      } finally {
        await file.close();
      }
    },
    free: () => rm(filler),
  };
}
