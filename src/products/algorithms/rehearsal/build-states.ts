import { drawStates } from '../draw-states.ts';
import type { LessonState } from '../lesson.ts';
import type { TracedState } from '../tracer/recorder.ts';
import type { LessonSource } from './lesson-source.ts';
import type { Narrator } from './narrate.ts';

/** The states of one test case, numbered from 1, with words, structure and pointers. */
export function buildStates(
  traced: TracedState[],
  { structure, pointers }: LessonSource,
  narrate: Narrator,
): LessonState[] {
  const drawing = { kind: structure.kind, name: structure.variable, pointers };
  const drawn = drawStates(
    traced.map(({ variables }) => variables),
    drawing,
  );
  return drawn.flatMap((drawnState, index) => {
    const state = traced[index];
    if (!state) return [];
    const { lineId, variables } = state;
    const { phase, description, annotation, calculation } = narrate(state);
    return [
      {
        step: index + 1,
        codeLineId: lineId,
        phase,
        description,
        variables,
        ...drawnState,
        annotation,
        calculation,
      },
    ];
  });
}
