import { createHash } from 'node:crypto';
import type { EngineProbe } from '../../../engine/criterion.ts';
import type { Json } from '../../../engine/json.ts';
import type { Program, RunResult } from '../../../sandbox/executor.ts';
import type { Executors } from '../../../sandbox/open-executors.ts';
import type { Language } from '../item.ts';

/** Runs solutions, each once: a draft that passes is judged again as it is stored. */
export interface Runs {
  /** What runs a language here. */
  engine(language: Language, signal: AbortSignal): Promise<EngineProbe>;
  /** What came of it, or why it cannot be run here. */
  run(
    language: Language,
    program: Program,
    calls: readonly Json[][],
  ): Promise<RunResult | { type: 'not-available'; reason: string }>;
}

/** So many results are kept: those of the lessons that are being worked on. */
const kept = 64;

export function createRuns(executors: Executors): Runs {
  const known = new Map<string, Promise<RunResult>>();
  const signal = new AbortController().signal;
  return {
    engine: (language, signal) => executors[language].probe({ signal }),
    async run(language, program, calls) {
      const executor = executors[language];
      const probe = await executor.probe({ signal });
      if (probe.type === 'not-available') {
        const reason = `nothing here runs ${language}: ${probe.reason}. ${probe.install}`;
        return { type: 'not-available', reason };
      }
      const key = keyOf([language, program.source, program.entry, calls]);
      const running = known.get(key) ?? executor.run(program, calls, { signal });
      known.delete(key);
      known.set(key, running);
      const [oldest] = known.keys();
      if (known.size > kept && oldest !== undefined) known.delete(oldest);
      const result = await running;
      // That says nothing of the program: it is tried again the next time.
      if (result.type === 'not-started') known.delete(key);
      return result;
    },
  };
}

function keyOf(parts: unknown): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
