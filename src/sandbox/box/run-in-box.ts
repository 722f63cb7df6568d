import type { CallResult, Rejected, RunResult } from '../executor.ts';
import { type Limits, sourceBytes } from '../limits.ts';
import { type Box, type BoxEnd, StartFailure } from './box.ts';
import type { BoxPool } from './box-pool.ts';
import { readSaid, type Said } from './said.ts';

/** A program for a box that is taken from a pool, and how many calls it has to answer. */
export interface BoxRun {
  pool: BoxPool;
  request: Buffer;
  /** A word that the engine repeats in each answer, and keeps from the program. */
  nonce: string;
  calls: number;
  limits: Limits;
  signal: AbortSignal;
  /** Whether a box may serve again after a run that came to its end. */
  reuse: boolean;
}

interface Account {
  loaded: boolean;
  rejected: Rejected | undefined;
  results: CallResult[];
}

/** Has a box run a program, and makes one result for every call of what was said, and of what was not. */
export async function runInBox(run: BoxRun): Promise<RunResult> {
  const box = await takeBox(run.pool, run.signal);
  if ('reason' in box) return { type: 'not-started', reason: box.reason };
  if (!run.reuse) run.pool.startAhead();
  const account: Account = { loaded: false, rejected: undefined, results: [] };
  let clean = false;
  try {
    const end = await box.ask({
      request: run.request,
      take: (answer) => note(account, readSaid(answer, run.nonce), run.calls),
      timeoutMs: run.limits.killMs,
      signal: run.signal,
    });
    clean = end.type === 'answered' && account.results.every(({ type }) => !(type in afterwards));
    return settle(account, end, run);
  } finally {
    if (clean && run.reuse) run.pool.giveBack(box);
    else await run.pool.discard(box);
  }
}

/** A ready box, or why there is none. */
export async function takeBox(
  pool: BoxPool,
  signal: AbortSignal,
): Promise<Box | { reason: string }> {
  try {
    return await pool.take(signal);
  } catch (error) {
    if (error instanceof StartFailure) return { reason: error.message };
    throw error;
  }
}

/** A source that no engine should be troubled with, told as a compiler would tell it. */
export function refusedSource(source: string, entry?: string): Rejected | undefined {
  const error = (message: string, compiled?: boolean): Rejected => ({
    type: 'rejected',
    compiled,
    errors: [{ line: undefined, message }],
  });
  const bytes = Buffer.byteLength(source);
  if (bytes > sourceBytes) {
    return error(`The source has ${bytes} bytes; at most ${sourceBytes} are accepted.`, false);
  }
  if (source.includes('\0')) return error('The source holds a NUL character.', false);
  if (entry === undefined || /^[\p{L}_$][\p{L}\p{N}_$]{0,199}$/u.test(entry)) return undefined;
  return error(`The entry ${JSON.stringify(entry.slice(0, 80))} is no name of a function.`);
}

/** How a run may end before its last call, and what that leaves behind in an engine. */
const afterwards = { timeout: true, memory: true, output: true, crash: true };

function note(account: Account, said: Said | undefined, calls: number): boolean {
  if (said === undefined) return false;
  switch (said.type) {
    case 'loaded':
      account.loaded = true;
      return false;
    case 'rejected':
      // Whoever has begun to answer was not rejected: that would be a second opinion, and a forged one.
      if (!account.loaded) account.rejected = said;
      return true;
    case 'result':
      if (account.results.length < calls) account.results.push(said.result);
      return false;
    case 'done':
      return true;
    default:
      return said satisfies never;
  }
}

function settle(account: Account, end: BoxEnd, run: BoxRun): RunResult {
  if (account.rejected) return account.rejected;
  const results = [...account.results];
  const cause = endedBy(end, run.limits);
  if (!account.loaded) {
    const [{ type = undefined, ...first } = {}] = results;
    const told = type && 'message' in first ? first.message : cause?.message;
    const message = `It did not get to its first call. ${told ?? 'It said nothing.'}`;
    return { type: 'rejected', compiled: undefined, errors: [{ line: undefined, message }] };
  }
  const last = results.at(-1);
  if (cause && results.length < run.calls && !(last && last.type in afterwards)) {
    results.push(cause);
  }
  while (results.length < run.calls) {
    results.push({ type: 'missing', message: 'The program ended before it answered this call.' });
  }
  return { type: 'ran', results };
}

function endedBy(
  end: BoxEnd,
  limits: Limits,
): Extract<CallResult, { message: string }> | undefined {
  switch (end.type) {
    case 'answered':
      return undefined;
    case 'timeout':
      return { type: 'timeout', message: overTime(limits) };
    case 'output':
      return { type: 'output', message: 'It wrote more than a program may.' };
    case 'died':
      return { type: 'crash', message: `Its process ended (${end.how}).` };
    default:
      return end satisfies never;
  }
}

function overTime(limits: Limits): string {
  return `It was not done within ${limits.runMs / 1_000} s.`;
}
