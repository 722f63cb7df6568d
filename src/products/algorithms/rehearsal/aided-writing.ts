import type { Json } from '../../../engine/json.ts';
import type { PastCall } from '../../../rehearsal/exchange.ts';
import { layOut } from '../../../rehearsal/lay-out.ts';
import type { AidedWriting, PlannedCall } from '../../../rehearsal/script.ts';
import { type Drawing, drawStates } from '../draw-states.ts';
import { type Lesson, lessonSchema } from '../lesson.ts';
import { annotated, annotationsIn } from '../tools/annotate-states.ts';
import { drawingIn, withTraced } from '../tools/trace-solution.ts';

/** How a lesson is written whose states a tool computes: code first, then the words of each state. */
export const aidedWriting: AidedWriting = {
  tools: ['trace_solution', 'annotate_states'],
  begin(target, right) {
    const [lesson, clean] = [lessonIn(target), lessonSchema.safeParse(right).data];
    const draw = lesson && drawingOf(lesson);
    if (!lesson || !clean || !draw || !isTraceable(lesson, clean)) return undefined;
    const testCases = lesson.testCases.map((one) => ({ ...one, states: [] }));
    return {
      text: layOut({ ...lesson, testCases }),
      calls: [
        { name: 'trace_solution', input: { draw: { ...draw, pointers: [...draw.pointers] } } },
      ],
    };
  },
  goOn: (draft, target) => {
    const lesson = lessonIn(target);
    return lesson && areBare(draft) ? [wordsOf(lesson)] : undefined;
  },
  replay: replayCall,
};

function replayCall(draft: string, { name, input, result }: PastCall): string | undefined {
  if (name === 'trace_solution') return withTraced(draft, result.text, drawingIn(input));
  const words = name === 'annotate_states' ? annotationsIn(input) : undefined;
  return words && annotated(draft, JSON.parse(draft), words);
}

/** What is wrong in the states of a draft could not be kept: the tool computes them. */
function isTraceable(lesson: Lesson, clean: Lesson): boolean {
  const traced = ({ algorithmMeta, annotatedCode, testCases }: Lesson) =>
    JSON.stringify([
      algorithmMeta.comparison,
      annotatedCode.javascript,
      testCases.map(({ args, states }) => [
        args,
        states.map(({ phase, description, annotation, calculation, ...rest }) => rest),
      ]),
    ]);
  return traced(lesson) === traced(clean);
}

/** What the lesson draws, if its states follow from that. */
function drawingOf({ testCases }: Lesson): Drawing | undefined {
  const states = testCases.flatMap((one) => one.states);
  const [first] = states;
  if (!first) return undefined;
  const { kind, name } = first.dataStructureState;
  const pointers = [...new Set(states.flatMap((state) => Object.keys(state.pointers)))];
  const draw = { kind, name, pointers };
  const follow = testCases.every((one) => {
    const drawn = drawStates(
      one.states.map(({ variables }) => variables),
      draw,
    );
    const shown = one.states.map(({ dataStructureState, pointers }) => ({
      dataStructureState,
      pointers,
    }));
    return JSON.stringify(drawn) === JSON.stringify(shown);
  });
  return follow ? draw : undefined;
}

function wordsOf({ testCases }: Lesson): PlannedCall {
  const cases = testCases.map(({ states }, at) => ({
    case: at,
    words: states.map(({ phase, description, annotation, calculation }) => [
      phase,
      description,
      annotation,
      calculation,
    ]),
  }));
  return { name: 'annotate_states', input: { cases } };
}

function areBare(draft: string): boolean {
  return draft.includes('"codeLineId"') && !draft.includes('"calculation"');
}

function lessonIn(text: string): Lesson | undefined {
  try {
    return lessonSchema.safeParse(JSON.parse(text) as Json).data;
  } catch {
    return undefined;
  }
}
