import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    configDir: string;
  }
}

/** The preferences that every child process of a test sees: none. */
export async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const configDir = await mkdtemp(join(tmpdir(), 'ai-factory-config-'));
  provide('configDir', configDir);
  return () => rm(configDir, { recursive: true, force: true });
}
