import type { Executor, SandboxLanguage } from './executor.ts';
import { createJavaExecutor } from './java/executor.ts';
import { createJavascriptExecutor } from './javascript/executor.ts';
import { createPythonExecutor } from './python/executor.ts';

export type Executors = Record<SandboxLanguage, Executor>;

/** An executor for each language, with the limits of the house; nothing is started before it is asked. */
export function openExecutors(): Executors {
  return {
    javascript: createJavascriptExecutor(),
    python: createPythonExecutor(),
    java: createJavaExecutor(),
  };
}

/** Ends whatever they started, and waits until it is gone. */
export async function closeExecutors(executors: Executors): Promise<void> {
  await Promise.all(Object.values(executors).map((executor) => executor.close()));
}
