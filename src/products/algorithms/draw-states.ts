import type { Json } from '../../engine/json.ts';
import type { LessonState, StructureKind } from './lesson.ts';
import { emptyStructure, pointsInside } from './structure-bounds.ts';

/** What a lesson draws: a variable, as what, and the variables that point into it. */
export interface Drawing {
  kind: StructureKind;
  name: string;
  /** Names of variables; a place in a matrix is two of them, joined by a comma. */
  pointers: readonly string[];
}

type Drawn = Pick<LessonState, 'dataStructureState' | 'pointers'>;

/** The structure and its pointers after each state of a run, from its variables alone. */
export function drawStates(
  run: readonly Record<string, Json>[],
  { kind, name, pointers }: Drawing,
): Drawn[] {
  let value = emptyStructure(kind);
  return run.map((variables) => {
    // A helper that does not see the variable leaves it as it was.
    value = ownValue(variables, name) ?? value;
    return {
      dataStructureState: { kind, name, value },
      pointers: placePointers(pointers, variables, value),
    };
  });
}

function placePointers(
  names: readonly string[],
  variables: Record<string, Json>,
  structure: Json,
): LessonState['pointers'] {
  const placed: [string, LessonState['pointers'][string]][] = [];
  for (const name of names) {
    const values = name.split(',').map((part) => ownValue(variables, part.trim()));
    if (!values.includes(undefined)) placed.push([name, placeOf(values, structure)]);
  }
  return Object.fromEntries(placed);
}

function placeOf(values: (Json | undefined)[], structure: Json): LessonState['pointers'][string] {
  const [first, second] = values;
  if (typeof first !== 'number') return null;
  if (values.length === 1) return pointsInside(structure, first) ? first : null;
  if (typeof second !== 'number' || !pointsInside(structure, [first, second])) return null;
  return [first, second];
}

function ownValue(variables: Record<string, Json>, name: string): Json | undefined {
  return Object.hasOwn(variables, name) ? variables[name] : undefined;
}
