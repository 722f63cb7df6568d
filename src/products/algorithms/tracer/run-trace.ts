import { createContext, runInContext } from 'node:vm';
import type { Json } from '../../../engine/json.ts';
import { createRecorder, TooManyStatesError, type TracedState } from './recorder.ts';
import { snapshot } from './snapshot.ts';
import { hookName } from './trace-hook.ts';

/** What came of a traced run; the states are those recorded until it ended. */
export type Trace =
  | { type: 'finished'; states: TracedState[]; result: Json }
  | { type: 'too-many-states'; states: TracedState[]; message: string }
  | { type: 'failed'; states: TracedState[]; message: string };

export interface RunTraceOptions {
  /** What `instrument` gave. */
  instrumented: string;
  entry: string;
  args: Json[];
  /** The result is the first argument as the call left it, not what it returned. */
  inPlace?: boolean;
  /** Default 400. */
  maxStates?: number;
  /** Default 2,000. */
  timeoutMs?: number;
}

/**
 * Calls the entry function of an instrumented source in a realm of its own, with copies of the
 * arguments. That realm keeps accidents in, not attacks: for trusted sources only.
 */
export function runTrace(options: RunTraceOptions): Trace {
  const { instrumented, entry, args, inPlace = false } = options;
  const { maxStates = 400, timeoutMs = 2_000 } = options;
  const states: TracedState[] = [];
  const context = createContext({ [hookName]: createRecorder(states, maxStates) });
  // Parsed inside, so that the arguments belong to the realm of the source.
  const given = `JSON.parse(${JSON.stringify(JSON.stringify(args))})`;
  const call = `((given) => [${entry}(...given), given[0]])(${given})`;
  try {
    const [returned, first]: unknown[] = runInContext(
      `'use strict';${instrumented}\n;${call}`,
      context,
      { timeout: timeoutMs },
    );
    const result = snapshot(inPlace ? first : returned) ?? null;
    const last = states.at(-1);
    if (inPlace && last) last.variables.result = result;
    return { type: 'finished', states, result };
  } catch (error) {
    if (error instanceof TooManyStatesError) {
      return { type: 'too-many-states', states, message: error.message };
    }
    return { type: 'failed', states, message: String(error) };
  }
}
