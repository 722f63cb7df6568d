import type { Json } from '../../../engine/json.ts';
import { snapshot } from './snapshot.ts';
import type { Scope, TraceHook } from './trace-hook.ts';

/** The variables after one line was executed; `returned` is the value of a return, at any depth. */
export interface TracedState {
  lineId: string;
  variables: Record<string, Json>;
  returned?: Json;
}

/** Thrown through the traced source when it makes more states than allowed. */
export class TooManyStatesError extends Error {
  override name = 'TooManyStatesError';
}

/** A hook that adds each state to `states`, up to a number of them. */
export function createRecorder(states: TracedState[], maxStates: number): TraceHook {
  let depth = 0;

  function record(lineId: string, scope: Scope): TracedState {
    if (states.length >= maxStates) {
      throw new TooManyStatesError(`more than ${maxStates} states: choose a smaller input`);
    }
    const state: TracedState = { lineId, variables: readScope(scope) };
    states.push(state);
    return state;
  }

  return (event, lineId = '', scope = {}, value = undefined) => {
    switch (event) {
      case 'enter':
        depth += 1;
        break;
      case 'leave':
        depth -= 1;
        break;
      case 'step':
        record(lineId, scope);
        break;
      case 'when-true':
        if (value) record(lineId, scope);
        break;
      case 'return':
      case 'inner-return':
        recordReturn(record(lineId, scope), value, event === 'return' && depth === 1);
        break;
      default:
        event satisfies never;
    }
    return value;
  };
}

function recordReturn(state: TracedState, value: unknown, isOutermost: boolean): void {
  state.returned = snapshot(value) ?? null;
  if (isOutermost) state.variables.result = state.returned;
}

function readScope(scope: Scope): Record<string, Json> {
  const variables: [string, Json][] = [];
  for (const [name, read] of Object.entries(scope)) {
    const value = snapshot(readVariable(read));
    if (value !== undefined) variables.push([name, value]);
  }
  return Object.fromEntries(variables);
}

function readVariable(read: () => unknown): unknown {
  try {
    return read();
  } catch {
    // Declared further down: not initialised yet.
    return undefined;
  }
}
