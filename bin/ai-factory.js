#!/usr/bin/env node
// Checked before anything else is imported: the packages need a newer Node and would fail with a puzzle.
const major = Number(process.versions.node.split('.')[0]);
if (major < 22) {
  process.stderr.write(
    `ai-factory needs Node 22 or newer, found ${process.versions.node}. Install a newer Node, or start it with npm start in a checkout.\n`,
  );
  process.exit(1);
}
await import('./quick-start.js');
// Development React is several times slower; it reads this once, when it loads.
process.env.NODE_ENV ??= 'production';
const { main } = await import('../dist/cli.js');
await main(process.argv);
