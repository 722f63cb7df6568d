import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Json } from '../../src/engine/json.ts';
import type { CallFailure, Executor, RunResult } from '../../src/sandbox/executor.ts';
import { sameResult } from '../../src/sandbox/same-result.ts';
import { taggedOf } from '../../src/sandbox/tagged.ts';

export const canary = 'canary-7d41f0c2b9e8';

/** A program that tries to get out, or to use up what it can, and how that may end. */
export interface Attempt {
  name: string;
  source: string;
  /** Types of the first call's result, or `rejected`; left out where only what is outside matters. */
  ends?: readonly (CallFailure | 'value' | 'rejected')[];
  /** Set where it does not end by itself, and `ends` does not say so. */
  endless?: true;
  /** What it must give, when it is about what can be made to look like a result. */
  gives?: Json;
}

/** What a program must not reach: a server, a secret file, a secret variable, a place to write, us. */
export interface Outside {
  /** What every attempt is told, so that it need not guess. */
  args: Json[];
  expectUntouched(): void;
  close(): void;
}

const signals = ['SIGTERM', 'SIGUSR2', 'SIGHUP', 'SIGINT'] as const;

export async function openOutside(): Promise<Outside> {
  const folder = mkdtempSync(join(tmpdir(), 'outside-'));
  const [file, target] = [join(folder, 'secret'), join(folder, 'written')];
  writeFileSync(file, canary);
  process.env.SANDBOX_CANARY = canary;
  let knocks = 0;
  const server = createServer((socket) => {
    knocks += 1;
    socket.destroy();
  });
  const port = await listen(server);
  let signalled = 0;
  const onSignal = () => {
    signalled += 1;
  };
  for (const signal of signals) process.on(signal, onSignal);
  return {
    args: [{ port, file, target, folder, pid: process.pid }],
    expectUntouched() {
      expect({ knocks, signalled, written: existsSync(target) }).toEqual({
        knocks: 0,
        signalled: 0,
        written: false,
      });
    },
    close() {
      for (const signal of signals) process.off(signal, onSignal);
      delete process.env.SANDBOX_CANARY;
      server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Runs an attempt and checks all that must hold, whatever it tried. */
export async function expectHeld(executor: Executor, attempt: Attempt, outside: Outside) {
  const { signal } = new AbortController();
  const program = { source: attempt.source, entry: 'f' };
  const result = await executor.run(program, [outside.args, outside.args], { signal });
  expect(JSON.stringify(result)).not.toContain(canary);
  outside.expectUntouched();
  expect(result.type).not.toBe('not-started');
  if (result.type === 'ran') expect(result.results).toHaveLength(2);
  if (attempt.ends) expect(attempt.ends, shown(result)).toContain(endOf(result));
  if (attempt.gives !== undefined) expectGiven(result, attempt.gives);
}

function expectGiven(result: RunResult, json: Json) {
  const given = result.type === 'ran' ? result.results : [];
  expect(given.length, shown(result)).toBeGreaterThan(0);
  for (const one of given) {
    if (one.type !== 'value') expect.fail(shown(result));
    else
      expect(sameResult(one.value, taggedOf(json), { anyOrder: false }), shown(result)).toBe(true);
  }
}

function endOf(result: RunResult): string {
  return result.type === 'ran' ? (result.results[0]?.type ?? 'none') : result.type;
}

const shown = (result: RunResult) => JSON.stringify(result).slice(0, 1_000);

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return address.port;
}
