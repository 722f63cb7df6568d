import { parse } from 'acorn';
import { full } from 'acorn-walk';
import { hookName } from '../tracer/trace-hook.ts';

/** With these a source could call the hook itself, and so make up a trace of its own. */
const forbidden = new Set([hookName, 'eval']);

/**
 * The first name in a source that no traced source may use, however it is spelled there; undefined when
 * there is none, or the source does not parse, which others tell.
 */
export function forbiddenName(source: string): string | undefined {
  let found: string | undefined;
  try {
    full(parse(source, { ecmaVersion: 'latest' }), (node) => {
      if (node.type === 'Identifier' && 'name' in node && typeof node.name === 'string') {
        if (forbidden.has(node.name)) found ??= node.name;
      }
    });
  } catch {
    return undefined;
  }
  return found;
}
