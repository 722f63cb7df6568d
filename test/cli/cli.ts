import { fileURLToPath } from 'node:url';
import { execa, type Options } from 'execa';
import { inject, onTestFinished } from 'vitest';
import { algorithmsScript } from '../../src/products/algorithms/rehearsal/script.ts';
import { startRehearsal } from '../../src/rehearsal/server.ts';
import { onHost } from './cli-hosts.ts';

export const bin = fileURLToPath(new URL('../../bin/ai-factory.js', import.meta.url));

/** Preferences of nobody: a folder that is empty, one for all tests. */
export const configDir = inject('configDir');

/** What a child process sees: no key, no preferences, nothing of the machine that runs the tests. */
export const cleanEnv: Record<string, string> = {
  PATH: process.env.PATH ?? '',
  HOME: configDir,
  AI_FACTORY_CONFIG_DIR: configDir,
};

export interface CliResult {
  exitCode: number | undefined;
  signal: string | undefined;
  stdout: string;
  stderr: string;
}

type Extra = Pick<Options, 'uid' | 'gid'> & { cwd?: string; env?: Record<string, string> };

/** Starts the program as a person's shell would, without a terminal; never rejects for its exit code. */
export function startCli(args: readonly string[], { env = {}, ...extra }: Extra = {}) {
  const child = execa(process.execPath, [bin, ...args], {
    ...extra,
    env: { ...cleanEnv, ...env },
    extendEnv: false,
    reject: false,
    stdin: 'ignore',
  });
  const ended = child.then(
    ({ exitCode, signal, stdout, stderr }): CliResult => ({
      exitCode,
      signal,
      stdout: String(stdout),
      stderr: String(stderr),
    }),
  );
  return { child, ended };
}

/**
 * Runs a command line to its end, in a process that has the program loaded already and does one after the
 * other; as another user in a process of its own.
 */
export function cli(args: readonly string[], extra: Extra = {}): Promise<CliResult> {
  const { env = {}, cwd, ...user } = extra;
  if (Object.keys(user).length > 0) return startCli(args, extra).ended;
  return onHost({ args, env: { ...cleanEnv, ...env }, cwd });
}

/** A rehearsed run that never waits, with the luck that the tests know. */
export function runArgs(dir: string, ...more: string[]): string[] {
  return ['run', dir, '--headless', '--seed', '7', '--speed', '1000000', ...more];
}

/** A rehearsal server with the luck that the tests know, until the test is over. */
export async function startServer(): Promise<{ baseUrl: string }> {
  const server = await startRehearsal({ script: algorithmsScript, seed: 7, speed: 1e6 });
  onTestFinished(server.close);
  return server;
}
