import { z } from 'zod';
import type { Json } from '../../../engine/json.ts';
import { defineTool } from '../../../tools/tool.ts';
import { ToolError } from '../../../tools/tool-error.ts';
import { asText, type JsonObject, member } from '../criteria/json-value.ts';
import { comparisonOf, solutionIn } from '../criteria/lesson-parts.ts';
import { type Drawing, drawStates } from '../draw-states.ts';
import { structureKinds } from '../lesson.ts';
import { lineIdsOf, type Traceable } from '../proof/trace.ts';
import { orderedState, withStates } from './draft-states.ts';
import { lessonFile, readLesson } from './read-lesson.ts';
import { statesIn, type TracedCall, tracedText } from './traced-text.ts';
import { traceInTurn } from './tracing.ts';

/** No solution of a lesson is longer; and a tracer's work grows with the square of it. */
const mostLines = 200;
const mostCodeChars = 16_000;
const mostCalls = 20;
const mostArgumentChars = 20_000;

const drawingSchema = z.strictObject({
  kind: z.enum(structureKinds),
  name: z.string().max(100).describe('The JavaScript variable that is drawn.'),
  pointers: z
    .array(z.string().max(100))
    .max(10)
    .describe('Variables that point into it: "i", or "row,column" for a place in a matrix.'),
});

const solutionSchema = z.strictObject({
  entry: z.string().max(100),
  lines: z.array(z.strictObject({ id: z.string().nullable(), code: z.string() })).max(mostLines),
  calls: z.array(z.array(z.json())).min(1).max(mostCalls).describe('The arguments of each call.'),
});

const inputSchema = z.strictObject({
  draw: drawingSchema
    .optional()
    .describe('What the lesson draws: dataStructureState and pointers are then written, too.'),
  solution: solutionSchema
    .optional()
    .describe('Another solution to try out. Leave it out to trace the one in lesson.json.'),
});

/**
 * `trace_solution`: the true states of a run. Of lesson.json they are written into it at once; the answer
 * tells every state that was written, so that a replay takes them from there and runs nothing.
 */
export const traceSolution = defineTool({
  name: 'trace_solution',
  description: `Run the JavaScript of ${lessonFile} on the args of its test cases, and put the true states into them: step, codeLineId, variables (result in the last), and with draw also dataStructureState and pointers, in place of any states that are there. Answers with step, codeLineId and variables of each. What is left is words: give them with annotate_states. It costs nothing and is never wrong, so do not write these fields yourself. Each line with an id must hold one whole statement or the head of one.`,
  effect: 'write',
  input: inputSchema,
  run: async ({ draw, solution }, { files, signal }) => {
    if (solution) {
      const { lines, calls, entry } = solution;
      const cases = calls.map((args) => ({ args, expected: undefined }));
      return (await traced(traceable({ lines, entry }), cases, signal)).join('\n');
    }
    const { text, lesson } = await readLesson(files);
    const [head, told = ''] = await traced(solutionOf(lesson), casesOf(lesson), signal);
    await files.write(lessonFile, withTraced(text, told, draw));
    return `${head} They are in ${lessonFile} now; annotate_states adds their words.\n${told}`;
  },
  replay: async ({ draw, solution }, told, { files }) => {
    if (solution) return;
    const { text } = await readLesson(files);
    await files.write(lessonFile, withTraced(text, told, draw));
  },
});

/** What a call was asked to draw; undefined when nothing. */
export function drawingIn(input: unknown): Drawing | undefined {
  return inputSchema.safeParse(input).data?.draw;
}

/** A lesson's text with the states that an answer of `trace_solution` tells. */
export function withTraced(text: string, told: string, draw: Drawing | undefined): string {
  const states = [...statesIn(told)].map(([at, run]) => [at, drawn(run, draw)] as const);
  return withStates(text, new Map(states));
}

function drawn(run: readonly JsonObject[], draw: Drawing | undefined): JsonObject[] {
  if (!draw) return run.map(orderedState);
  const variables = run.map((state) => asVariables(member(state, 'variables')));
  return drawStates(variables, draw).map((shown, at) => orderedState({ ...run[at], ...shown }));
}

function asVariables(value: Json | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}

interface Case {
  args: Json[];
  expected: Json | undefined;
}

async function traced(solution: Traceable, cases: readonly Case[], signal: AbortSignal) {
  const calls = cases.map(({ args }) => args);
  const size = JSON.stringify(calls).length;
  if (size > mostArgumentChars) {
    throw new ToolError(
      `the arguments have ${size} characters; at most ${mostArgumentChars} are run.`,
    );
  }
  const result = await traceInTurn(solution, calls, signal);
  switch (result.type) {
    case 'untraceable':
      throw new ToolError(`the code cannot be traced: ${result.message}`);
    case 'not-checked':
      throw new ToolError(`nothing could be run: ${result.reason}. Write the states yourself.`);
    case 'ran': {
      const told = cases.flatMap(({ expected }, at): TracedCall[] => {
        const trace = result.traces[at];
        return trace ? [{ trace, expected }] : [];
      });
      return ['The true states.', tracedText(told)];
    }
    default:
      return result satisfies never;
  }
}

function solutionOf(lesson: Json): Traceable {
  const solution = solutionIn(lesson, 'javascript');
  const entry = asText(member(solution?.value, 'entry'));
  const { code } = solution ?? {};
  if (!solution || !code || entry === undefined) {
    throw new ToolError(`${lessonFile} has no annotatedCode.javascript with entry and lines yet.`);
  }
  const ids = solution.lines.map(({ value }) => asText(member(value, 'id')) ?? null);
  const { inPlace } = comparisonOf(lesson);
  const solved = traceable({
    entry,
    lines: code.map((line, at) => ({ id: ids[at] ?? null, code: line })),
  });
  return { ...solved, inPlace };
}

function traceable(of: { entry: string; lines: { id: string | null; code: string }[] }): Traceable {
  const source = of.lines.map(({ code }) => code).join('\n');
  if (of.lines.length > mostLines || source.length > mostCodeChars) {
    throw new ToolError(
      `a solution has at most ${mostLines} lines and ${mostCodeChars} characters.`,
    );
  }
  return { source, entry: of.entry, lineIds: lineIdsOf(of.lines.map(({ id }) => id)) };
}

function casesOf(lesson: Json): Case[] {
  const cases = member(lesson, 'testCases');
  if (!Array.isArray(cases) || cases.length === 0 || cases.length > mostCalls) {
    throw new ToolError(`${lessonFile} needs 1 to ${mostCalls} test cases with their args.`);
  }
  return cases.map((one, at) => {
    const args = member(one, 'args');
    if (!Array.isArray(args)) throw new ToolError(`testCases[${at}] has no args.`);
    return { args, expected: member(one, 'expected') };
  });
}
