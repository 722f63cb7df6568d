import { createRequire } from 'node:module';
import type stringWidth from 'string-width';

type Measure = typeof stringWidth;

/** Characters that take one cell each, whatever stands beside them. */
const oneCellEach =
  /^[ -~\u00a1-\u00a8\u00aa-\u00ac\u00af-\u02ff\u2010-\u2027\u2190-\u2193\u2500-\u25a9]*$/;

// What measures all text has patterns that take longer to compile than a first frame to draw, so it is
// loaded by the first text that needs it, where this Node can load a module in mid-sentence.
let measure: Measure | undefined = process.features.require_module
  ? undefined
  : (await import('string-width')).default;

/** Whether each character of a text is one cell, and none changes another. */
export function isOneCellEach(text: string): boolean {
  return oneCellEach.test(text);
}

/** How many cells of a terminal a text takes; control sequences count as nothing. */
export function textWidth(text: string): number {
  if (isOneCellEach(text)) return text.length;
  measure ??= load();
  return measure(text);
}

function load(): Measure {
  const loaded: { default: Measure } = createRequire(import.meta.url)('string-width');
  return loaded.default;
}
