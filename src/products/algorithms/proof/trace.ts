import { z } from 'zod';
import { type Json, jsonSchema } from '../../../engine/json.ts';
import { instrument } from '../tracer/instrument.ts';
import { InstrumentError } from '../tracer/instrument-error.ts';
import { forbiddenName } from './forbidden-name.ts';
import type { Runs } from './runs.ts';
import { tracedEntry, tracedProgram } from './trace-runtime.ts';

/** The variables after a marked line was executed, as it really was. */
export interface TrueState {
  lineId: string;
  variables: Record<string, Json>;
}

/** What came of one call. `isCut`: it made more states than are kept. */
export type CallTrace =
  | { type: 'traced'; states: TrueState[]; isCut: boolean }
  | { type: 'ended'; how: string };

export type TraceResult =
  | { type: 'ran'; traces: CallTrace[] }
  /** The source cannot be traced as it is marked. */
  | { type: 'untraceable'; message: string }
  | { type: 'not-checked'; reason: string };

/** No lesson shows more. */
const mostStates = 2_000;
const traceSchema = z.object({
  states: z.array(z.object({ lineId: z.string(), variables: z.record(z.string(), jsonSchema) })),
  isCut: z.boolean(),
});

/** A JavaScript solution to trace; `inPlace`: its result is its first argument as the call left it. */
export interface Traceable {
  source: string;
  entry: string;
  lineIds: ReadonlyMap<number, string>;
  inPlace?: boolean;
}

/** The ids of marked lines by their numbers, which count from 1. */
export function lineIdsOf(ids: readonly (Json | undefined)[]): Map<number, string> {
  return new Map(
    ids.flatMap((id, at) => (typeof id === 'string' && id !== '' ? [[at + 1, id] as const] : [])),
  );
}

/** Runs a JavaScript solution in its sandbox and gives the true states of each call. */
export async function traceCalls(
  runs: Pick<Runs, 'run'>,
  solution: Traceable,
  calls: readonly Json[][],
): Promise<TraceResult> {
  const program = programOf(solution);
  if (typeof program !== 'string') return program;
  const result = await runs.run('javascript', { source: program, entry: tracedEntry }, calls);
  switch (result.type) {
    case 'not-available':
    case 'not-started':
      return { type: 'not-checked', reason: result.reason };
    case 'rejected':
      return { type: 'untraceable', message: result.errors[0]?.message ?? 'it does not run' };
    case 'ran':
      return {
        type: 'ran',
        traces: calls.map((_, at): CallTrace => {
          const call = result.results[at];
          if (call?.type === 'value' && call.value.type === 'text')
            return readTrace(call.value.value);
          return {
            type: 'ended',
            how: call && 'message' in call ? call.message : 'it gave nothing',
          };
        }),
      };
    default:
      return result satisfies never;
  }
}

function programOf(solution: Traceable): string | Extract<TraceResult, { type: 'untraceable' }> {
  try {
    const forbidden = forbiddenName(solution.source);
    if (forbidden !== undefined) {
      return { type: 'untraceable', message: `the code may not use the name ${forbidden}` };
    }
    const { entry, inPlace = false } = solution;
    return tracedProgram(instrument(solution), { entry, inPlace, mostStates });
  } catch (error) {
    if (!(error instanceof InstrumentError)) throw error;
    return { type: 'untraceable', message: error.message };
  }
}

function readTrace(text: string): CallTrace {
  try {
    return { type: 'traced', ...traceSchema.parse(JSON.parse(text)) };
  } catch {
    return { type: 'ended', how: 'its trace could not be read' };
  }
}
