#!/usr/bin/env node
import module from 'node:module';

const { enableCompileCache } = module;
// Checked before anything is imported: the packages below need a newer Node and would fail with a puzzle.
const major = Number(process.versions.node.split('.')[0]);
if (major < 22) {
  process.stderr.write(
    `ai-factory needs Node 22 or newer, found ${process.versions.node}. Install a newer Node, or start it with npm start in a checkout.\n`,
  );
  process.exit(1);
}
// Keeps compiled code in the system's temporary folder: half of a start is compiling what did not change.
enableCompileCache?.();
// Development React is several times slower; it reads this once, when it loads.
process.env.NODE_ENV ??= 'production';
const { main } = await import('../dist/cli.js');
await main(process.argv);
