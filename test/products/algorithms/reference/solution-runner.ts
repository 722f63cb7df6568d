import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { Json } from '../../../../src/engine/json.ts';

export interface Job {
  /** The whole program. */
  source: string;
  entry: string;
  /** Arguments of each call. */
  calls: Json[][];
}

const replySchema = z.union([
  z.object({ results: z.array(z.json()) }),
  z.object({ error: z.string() }),
]);

export interface SolutionRunner {
  /** The result of each call; throws an Error with the words of the language's own. */
  run(job: Job): Promise<Json[]>;
  stop(): Promise<void>;
}

/** Whether a program is installed and answers to a flag that prints its version. */
export function isInstalled(command: string, versionFlag: string): boolean {
  return spawnSync(command, [versionFlag]).status === 0;
}

/** One process that runs solutions of a language, one after the other; starts with the first job. */
export function createSolutionRunner(command: string, script: string): SolutionRunner {
  let started: ReturnType<typeof start> | undefined;
  return {
    async run(job) {
      started ??= start(command, script);
      const { child, replies } = started;
      child.stdin.write(`${JSON.stringify(job)}\n`);
      const { value, done } = await replies.next();
      if (done) throw new Error(`${command} ended: ${child.stderr.read() ?? 'without a word'}`);
      const reply = replySchema.parse(JSON.parse(value));
      if ('error' in reply) throw new Error(reply.error);
      return reply.results;
    },
    async stop() {
      if (!started || started.child.exitCode !== null) return;
      const exited = once(started.child, 'exit');
      started.child.kill();
      await exited;
    },
  };
}

function start(command: string, script: string) {
  const child = spawn(command, [fileURLToPath(new URL(script, import.meta.url))]);
  child.stderr.setEncoding('utf8');
  const replies = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return { child, replies };
}
