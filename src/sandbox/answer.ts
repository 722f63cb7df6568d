import type { CallResult } from './executor.ts';
import type { Tagged } from './tagged.ts';

/**
 * What a call answered: its value, or its first argument for a function that works in place. Undefined
 * when it did not answer, or has nothing that could have been changed.
 */
export function answerOf(result: CallResult, options: { inPlace: boolean }): Tagged | undefined {
  if (result.type !== 'value') return undefined;
  return options.inPlace ? result.firstArgument : result.value;
}
