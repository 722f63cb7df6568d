import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { forkValidator, outputsAtOnce } from '../../src/cli/open-validator.ts';
import { validatorNewsSchema } from '../../src/engine/validator/messages.ts';
import { createValidator, type Validator } from '../../src/engine/validator/validator.ts';
import { cpuMsOf } from '../process-cpu.ts';

/** How much of a report card is issued. */
export const levels = {
  structure: { prove: false, without: /-parses$/ },
  parsing: { prove: false, without: /^$/ },
  running: { prove: true, without: /^$/ },
} as const;
export type Level = keyof typeof levels;

export interface OpenLevel {
  validator: Validator;
  /** Time of each criterion over all lessons, in ms; with several lessons at once, also what it waits. */
  spentMs: Map<string, number>;
  /** The most memory its process has had, without its sandboxes'. */
  peakMb(): number;
  /** Processor time of its process, without its sandboxes'. */
  cpuMs(): number;
}

/** The validator as the engine has it; what a level leaves out is left out by its own means. */
export async function openLevel(level: Level): Promise<OpenLevel> {
  const { prove, without } = levels[level];
  const spentMs = new Map<string, number>();
  let leaveOut: Record<string, string> = {};
  let child: ChildProcess | undefined;
  const validator = createValidator({
    atOnce: outputsAtOnce,
    fork: () => {
      child = forkValidator({ product: 'algorithms', prove });
      watch(child, spentMs);
      const send = child.send.bind(child) as (message: object, done?: () => void) => boolean;
      const asked = (message: object, done?: () => void) =>
        send('leaveOut' in message ? { ...message, leaveOut } : message, done);
      child.send = asked as ChildProcess['send'];
      return child;
    },
  });
  const facts = await validator.facts();
  leaveOut = Object.fromEntries(
    facts.filter(({ id }) => without.test(id)).map(({ id }) => [id, 'not of this level']),
  );
  const pid = () => child?.pid;
  return { validator, spentMs, peakMb: () => peakMb(pid()), cpuMs: () => cpuMsOf(pid()) };
}

function watch(child: ChildProcess, spentMs: Map<string, number>): void {
  const at = new Map<number, { criterion: string; sinceMs: number }>();
  child.on('message', (message) => {
    const { data: news } = validatorNewsSchema.safeParse(message);
    if (news?.type !== 'at' && news?.type !== 'card') return;
    const nowMs = performance.now();
    const before = at.get(news.id);
    if (before) {
      const { criterion, sinceMs } = before;
      spentMs.set(criterion, (spentMs.get(criterion) ?? 0) + nowMs - sinceMs);
    }
    if (news.type === 'at') at.set(news.id, { criterion: news.criterion, sinceMs: nowMs });
    else at.delete(news.id);
  });
}

function peakMb(pid: number | undefined): number {
  const [, kb] = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Math.round(Number(kb) / 1024);
}
