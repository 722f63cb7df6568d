import type { Issue } from '../../../engine/cards/criterion.ts';
import type { Json } from '../../../engine/json.ts';
import { asObject, member, sameJson, show } from '../criteria/json-value.ts';
import { statesOf } from '../criteria/lesson-parts.ts';
import type { RunnableCase } from './cases.ts';
import type { CallTrace, TrueState } from './trace.ts';

/** Beyond these a repair would begin anew anyway. */
const mostIssues = 5;

/** What in the states of a test case is not as its real run was, in the order of the states. */
export function replayIssues(one: RunnableCase, trace: CallTrace | undefined): Issue[] {
  const path = `${one.path}.states`;
  if (trace?.type !== 'traced') {
    const how = trace?.how ?? 'it gave nothing';
    return [{ path, message: `There is no real run to compare with: ${how}` }];
  }
  const { states } = trace;
  const issues: Issue[] = [];
  let from = 0;
  for (const shown of statesOf({ path: one.path, value: { states: one.states } })) {
    if (issues.length >= mostIssues) break;
    const found = states.findIndex((state, at) => at >= from && isState(shown.value, state));
    if (found >= 0) {
      issues.push(...unseenChanges(shown, states.slice(Math.max(0, from - 1), found + 1)));
      from = found + 1;
    } else {
      const lineId = member(shown.value, 'codeLineId');
      const next = states.findIndex((state, at) => at >= from && state.lineId === lineId);
      issues.push(issueFor(shown, { state: states[next], fromEnd: states[from] }));
      if (next >= 0) from = next + 1;
    }
  }
  if (issues.length > 0 || from >= states.length || trace.isCut) return issues;
  return [
    {
      path,
      message: 'The states end before the run does.',
      expected: `a last state at the line ${show(states.at(-1)?.lineId)}`,
      fix: 'Add the states up to the line that returns.',
    },
  ];
}

interface Shown {
  path: string;
  value: Json;
}

const isState = (shown: Json, state: TrueState): boolean => faultOf(shown, state) === undefined;

/** Who watches can follow a jump in which each value changes once; a round that is left out is lost. */
function unseenChanges({ path, value }: Shown, stretch: readonly TrueState[]): Issue[] {
  const names = Object.keys(asObject(member(value, 'variables')) ?? {});
  const lost = names.filter((name) => changes(stretch, name) > 1);
  const [first] = lost;
  if (first === undefined) return [];
  const lines = stretch.slice(1, -1).map(({ lineId }) => lineId);
  return [
    {
      path,
      message: `Steps are left out before this one, in which ${first} changes more than once.`,
      expected: `before it, states at the lines ${lines.slice(0, 8).join(', ')}${lines.length > 8 ? ', …' : ''}`,
      fix: 'Play every line that runs; for shorter runs, choose smaller arguments.',
    },
  ];
}

function changes(stretch: readonly TrueState[], name: string): number {
  const values = stretch.map(({ variables }) =>
    Object.hasOwn(variables, name) ? variables[name] : undefined,
  );
  return values.filter((value, at) => {
    const before = values[at - 1];
    return value !== undefined && before !== undefined && !sameJson(value, before);
  }).length;
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
  { path, value: shown }: Shown,
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
