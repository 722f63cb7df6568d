import type { Json } from '../../../engine/json.ts';
import { asObject, type JsonObject, member, sameJson, show } from '../criteria/json-value.ts';
import type { CallTrace } from '../proof/trace.ts';

/** A call that was traced; `expected` is what the lesson says it gives, where it says so. */
export interface TracedCall {
  trace: CallTrace;
  expected: Json | undefined;
}

/** A lesson shows no more states of a run; see runs-watchable. */
const mostStates = 80;
/** Of all answers together: what an agent can use, and a tool's result holds. */
const mostChars = 40_000;

/**
 * What is told of traced calls: for each a line, and its states below it, each a row of JSON as a lesson has
 * them. One with too many states, or beyond the room there is, has its line alone, which says so.
 */
export function tracedText(calls: readonly TracedCall[]): string {
  let room = mostChars;
  const texts = calls.map((call, at) => {
    const rows = rowsOf(call.trace);
    const size = rows.reduce((sum, row) => sum + row.length + 1, 0);
    const left = whyLeft(call.trace, { size, room });
    if (left !== undefined) return `case ${at}: ${left}`;
    room -= size;
    return [`case ${at}: ${rows.length} states, ${resultWords(call)}`, ...rows].join('\n');
  });
  return texts.join('\n');
}

/** The states that such a text tells, by the number of their call; blind for all else that stands in it. */
export function statesIn(text: string): Map<number, JsonObject[]> {
  const states = new Map<number, JsonObject[]>();
  let open: JsonObject[] | undefined;
  for (const line of text.split('\n')) {
    const [, number] = /^case (\d{1,3}): \d+ states, /.exec(line) ?? [];
    if (number !== undefined) {
      open = [];
      states.set(Number(number), open);
    } else if (line.startsWith('{')) {
      const state = asObject(JSON.parse(line));
      if (state) open?.push(state);
    } else if (line.startsWith('case ')) open = undefined;
  }
  return states;
}

function rowsOf(trace: CallTrace): string[] {
  if (trace.type !== 'traced') return [];
  return trace.states.map(({ lineId, variables }, at) =>
    JSON.stringify({ step: at + 1, codeLineId: lineId, variables }),
  );
}

function whyLeft(trace: CallTrace, { size, room }: { size: number; room: number }) {
  if (trace.type === 'ended') return `it ended without a result: ${trace.how.replace(/\s+/g, ' ')}`;
  const { length } = trace.states;
  if (trace.isCut || length > mostStates) {
    const count = trace.isCut ? `more than ${length}` : length;
    return `left out, since it has ${count} states and a lesson shows at most ${mostStates}. Take smaller arguments, or mark fewer lines.`;
  }
  if (length === 0) return 'left out, since no marked line is reached. Give ids to the lines.';
  if (size <= room) return undefined;
  return `left out, since its states take ${size} characters and ${room} are left of ${mostChars}. Take smaller arguments, or trace it by itself.`;
}

function resultWords({ trace, expected }: TracedCall): string {
  const state = trace.type === 'traced' ? trace.states.at(-1) : undefined;
  const result = member(state?.variables, 'result');
  if (result === undefined) return 'and no result: mark the line that returns';
  const gives = `result ${show(result)}`;
  if (expected === undefined || sameJson(result, expected)) return gives;
  return `${gives}, but expected says ${show(expected)}: find out which is right`;
}
