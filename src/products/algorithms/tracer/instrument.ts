import { type Program, parse } from 'acorn';
import { type EntryFunction, findEntry } from './entry-function.ts';
import { applyInsertions, type Insertion, wrap } from './insertions.ts';
import { InstrumentError } from './instrument-error.ts';
import { markedStatements } from './marked-statements.ts';
import { insertionsFor } from './statement-insertions.ts';
import { hookName } from './trace-hook.ts';

export interface InstrumentOptions {
  /** JavaScript without markers. */
  source: string;
  /** Name of the top-level function that a run calls. */
  entry: string;
  /** Ids of the lines to trace; lines count from 1. */
  lineIds: ReadonlyMap<number, string>;
}

/**
 * The same program, calling `__trace` (a `TraceHook`) at each marked line. Throws an
 * InstrumentError when the source does not parse or a marked line cannot be traced.
 */
export function instrument({ source, entry, lineIds }: InstrumentOptions): string {
  const program = parseProgram(source);
  const entryFunction = findEntry(program, entry);
  return applyInsertions(source, [
    ...countCalls(entryFunction),
    ...markedStatements(program, lineIds).flatMap((marked) =>
      insertionsFor(marked, entryFunction.node),
    ),
  ]);
}

function parseProgram(source: string): Program {
  try {
    return parse(source, { ecmaVersion: 'latest', locations: true });
  } catch (error) {
    throw new InstrumentError(`the source does not parse: ${String(error)}`, { cause: error });
  }
}

/** Tells the hook how deep the entry function has called itself. */
function countCalls({ body }: EntryFunction): Insertion[] {
  const inside = { start: body.start + 1, end: body.end - 1 };
  return wrap(inside, ` ${hookName}("enter"); try {`, `} finally { ${hookName}("leave"); } `);
}
