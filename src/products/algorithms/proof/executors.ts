import type { Executor } from '../../../sandbox/executor.ts';
import { createJavaExecutor } from '../../../sandbox/java/executor.ts';
import { createJavascriptExecutor } from '../../../sandbox/javascript/executor.ts';
import { createPythonExecutor } from '../../../sandbox/python/executor.ts';
import type { Language } from '../item.ts';

/** The sandboxes of a validator: opened when they are first needed. */
export interface Executors {
  /** Whether it works on this machine its probe tells. */
  of(language: Language): Executor;
  close(): Promise<void>;
}

const makers: Record<Language, () => Executor> = {
  javascript: createJavascriptExecutor,
  python: createPythonExecutor,
  java: createJavaExecutor,
};

export function openExecutors(): Executors {
  const open = new Map<Language, Executor>();
  return {
    of(language) {
      const executor = open.get(language) ?? makers[language]();
      open.set(language, executor);
      return executor;
    },
    async close() {
      await Promise.all([...open.values()].map((executor) => executor.close()));
    },
  };
}
