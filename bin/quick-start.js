import module from 'node:module';

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

/** A module with that one export of another. */
function exporting(what, url) {
  return `data:text/javascript,${encodeURIComponent(`export { ${what} } from ${JSON.stringify(url)};`)}`;
}
