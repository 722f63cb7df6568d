import type { Json } from '../engine/json.ts';
import type {
  Executor,
  Probe,
  Program,
  RunOptions,
  RunResult,
  SandboxLanguage,
} from './executor.ts';
import type { Executors } from './open-executors.ts';

/** The solutions of a lesson, and the arguments of each of its test cases. Expected results stay outside. */
export interface LessonRun {
  programs: Record<SandboxLanguage, Program>;
  calls: readonly Json[][];
}

/** What came of one language: undefined as a result where its engine is not available. */
export interface LanguageRun {
  probe: Probe;
  result: RunResult | undefined;
  elapsedMs: number;
}

/** Runs a lesson's solutions, all languages at once, each against all calls. */
export async function runLesson(
  executors: Executors,
  lesson: LessonRun,
  options: RunOptions,
): Promise<Record<SandboxLanguage, LanguageRun>> {
  const run = (language: SandboxLanguage) =>
    runLanguage(executors[language], lesson.programs[language], {
      ...options,
      calls: lesson.calls,
    });
  const [javascript, python, java] = await Promise.all([
    run('javascript'),
    run('python'),
    run('java'),
  ]);
  return { javascript, python, java };
}

async function runLanguage(
  executor: Executor,
  program: Program,
  { calls, signal }: RunOptions & { calls: readonly Json[][] },
): Promise<LanguageRun> {
  const probe = await executor.probe({ signal });
  if (probe.type === 'not-available') return { probe, result: undefined, elapsedMs: 0 };
  const begun = performance.now();
  const result = await executor.run(program, calls, { signal });
  return { probe, result, elapsedMs: performance.now() - begun };
}
