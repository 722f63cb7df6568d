import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { algorithms } from '../../src/products/algorithms/product.ts';
import { findProduct } from '../../src/products/registry.ts';
import { startRehearsal } from '../../src/rehearsal/server.ts';
import { bin, type Life, liveOnce, type Start } from './engine-child.ts';
import { endFaults, momentFaults } from './laws.ts';
import { ledgerFaults } from './money-laws.ts';
import type { Deed } from './plan.ts';
import { type Disk, readDisk } from './read-disk.ts';
import { reportFaults } from './reported.ts';

const bundled = fileURLToPath(new URL('../../content/algorithms/', import.meta.url));
/** One passes at once, one is repaired and comes to another model, and one that nobody can make is a person's. */
const items = ['two-sum', 'valid-parentheses', 'nobody-knows'];
const seed = 7;
const calm: Deed = { type: 'none' };
/** An engine that starts so often and comes to no end is one that never will. */
const mostStarts = 12;
/** Exit code of a run that leaves an item to a person. */
const personNeeded = 2;

/** A small batch on a server of its own, to be started and killed as often as one likes. */
export interface CrashBatch {
  dir: string;
  /** One life of an engine; what holds at any moment is then held against what it left. */
  live(given?: Partial<Pick<Start, 'deed' | 'clock' | 'killAfterMs'>>): Promise<Life>;
  /** Lives in peace, after this last one, until the batch has its end; then all laws are held against it. */
  finish(last: Life | undefined): Promise<void>;
  read(): Disk;
  /** What broke a law, so far. */
  faults: string[];
  kills: number;
  starts: number;
  close(): Promise<void>;
}

/** `budgetUsd` is raised by itself when a run ends for want of it. */
export async function openCrashBatch(options: { budgetUsd: number }): Promise<CrashBatch> {
  const dir = await mkdtemp(join(tmpdir(), 'ai-factory-crash-'));
  await fill(dir);
  const script = await findProduct(algorithms.name).loadScript();
  const server = await startRehearsal({ script, seed, speed: 1e6 });
  const faults: string[] = [];
  let { budgetUsd } = options;
  const batch: CrashBatch = {
    dir,
    faults,
    kills: 0,
    starts: 0,
    read: () => readDisk(dir),
    async live({ deed = calm, ...more } = {}) {
      const args = ['--headless', '--provider=anthropic', '--workers=3', `--budget=${budgetUsd}`];
      const life = await liveOnce({ dir, baseUrl: server.baseUrl, args, deed, ...more });
      batch.starts += 1;
      if (life.signal === 'SIGKILL') batch.kills += 1;
      if (life.exitCode === 3) budgetUsd += options.budgetUsd;
      faults.push(...momentFaults(readDisk(dir)));
      return life;
    },
    async finish(last) {
      let life = last ?? (await batch.live());
      const most = batch.starts + mostStarts;
      while (life.exitCode === 3 && batch.starts < most) life = await batch.live();
      if (life.exitCode !== personNeeded) {
        faults.push(`the last start ended with ${life.exitCode}: ${life.stderr}`);
        return;
      }
      const disk = readDisk(dir);
      faults.push(...endFaults(disk), ...ledgerFaults(disk.journal, server.ledger()));
      const reported = await execa(process.execPath, [bin, 'status', '--json', '-C', dir]);
      faults.push(...reportFaults(disk.journal, JSON.parse(reported.stdout)));
    },
    async close() {
      await server.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
  return batch;
}

async function fill(dir: string): Promise<void> {
  await mkdir(dir, { recursive: true });
  await cp(join(bundled, 'guides'), join(dir, 'guides'), { recursive: true });
  const config = { product: algorithms.name, prove: false, publish: 'allow' };
  await writeFile(join(dir, 'factory.json'), JSON.stringify(config));
  const text = await readFile(join(bundled, 'catalogue.jsonl'), 'utf8');
  const known: { id: string }[] = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const rows = items.map(
    (id) => known.find((row) => row.id === id) ?? { ...known[0], id, title: 'Nobody Knows' },
  );
  const lines = rows.map((row) => `${JSON.stringify(row)}\n`);
  await writeFile(join(dir, 'catalogue.jsonl'), lines.join(''));
}

/** What luck and kills must not change, of a batch that has come to its end. */
export function outcomeOf({ accepted, escalated }: Disk) {
  return { accepted: Object.fromEntries([...accepted].sort()), escalated: escalated.sort() };
}
