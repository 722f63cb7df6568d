import type { Json } from '../../../../src/engine/json.ts';
import {
  idsByLine,
  joinLines,
  markedLines,
} from '../../../../src/products/algorithms/rehearsal/marked-source.ts';
import { instrument } from '../../../../src/products/algorithms/tracer/instrument.ts';
import { runTrace, type Trace } from '../../../../src/products/algorithms/tracer/run-trace.ts';

/** Traces a marked source whose entry function is `f`. */
export function traceMarked(marked: string, args: Json[] = [], maxStates?: number): Trace {
  const lines = markedLines(marked, 'javascript');
  const source = joinLines(lines);
  const instrumented = instrument({ source, entry: 'f', lineIds: idsByLine(lines) });
  return runTrace({ instrumented, entry: 'f', args, maxStates });
}

/** The states as `[line id, variables]`, of a run that has to finish. */
export function statesOf(marked: string, args: Json[] = []): [string, Record<string, Json>][] {
  const trace = traceMarked(marked, args);
  if (trace.type !== 'finished') throw new Error(trace.message);
  return trace.states.map(({ lineId, variables }) => [lineId, variables]);
}
