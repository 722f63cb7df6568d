import type { Json } from '../../../../engine/json.ts';
import { asObject, member, show } from '../json-value.ts';
import { objectsIn, solutionsOf } from '../lesson-parts.ts';
import { jsonPath } from '../schema-issues.ts';
import type { KnownFailure } from './known-failure.ts';

const parts = ['algorithmMeta', 'annotatedCode', 'testCases', 'thinkingContent'];

/** Mistakes in how the lesson is put together. */
export const shapeFailures: KnownFailure[] = [
  {
    id: 'value-slots-at-wrong-level',
    what: 'Value slots lie outside the language whose lines they name.',
    example: '{"annotatedCode": {"javascript": {…}, "valueSlots": [{"lineId": "need", …}]}}',
    detect: (artefact) =>
      slotPlaces(artefact)
        .filter(({ value }) => member(value, 'valueSlots') !== undefined)
        .map(({ path, value }) => ({
          path: `${path}.valueSlots`,
          message: 'Value slots lie at the wrong level.',
          expected: '$.annotatedCode.<language>.valueSlots, one list in each language',
          found: show(member(value, 'valueSlots')),
          fix: 'Move them into each language, beside its entry and lines, and remove them here.',
        })),
  },
  {
    id: 'lesson-as-string',
    what: 'The whole lesson is a string that holds JSON.',
    example: '"{\\"algorithmMeta\\": {…}}"',
    detect: (artefact) =>
      looksLikeJson(artefact)
        ? [
            {
              path: '$',
              message: 'The lesson is JSON inside a string.',
              fix: 'Write the object itself.',
            },
          ]
        : [],
  },
  {
    id: 'part-as-string',
    what: 'A part of the lesson is a string that holds JSON.',
    example: '{"testCases": "[{\\"id\\": …}]"}',
    detect: (artefact) =>
      parts
        .filter((part) => looksLikeJson(member(artefact, part)))
        .map((part) => ({
          path: `$.${part}`,
          message: 'This part is JSON inside a string.',
          fix: 'Write the value itself, without quotes around it.',
        })),
  },
  {
    id: 'wrapped-lesson',
    what: 'The lesson lies one level too deep, inside an object of its own.',
    example: '{"lesson": {"algorithmMeta": {…}}}',
    detect: (artefact) =>
      Object.entries(asObject(artefact) ?? {})
        .filter(
          ([key, value]) => !parts.includes(key) && parts.every((part) => member(value, part)),
        )
        .map(([key]) => ({
          path: jsonPath('$', [key]),
          message: 'The lesson is wrapped in another object.',
          fix: `Put its four parts at the top: ${parts.join(', ')}.`,
        })),
  },
];

/** Every place where slots were seen that do not belong there. */
function slotPlaces(artefact: Json): { path: string; value: Json | undefined }[] {
  const lines = solutionsOf(artefact).flatMap((solution) => solution.lines);
  const cases = objectsIn(member(artefact, 'testCases'), '$.testCases');
  return [
    { path: '$', value: artefact },
    ...['algorithmMeta', 'annotatedCode'].map((key) => ({
      path: `$.${key}`,
      value: member(artefact, key),
    })),
    ...lines,
    ...cases,
  ];
}

function looksLikeJson(value: Json | undefined): boolean {
  return typeof value === 'string' && /^\s*(?:\{\s*"|\[\s*\{)/.test(value);
}
