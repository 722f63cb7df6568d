/** Variables of a scope, each behind a function: reading one that is not initialised yet throws. */
export type Scope = Record<string, () => unknown>;

/**
 * Why the instrumented source calls the hook. `step`: record a state. `when-true`: record it if the
 * value is truthy. `return`: the entry function is about to return the value; `inner-return`: another
 * function is. `enter` and `leave`: a call of the entry function begins and ends.
 */
export type TraceEvent = 'step' | 'when-true' | 'return' | 'inner-return' | 'enter' | 'leave';

/** What `__trace` has to be where an instrumented source runs. It gives back `value`. */
export type TraceHook = (
  event: TraceEvent,
  lineId?: string,
  scope?: Scope,
  value?: unknown,
) => unknown;

/** Name under which the instrumented source expects its hook. */
export const hookName = '__trace';
