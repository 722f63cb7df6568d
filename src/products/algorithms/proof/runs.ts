import { createHash } from 'node:crypto';
import type { EngineProbe } from '../../../engine/cards/criterion.ts';
import type { Json } from '../../../engine/json.ts';
import type { Executor, ParseResult, Program, RunResult } from '../../../sandbox/executor.ts';
import type { Executors } from '../../../sandbox/open-executors.ts';
import type { Language } from '../item.ts';

/** Nothing here runs the language, and why. */
export interface NotThere {
  type: 'not-available';
  reason: string;
}

/** Runs solutions, each once: a draft that passes is judged again as it is stored. */
export interface Runs {
  /** What runs a language here. */
  engine(language: Language, signal: AbortSignal): Promise<EngineProbe>;
  /** What came of it, or why it cannot be run here. */
  run(
    language: Language,
    program: Program,
    calls: readonly Json[][],
  ): Promise<RunResult | NotThere>;
  /** Whether a source compiles of which there is nothing to run. */
  compile(language: Language, source: string): Promise<ParseResult | NotThere>;
}

/** So many results are kept: those of the lessons that are being worked on. */
const kept = 64;

type Outcome = RunResult | ParseResult;

export function createRuns(executors: Executors): Runs {
  const remembered = rememberer();
  const signal = new AbortController().signal;

  async function withEngine<Result extends Outcome>(
    language: Language,
    key: unknown,
    act: (executor: Executor) => Promise<Result>,
  ): Promise<Result | NotThere> {
    const executor = executors[language];
    const probe = await executor.probe({ signal });
    if (probe.type === 'ready') return remembered([language, key], () => act(executor));
    const reason = `nothing here runs ${language}: ${probe.reason}. ${probe.install}`;
    return { type: 'not-available', reason };
  }

  return {
    engine: (language, signal) => executors[language].probe({ signal }),
    run: (language, program, calls) =>
      withEngine(language, ['run', program, calls], (executor) =>
        executor.run(program, calls, { signal }),
      ),
    compile: (language, source) =>
      withEngine(language, ['compile', source], (executor) => compile(executor, source, signal)),
  };
}

async function compile(
  executor: Executor,
  source: string,
  signal: AbortSignal,
): Promise<ParseResult> {
  if (executor.parse) return executor.parse(source, { signal });
  // It compiles before it finds that there is no such function.
  const result = await executor.run({ source, entry: 'nothing' }, [], { signal });
  return result.type === 'ran' ? { type: 'parsed' } : result;
}

/** Does what has a key once, and gives what came of it again as long as that is kept. */
function rememberer() {
  const known = new Map<string, Promise<Outcome>>();
  return async <Result extends Outcome>(
    parts: unknown,
    act: () => Promise<Result>,
  ): Promise<Result> => {
    const key = createHash('sha256').update(JSON.stringify(parts)).digest('hex');
    // The key names the act, so what is known under it came of the same one.
    const result = (known.get(key) as Promise<Result> | undefined) ?? act();
    known.delete(key);
    known.set(key, result);
    const [oldest] = known.keys();
    if (known.size > kept && oldest !== undefined) known.delete(oldest);
    const settled = await result;
    // That says nothing of the program: it is tried again the next time.
    if (settled.type === 'not-started') known.delete(key);
    return settled;
  };
}
