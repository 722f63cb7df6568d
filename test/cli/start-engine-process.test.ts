import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { startEngineProcess } from '../../src/cli/start-engine-process.ts';
import { contentPaths } from '../../src/engine/files/paths.ts';
import { contentDir } from './content-dir.ts';

test('an engine that dies before it can say why leaves the end of its output as the reason', async () => {
  const dir = await contentDir();
  onTestFinished(() => void vi.unstubAllEnvs());
  const dies = 'console.error("out of luck"); process.exit(9)';
  vi.stubEnv('NODE_OPTIONS', `--import=data:text/javascript,${encodeURIComponent(dies)}`);
  const start = startEngineProcess(contentPaths(dir), {});
  await expect(start).rejects.toThrow(
    `The engine ended before it could be reached (exit code 9). It said:\nout of luck\nIts log is ${join(dir, '.engine', 'engine.log')}.`,
  );
});
