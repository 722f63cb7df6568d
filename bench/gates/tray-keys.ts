import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { contentPaths } from '../../src/engine/files/paths.ts';
import { openJournal } from '../../src/engine/journal/journal.ts';
import { openConsole } from '../console/pty-console.ts';
import { asked } from './approval-events.ts';

const presses = 60;

/** From a key to the screen on a pty, in a tray with so many: each press brings the next one whole. */
export async function measureTrayKeys(waiting: number) {
  const dir = await mkdtemp(join(tmpdir(), 'ai-factory-bench-'));
  await putOnRecord(dir, waiting);
  const console = openConsole(dir, { columns: 120, rows: 40 });
  try {
    await console.see((screen) => screen.includes('6 log'));
    await sleep(2_000);
    console.press('4');
    await console.see((screen) => /approvals 1 of/.test(screen));
    const times: number[] = [];
    for (let n = 2; n < presses + 2; n += 1) {
      const pressed = performance.now();
      const seen = console.see((screen) => screen.includes(`approvals ${n} of`));
      console.press('j');
      times.push((await seen) - pressed);
      await sleep(60);
    }
    times.sort((a, b) => a - b);
    return { keyMs: { p50: at(times, 0.5), p95: at(times, 0.95) } };
  } finally {
    await console.close();
    await rm(dir, { recursive: true, force: true });
  }
}

async function putOnRecord(dir: string, waiting: number): Promise<void> {
  const paths = contentPaths(dir);
  await mkdir(paths.engine, { recursive: true, mode: 0o700 });
  await writeFile(paths.factory, '{ "product": "algorithms" }\n');
  const journal = await openJournal({ folder: paths.journal, lastSeq: 0, now: Date.now });
  for (let n = 0; n < waiting; n += 1) journal.append(asked(n));
  journal.close();
}

function at(sorted: readonly number[], share: number): number {
  return Number((sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(1));
}
