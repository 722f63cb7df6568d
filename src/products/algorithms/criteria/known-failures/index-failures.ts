import type { Json } from '../../../../engine/json.ts';
import { asObject, member } from '../json-value.ts';
import { objectsIn, type Part, statesOf, testCasesOf } from '../lesson-parts.ts';
import { jsonPath } from '../schema-issues.ts';
import type { KnownFailure } from './known-failure.ts';

/** Fewer could be chance. */
const fewest = 3;

/** Mistakes in how places are counted. */
export const indexFailures: KnownFailure[] = [
  {
    id: 'one-based-pointers',
    what: 'Pointers count from 1, their variables from 0.',
    example: '"variables": {"i": 0}, "pointers": {"i": 1}, in every state',
    detect: (artefact) =>
      testCasesOf(artefact).flatMap((testCase) => {
        const pointers = statesOf(testCase).flatMap(pointersOf);
        const shifted = pointers.filter(({ pointer, variable }) => pointer === variable + 1);
        const [first] = shifted;
        if (first === undefined || shifted.length < Math.max(fewest, pointers.length / 2))
          return [];
        return [
          {
            path: first.path,
            message: `${shifted.length} pointers of this run are one more than their variables.`,
            expected: String(first.variable),
            found: String(first.pointer),
            fix: 'Count places from 0, as the code does.',
          },
        ];
      }),
  },
  {
    id: 'steps-from-zero',
    what: 'Steps count from 0.',
    example: '"states": [{"step": 0, …}, {"step": 1, …}]',
    detect: (artefact) =>
      objectsIn(member(artefact, 'testCases'), '$.testCases').flatMap((testCase) => {
        const [first] = statesOf(testCase);
        if (first === undefined || member(first.value, 'step') !== 0) return [];
        const fix = 'Count the steps of each test case from 1.';
        return [
          { path: `${first.path}.step`, message: 'The steps count from 0.', found: '0', fix },
        ];
      }),
  },
];

function pointersOf({ path, value }: Part<Json>) {
  const variables = member(value, 'variables');
  return Object.entries(asObject(member(value, 'pointers')) ?? {}).flatMap(([name, pointer]) => {
    const variable = member(variables, name);
    if (typeof pointer !== 'number' || typeof variable !== 'number') return [];
    return [{ path: jsonPath(`${path}.pointers`, [name]), pointer, variable }];
  });
}
