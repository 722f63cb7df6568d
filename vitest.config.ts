import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    globalSetup: 'test/config-dir.ts',
    include: ['test/**/*.test.{ts,tsx}'],
    // Twice the cores: many tests wait for processes of their own.
    maxWorkers: 4,
    // One load of the modules for all files of a worker; what a test changes it puts back.
    isolate: false,
    // Tests that wait for sandboxes go side by side, as many as the cores can bear.
    maxConcurrency: 2,
    // A machine may be busy with others: what hangs is told from what waits by minutes, not by seconds.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // The second report is what .ci/run takes its closing line from.
    reporters: ['default', ['json', { outputFile: 'node_modules/.cache/test-report.json' }]],
  },
});
