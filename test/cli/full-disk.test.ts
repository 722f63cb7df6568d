import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { runArgs, startCli } from './cli.ts';
import {
  acceptedHashes,
  contentDir,
  dollarsOf,
  fillContent,
  journalOf,
  namesIn,
} from './content-dir.ts';
import { rehearseBatch } from './rehearsed-batch.ts';
import { statusOf } from './reports.ts';

const mountPoint = mkdtempSync(join(tmpdir(), 'ai-factory-disk-'));
const isMounted = mountSmall();
afterAll(() => {
  if (isMounted) execFileSync('umount', [mountPoint]);
  rmSync(mountPoint, { recursive: true });
});

/** A disk of 500 kB: room for a few lessons. False where this user may not mount. */
function mountSmall(): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=500k', 'none', mountPoint], {
      stdio: 'ignore',
    });
    return true;
  } catch {
    return false;
  }
}

test.skipIf(!isMounted)(
  'a disk that fills up ends the run with a clear line, and nothing is lost',
  async () => {
    const dir = join(mountPoint, 'content');
    await mkdir(dir);
    await fillContent(dir);
    const args = (where: string) => runArgs(where, '--limit', '7', '--workers', '4');
    const full = await startCli(args(dir)).ended;
    expect(full.stderr).toMatch(/^ai-factory: .*the disk is full\. Free some space/);
    expect(full.stderr).not.toMatch(/^\s+at /m);
    expect(full.exitCode).toBe(1);
    const [before, kept] = [await journalOf(dir), await acceptedHashes(dir)];
    expect(before.length).toBeGreaterThan(0);

    execFileSync('mount', ['-o', 'remount,size=64m', mountPoint]);
    const resumed = await startCli(args(dir)).ended;
    expect(resumed).toMatchObject({ exitCode: 0, stderr: '' });
    const journal = await journalOf(dir);
    expect(journal.slice(0, before.length)).toEqual(before);
    expect(journal.map(({ seq }) => seq)).toEqual(journal.map((_, index) => index + 1));
    expect((await statusOf(dir)).money.spentUsd).toBeCloseTo(dollarsOf(journal), 8);

    const roomy = await contentDir();
    await rehearseBatch(roomy, 7);
    const outputs = await acceptedHashes(dir);
    expect(outputs).toMatchObject(kept);
    expect(outputs).toEqual(await acceptedHashes(roomy));
    const names = [
      ...(await namesIn(join(dir, 'accepted'))),
      ...(await namesIn(join(dir, '.engine'))),
    ];
    expect(names.filter((name) => name.endsWith('.tmp') || name.startsWith('lock'))).toEqual([]);
  },
);
