import type { Json } from '../../../engine/json.ts';
import type { LessonState } from '../lesson.ts';
import { emptyStructure, pointsInside } from '../structure-bounds.ts';
import type { TracedState } from '../tracer/recorder.ts';
import type { LessonSource } from './lesson-source.ts';
import type { Narrator } from './narrate.ts';

/** The states of one test case, numbered from 1, with words, structure and pointers. */
export function buildStates(
  traced: TracedState[],
  source: LessonSource,
  narrate: Narrator,
): LessonState[] {
  const { kind, variable: name } = source.structure;
  let value = emptyStructure(kind);
  return traced.map((state, index) => {
    const { lineId, variables } = state;
    // A helper that does not see the variable leaves it as it was.
    value = variables[name] ?? value;
    const { phase, description, annotation, calculation } = narrate(state);
    return {
      step: index + 1,
      codeLineId: lineId,
      phase,
      description,
      variables,
      dataStructureState: { kind, name, value },
      pointers: placePointers(source.pointers, variables, value),
      annotation,
      calculation,
    };
  });
}

function placePointers(
  names: string[],
  variables: Record<string, Json>,
  structure: Json,
): LessonState['pointers'] {
  const placed: LessonState['pointers'] = {};
  for (const name of names) {
    const values = name.split(',').map((part) => variables[part.trim()]);
    if (values.includes(undefined)) continue;
    placed[name] = placeOf(values, structure);
  }
  return placed;
}

function placeOf(values: (Json | undefined)[], structure: Json): LessonState['pointers'][string] {
  const [first, second] = values;
  if (typeof first !== 'number') return null;
  if (values.length === 1) return pointsInside(structure, first) ? first : null;
  if (typeof second !== 'number' || !pointsInside(structure, [first, second])) return null;
  return [first, second];
}
