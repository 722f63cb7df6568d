import type { Json } from '../../../../engine/json.ts';
import type { Defect } from '../../../../rehearsal/script.ts';
import { asObject, type JsonObject } from '../../criteria/json-value.ts';

/** A defect of a lesson; `also` names the other criteria that may fail with it. */
export interface LessonDefect extends Defect {
  also: string[];
}

export type Random = () => number;

/** A row of a table of defects: `spoil` changes the lesson it is given, which is a copy. */
export interface DefectRow {
  id: string;
  criterion: string;
  also?: string[];
  spoil(lesson: JsonObject, random: Random): void;
}

/** The defect that a row describes; anything but an object is returned as it is. */
export function lessonDefect({ id, criterion, also = [], spoil }: DefectRow): LessonDefect {
  return {
    id,
    criterion,
    also,
    apply: (artefact, random) => {
      const copy: Json = structuredClone(artefact);
      const lesson = asObject(copy);
      if (lesson !== undefined) spoil(lesson, random);
      return copy;
    },
  };
}

/** One of the list, evenly by chance; undefined when it is empty. */
export function pick<Value>(list: readonly Value[], random: Random): Value | undefined {
  return list[Math.min(Math.floor(random() * list.length), list.length - 1)];
}
