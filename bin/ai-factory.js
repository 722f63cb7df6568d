#!/usr/bin/env node
import module from 'node:module';

// Checked before anything is imported: the packages below need a newer Node and would fail with a puzzle.
const major = Number(process.versions.node.split('.')[0]);
if (major < 22) {
  process.stderr.write(
    `ai-factory needs Node 22 or newer, found ${process.versions.node}. Install a newer Node, or start it with npm start in a checkout.\n`,
  );
  process.exit(1);
}
// Keeps compiled code in the system's temporary folder: much of a start is compiling what did not change.
module.enableCompileCache?.();
// Ink wants one function of a library of four hundred files: loading them all takes longer than the rest
// of a start. Where this Node has no such hooks, or the library is another one, all are loaded.
module.registerHooks?.({
  resolve(specifier, context, next) {
    if (specifier !== 'es-toolkit/compat') return next(specifier, context);
    try {
      const { url } = next('es-toolkit/compat/throttle', context);
      return { url: oneFunction(url), format: 'module', shortCircuit: true };
    } catch {
      return next(specifier, context);
    }
  },
});
// Development React is several times slower; it reads this once, when it loads.
process.env.NODE_ENV ??= 'production';
const { main } = await import('../dist/cli.js');
await main(process.argv);

function oneFunction(url) {
  const source = `export { default as throttle } from ${JSON.stringify(url)};`;
  return `data:text/javascript,${encodeURIComponent(source)}`;
}
