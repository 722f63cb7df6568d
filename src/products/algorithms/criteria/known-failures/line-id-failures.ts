import type { Json } from '../../../../engine/json.ts';
import { asText, member, show } from '../json-value.ts';
import { allStatesOf, type Part, solutionsOf } from '../lesson-parts.ts';
import type { KnownFailure } from './known-failure.ts';

/** Mistakes in how states point at lines. */
export const lineIdFailures: KnownFailure[] = [
  {
    id: 'code-line-id-as-index',
    what: 'States point at line numbers instead of line ids.',
    example: '"codeLineId": 4, where the lines are named init, loop, check',
    detect: (artefact) =>
      strayIds(artefact)
        .filter(({ value }) => /^(?:\d+|(?:l|line)[-_ ]?\d+)$/i.test(String(value)))
        .map(({ path, value }) => ({
          path,
          message: 'This is a line number, not the id of a line.',
          expected: `an id such as ${show(firstId(artefact))}`,
          found: show(value),
          fix: 'Use the id of the line that was executed.',
        })),
  },
  {
    id: 'code-line-id-off-by-one',
    what: 'Numbered line ids are counted from another base than in the states.',
    example: 'lines L1 to L9, and a state at L0',
    detect: (artefact) => {
      const ids = new Set(lineIds(artefact));
      return strayIds(artefact)
        .filter(({ value }) => neighbours(String(value)).some((id) => ids.has(id)))
        .map(({ path, value }) => ({
          path,
          message: 'No line has this id, but its neighbours exist: the count is off by one.',
          found: show(value),
          fix: 'Count the lines in the states as in the code.',
        }));
    },
  },
];

function lineIds(artefact: Json): string[] {
  return solutionsOf(artefact).flatMap(({ ids }) => ids.map(({ value }) => value));
}

function firstId(artefact: Json): string | undefined {
  return lineIds(artefact)[0];
}

/** The states' line ids that no language knows; numbers included, as they were written. */
function strayIds(artefact: Json): Part<Json>[] {
  const known = new Set(lineIds(artefact));
  return allStatesOf(artefact).flatMap(({ path, value }) => {
    const id = member(value, 'codeLineId');
    const isId = typeof id === 'number' || (asText(id) !== undefined && !known.has(String(id)));
    return id !== undefined && isId ? [{ path: `${path}.codeLineId`, value: id }] : [];
  });
}

function neighbours(id: string): string[] {
  const [, name, digits] = /^([A-Za-z][\w-]{0,40}?)(\d{1,6})$/.exec(id) ?? [];
  if (name === undefined || digits === undefined) return [];
  return [Number(digits) - 1, Number(digits) + 1].map((number) => `${name}${number}`);
}
