import { z } from 'zod';
import type { Json } from '../../../engine/json.ts';
import { defineTool } from '../../../tools/tool.ts';
import { ToolError } from '../../../tools/tool-error.ts';
import { asObject, type JsonObject, member } from '../criteria/json-value.ts';
import { orderedState, withStates } from './draft-states.ts';
import { lessonFile, readLesson } from './read-lesson.ts';

const mostChars = 4_000;
const wordsSchema = z.array(z.string().min(1).max(mostChars)).length(4);

const inputSchema = z.strictObject({
  cases: z
    .array(
      z.strictObject({
        case: z.int().min(0).max(99).describe('Number of the test case, from 0.'),
        words: z
          .array(wordsSchema)
          .max(100)
          .describe('For each state in order: [phase, description, annotation, calculation].'),
      }),
    )
    .min(1)
    .max(20),
});

/** `annotate_states`: the words of states that are there, without repeating anything else of them. */
export const annotateStates = defineTool({
  name: 'annotate_states',
  description: `Give the states in ${lessonFile} their words: for every state of a test case, in order, [phase, description, annotation, calculation]. The other fields stay as they are. All cases are written, or none.`,
  effect: 'write',
  input: inputSchema,
  run: async ({ cases }, { files }) => {
    const { text, lesson } = await readLesson(files);
    await files.write(lessonFile, annotated(text, lesson, cases));
    const count = cases.reduce((sum, { words }) => sum + words.length, 0);
    return `Wrote the words of ${count} states to ${lessonFile}.`;
  },
});

type Annotation = z.infer<typeof inputSchema>['cases'][number];

/** A lesson's text with words in the states of these test cases; a ToolError when they do not fit. */
export function annotated(text: string, lesson: Json, cases: readonly Annotation[]): string {
  return withStates(
    text,
    new Map(cases.map((one) => [one.case, statesWithWords(lesson, one)] as const)),
  );
}

/** The input of a call as the tool takes it; undefined when it would be refused. */
export function annotationsIn(input: unknown): Annotation[] | undefined {
  return inputSchema.safeParse(input).data?.cases;
}

function statesWithWords(lesson: Json, { case: at, words }: Annotation): JsonObject[] {
  const cases = member(lesson, 'testCases');
  const states = member(Array.isArray(cases) ? cases[at] : undefined, 'states');
  if (!Array.isArray(states) || states.length !== words.length) {
    const found = Array.isArray(states) ? `${states.length} states` : 'no states';
    throw new ToolError(
      `testCases[${at}] has ${found}, found words for ${words.length}. Nothing was changed.`,
    );
  }
  return states.map((state, index) => {
    const [phase = '', description = '', annotation = '', calculation = ''] = words[index] ?? [];
    return orderedState({ ...asObject(state), phase, description, annotation, calculation });
  });
}
