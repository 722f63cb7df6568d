import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import type { Deed, LogLine, Plan } from './plan.ts';

/** The built product. */
export const bin = fileURLToPath(new URL('../../bin/ai-factory.js', import.meta.url));
const preload = new URL('./preload.ts', import.meta.url).href;

/** One life of an engine. */
export interface Life {
  exitCode: number | undefined;
  signal: string | undefined;
  stdout: string;
  stderr: string;
  /** The boundaries it met, in order, and how it ended if the plan had a part in that. */
  log: LogLine[];
}

/** What an engine is started with. */
export interface Start {
  dir: string;
  baseUrl: string;
  args: readonly string[];
  deed: Deed;
  clock?: Plan['clock'];
  /** kill -9 from outside after so long. */
  killAfterMs?: number;
}

/** Runs the product on a content directory until it ends, or its plan ends it. */
export async function liveOnce(start: Start): Promise<Life> {
  const aside = mkdtempSync(join(tmpdir(), 'ai-factory-life-'));
  const logFile = join(aside, 'boundaries.jsonl');
  const plan: Plan = {
    root: start.dir,
    logFile,
    deed: start.deed,
    ...(start.clock && { clock: start.clock }),
  };
  const child = execa(
    process.execPath,
    ['--import', preload, bin, 'run', start.dir, ...start.args],
    {
      env: {
        PATH: process.env.PATH ?? '',
        HOME: aside,
        AI_FACTORY_CONFIG_DIR: aside,
        ANTHROPIC_API_KEY: 'any',
        ANTHROPIC_BASE_URL: start.baseUrl,
        CRASH_PLAN: JSON.stringify(plan),
      },
      extendEnv: false,
      reject: false,
      stdin: 'ignore',
    },
  );
  const timer =
    start.killAfterMs === undefined
      ? undefined
      : setTimeout(() => child.kill('SIGKILL'), start.killAfterMs);
  const { exitCode, signal, stdout, stderr } = await child;
  clearTimeout(timer);
  const log = logOf(logFile);
  rmSync(aside, { recursive: true, force: true });
  return { exitCode, signal, stdout, stderr, log };
}

/** A process that was killed before it began has met nothing. */
function logOf(file: string): LogLine[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line));
}
