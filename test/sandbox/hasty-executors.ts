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

const hastily = (limits: Limits, runMs: number): Limits => ({
  ...limits,
  runMs,
  killMs: Math.max(runMs, 2_000),
});

/** Executors that wait for a program for as long as it takes to get going, and not much longer. */
export function hastyExecutors(): Executors {
  return {
    javascript: createJavascriptExecutor(hastily(javascriptLimits, 500)),
    python: createPythonExecutor({ ...pythonDefaults, limits: hastily(pythonLimits, 2_000) }),
    java: createJavaExecutor({ ...javaDefaults, limits: hastily(javaLimits, 4_000) }),
  };
}
