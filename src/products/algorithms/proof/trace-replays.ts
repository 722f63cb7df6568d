import type { Criterion, Issue } from '../../../engine/criterion.ts';
import type { Json } from '../../../engine/json.ts';
import { asObject, member, sameJson, show } from '../criteria/json-value.ts';
import { solutionIn, statesOf } from '../criteria/lesson-parts.ts';
import type { Problem } from '../item.ts';
import type { RunnableCase } from './cases.ts';
import type { Runs } from './runs.ts';
import { type CallTrace, type TrueState, traceCalls } from './trace.ts';
import { trialOf } from './trial.ts';

/**
 * What a lesson shows step by step is what its JavaScript really does: each state has a line that is
 * reached then and the values that its variables have after it. A narration may leave steps out, never
 * invent or reorder any; its last state is the last.
 */
export function traceReplays(runs: Runs): Criterion<Problem> {
  return {
    id: 'trace-replays',
    title: 'The states are those of a real run',
    weight: 5,
    engine: (signal) => runs.engine('javascript', signal),
    async check(artefact) {
      const trial = trialOf(artefact, 'javascript');
      if (trial.type === 'nothing') return trial.outcome;
      const { program, path, cases, calls } = trial;
      const lines = solutionIn(artefact, 'javascript')?.lines ?? [];
      const lineIds = lineIdsOf(lines.map(({ value }) => member(value, 'id')));
      const result = await traceCalls(runs, { ...program, lineIds }, calls);
      if (result.type === 'not-checked') return { notChecked: result.reason };
      if (result.type === 'untraceable') {
        return [{ path, message: `The code cannot be traced: ${result.message}` }];
      }
      return cases.flatMap((one, at) => replayIssues(one, result.traces[at]));
    },
  };
}

/** Lines count from 1. */
function lineIdsOf(ids: readonly (Json | undefined)[]): Map<number, string> {
  return new Map(
    ids.flatMap((id, at) => (typeof id === 'string' && id !== '' ? [[at + 1, id] as const] : [])),
  );
}

/** Beyond these a repair would begin anew anyway. */
const mostIssuesACase = 5;

function replayIssues(one: RunnableCase, trace: CallTrace | undefined): Issue[] {
  if (trace?.type !== 'traced') {
    const how = trace?.how ?? 'it gave nothing';
    return [
      { path: `${one.path}.states`, message: `There is no real run to compare with: ${how}` },
    ];
  }
  const issues: Issue[] = [];
  let from = 0;
  for (const { path, value } of statesOf({ path: one.path, value: { states: one.states } })) {
    if (issues.length >= mostIssuesACase) break;
    const found = trace.states.findIndex(
      (state, at) => at >= from && faultOf(value, state) === undefined,
    );
    if (found >= 0) from = found + 1;
    else {
      const next = trace.states.findIndex(
        (state, at) => at >= from && state.lineId === member(value, 'codeLineId'),
      );
      issues.push(
        issueFor(path, value, { state: trace.states[next], fromEnd: trace.states[from] }),
      );
      if (next >= 0) from = next + 1;
    }
  }
  if (issues.length === 0 && from < trace.states.length && !trace.isCut) {
    issues.push({
      path: `${one.path}.states`,
      message: 'The states end before the run does.',
      expected: `a last state at the line ${show(trace.states.at(-1)?.lineId)}`,
      fix: 'Add the states up to the line that returns.',
    });
  }
  return issues;
}

interface Fault {
  variable: string;
  expected: Json | undefined;
  found: Json;
}

/** The first thing in which a shown state is not this true one; `undefined` when it is. */
function faultOf(shown: Json, { lineId, variables }: TrueState): Fault | 'line' | undefined {
  if (member(shown, 'codeLineId') !== lineId) return 'line';
  for (const [variable, found] of Object.entries(asObject(member(shown, 'variables')) ?? {})) {
    const expected = Object.hasOwn(variables, variable) ? variables[variable] : undefined;
    if (!sameJson(found, expected)) return { variable, expected, found };
  }
  return undefined;
}

function issueFor(
  path: string,
  shown: Json,
  { state, fromEnd }: { state: TrueState | undefined; fromEnd: TrueState | undefined },
): Issue {
  const fault = state && faultOf(shown, state);
  if (!state || fault === undefined || fault === 'line') {
    return {
      path: `${path}.codeLineId`,
      message: 'The run does not come to this line here.',
      expected: fromEnd ? `the line ${show(fromEnd.lineId)}` : 'no further state: the run is over',
      found: show(member(shown, 'codeLineId')),
      fix: 'Follow the code line by line; write the state that comes next.',
    };
  }
  return {
    path: `${path}.variables.${fault.variable}`,
    message: `${fault.variable} does not have this value after that line.`,
    expected: fault.expected === undefined ? 'no such variable there' : show(fault.expected),
    found: show(fault.found),
    fix: 'Correct the value, and what is said about it.',
  };
}
