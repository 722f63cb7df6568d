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
// Ink wants one function of a library of four hundred files, and nobody here the sixty languages that zod
// can speak: loading them takes longer than the rest of a start. Where this Node has no such hooks, or a
// library is laid out otherwise, all are loaded.
const short = {
  'es-toolkit/compat': (next) =>
    exporting('default as throttle', next('es-toolkit/compat/throttle').url),
  '../locales/index.js': (next) =>
    exporting('default as en', new URL('en.js', next('../locales/index.js').url).href),
};
module.registerHooks?.({
  resolve(specifier, context, next) {
    const shortened = Object.hasOwn(short, specifier) ? short[specifier] : undefined;
    if (!shortened || (specifier.startsWith('.') && !context.parentURL?.includes('/zod/')))
      return next(specifier, context);
    try {
      const url = shortened((wanted) => next(wanted, context));
      return { url, format: 'module', shortCircuit: true };
    } catch {
      return next(specifier, context);
    }
  },
});
// Development React is several times slower; it reads this once, when it loads.
process.env.NODE_ENV ??= 'production';
const { main } = await import('../dist/cli.js');
await main(process.argv);

/** A module with that one export of another. */
function exporting(what, url) {
  return `data:text/javascript,${encodeURIComponent(`export { ${what} } from ${JSON.stringify(url)};`)}`;
}
