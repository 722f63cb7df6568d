import { createJavaExecutor, javaDefaults } from '../../src/sandbox/java/executor.ts';
import { createJavascriptExecutor } from '../../src/sandbox/javascript/executor.ts';
import {
  javaLimits,
  javascriptLimits,
  type Limits,
  pythonLimits,
} from '../../src/sandbox/limits.ts';
import type { Executors } from '../../src/sandbox/open-executors.ts';
import { createPythonExecutor, pythonDefaults } from '../../src/sandbox/python/executor.ts';

/** Ends a program soon: for those that do not end by themselves. */
export const hastily = (limits: Limits, runMs: number): Limits => ({
  ...limits,
  runMs,
  killMs: Math.max(runMs, 2_000),
});

/** An executor for each language that waits for a program for a second or two. */
export function hastyExecutors(): Executors {
  return {
    javascript: createJavascriptExecutor(hastily(javascriptLimits, 500)),
    python: createPythonExecutor({ ...pythonDefaults, limits: hastily(pythonLimits, 2_000) }),
    java: createJavaExecutor({ ...javaDefaults, limits: hastily(javaLimits, 2_000) }),
  };
}
