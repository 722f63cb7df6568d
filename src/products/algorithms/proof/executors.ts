import type { Executor } from '../../../sandbox/executor.ts';
import { createJavascriptExecutor } from '../../../sandbox/javascript/executor.ts';
import { createPythonExecutor } from '../../../sandbox/python/executor.ts';
import { type Language, languages } from '../item.ts';

/** The sandboxes of a validator: opened when they are first needed. */
export interface Executors {
  /** Those that there is a sandbox for, whether it works on this machine or not. */
  languages: readonly Language[];
  /** Undefined where there is none for a language. */
  of(language: Language): Executor | undefined;
  close(): Promise<void>;
}

const makers: Partial<Record<Language, () => Executor>> = {
  javascript: createJavascriptExecutor,
  python: createPythonExecutor,
};

export function openExecutors(): Executors {
  const open = new Map<Language, Executor>();
  return {
    languages: languages.filter((language) => makers[language] !== undefined),
    of(language) {
      const executor = open.get(language) ?? makers[language]?.();
      if (executor) open.set(language, executor);
      return executor;
    },
    async close() {
      await Promise.all([...open.values()].map((executor) => executor.close()));
    },
  };
}
