import { describe, expect, test } from 'vitest';
import type { Json } from '../../../../src/engine/json.ts';
import { criteria } from '../../../../src/products/algorithms/criteria/criteria.ts';
import { issuesOf } from '../card.ts';
import { twoSum } from '../lessons.ts';
import { spoil } from './spoil.ts';

interface Bad {
  what: string;
  criterion: string;
  /** What is replaced, and by what. */
  at: string;
  by: Json | undefined;
  /** Where the fault is found, when it is not where it was made. */
  path?: string;
  message: RegExp;
}

const js = '$.annotatedCode.javascript';
const python = '$.annotatedCode.python';
const java = '$.annotatedCode.java';
const state = '$.testCases[0].states[3]';
const twin: Json = twoSum().lesson.testCases[0]?.args ?? null;
const technical = twoSum().lesson.thinkingContent.technical.explanation;

const bad: Bad[] = [
  {
    what: 'a lesson without test cases',
    criterion: 'top-level-schema',
    at: '$.testCases',
    by: undefined,
    message: /has no testCases/,
  },
  {
    what: 'code that is a list',
    criterion: 'top-level-schema',
    at: '$.annotatedCode',
    by: [],
    message: /annotatedCode is no object/,
  },
  {
    what: 'an extra part',
    criterion: 'top-level-schema',
    at: '$.notes',
    by: 'x',
    path: '$',
    message: /Unknown key "notes"/,
  },
  {
    what: 'a summary that is missing',
    criterion: 'nested-schema',
    at: '$.algorithmMeta.summary',
    by: undefined,
    message: /missing/,
  },
  {
    what: 'a line that is text',
    criterion: 'nested-schema',
    at: `${js}.lines[2]`,
    by: 'let a;',
    message: /expected object/,
  },
  {
    what: 'an unknown key of a test case',
    criterion: 'nested-schema',
    at: '$.testCases[1].note',
    by: 1,
    path: '$.testCases[1]',
    message: /Unknown key "note"/,
  },
  {
    what: 'a test case without states',
    criterion: 'nested-schema',
    at: '$.testCases[1].states',
    by: [],
    message: /Too small/,
  },
  {
    what: 'another title',
    criterion: 'metadata-agrees',
    at: '$.algorithmMeta.title',
    by: 'Three Sum',
    message: /title is not the catalogue/,
  },
  {
    what: 'another signature',
    criterion: 'metadata-agrees',
    at: '$.algorithmMeta.signature.returns',
    by: 'int',
    path: '$.algorithmMeta.signature',
    message: /signature/,
  },
  {
    what: 'no Java',
    criterion: 'three-languages',
    at: java,
    by: undefined,
    message: /no java solution/,
  },
  {
    what: 'Python without a line',
    criterion: 'three-languages',
    at: `${python}.lines`,
    by: [],
    message: /no code/,
  },
  {
    what: 'an open brace',
    criterion: 'javascript-parses',
    at: `${js}.lines[10].code`,
    by: '',
    message: /Line 11 does not parse: Unexpected token/,
  },
  {
    what: 'brackets by the thousand',
    criterion: 'javascript-parses',
    at: `${js}.lines[0].code`,
    by: '('.repeat(60_000),
    message: /does not parse/,
  },
  {
    what: 'a source of more than 64 KB',
    criterion: 'javascript-parses',
    at: `${js}.lines[0].code`,
    by: ' '.repeat(70_000),
    path: `${js}.lines`,
    message: /too long/,
  },
  {
    what: 'a missing colon',
    criterion: 'python-parses',
    at: `${python}.lines[0].code`,
    by: 'def two_sum(nums, target)',
    message: /Line 1 does not parse/,
  },
  {
    what: 'a loop without a body',
    criterion: 'python-parses',
    at: `${python}.lines[7].code`,
    by: '    for x in nums:',
    message: /Line 8 does not parse: an indented block/,
  },
  {
    what: 'ragged indentation',
    criterion: 'python-parses',
    at: `${python}.lines[1].code`,
    by: '      seen = {}',
    path: `${python}.lines[2].code`,
    message: /not indented evenly/,
  },
  {
    what: 'a statement of Python 2',
    criterion: 'python-parses',
    at: `${python}.lines[1].code`,
    by: '    print nums',
    message: /Python 2/,
  },
  {
    what: 'a missing semicolon',
    criterion: 'java-parses',
    at: `${java}.lines[13].code`,
    by: '        return new int[] {}',
    message: /Line 14 does not parse: ";" is missing/,
  },
  {
    what: 'a misspelled entry',
    criterion: 'entry-exists',
    at: `${python}.entry`,
    by: 'twoSum',
    message: /defines no function of this name/,
  },
  {
    what: 'an entry that is no name',
    criterion: 'entry-exists',
    at: `${js}.entry`,
    by: '(a+)+$',
    message: /defines no function/,
  },
  {
    what: 'an id used twice',
    criterion: 'line-ids-distinct',
    at: `${js}.lines[6].id`,
    by: 'init',
    message: /second line of javascript/,
  },
  {
    what: 'slots that are missing',
    criterion: 'value-slots',
    at: `${python}.valueSlots`,
    by: undefined,
    message: /no list of value slots/,
  },
  {
    what: 'a slot beside a line that is not there',
    criterion: 'value-slots',
    at: `${python}.valueSlots[0].lineId`,
    by: 'nowhere',
    message: /no line id of this language/,
  },
  {
    what: 'a slot for an untraced variable',
    criterion: 'value-slots',
    at: `${java}.valueSlots[1].variable`,
    by: 'total',
    message: /occurs in no state/,
  },
  {
    what: 'two test cases',
    criterion: 'three-test-cases',
    at: '$.testCases',
    by: twoSum().lesson.testCases.slice(0, 2),
    message: /too few/,
  },
  {
    what: 'the same arguments again',
    criterion: 'test-cases-distinct',
    at: '$.testCases[2].args',
    by: twin,
    message: /same as \$\.testCases\[0\]\.args/,
  },
  {
    what: 'one argument',
    criterion: 'args-fit',
    at: '$.testCases[3].args',
    by: [[1]],
    message: /number of arguments/,
  },
  {
    what: 'an argument of another type',
    criterion: 'args-fit',
    at: '$.testCases[3].args[0][1]',
    by: 'two',
    path: '$.testCases[3].args[0]',
    message: /nums has another type/,
  },
  {
    what: 'another result than the example',
    criterion: 'examples-covered',
    at: '$.testCases[0].expected',
    by: [1, 0],
    message: /an example with these arguments/,
  },
  {
    what: 'a state without annotation',
    criterion: 'states-complete',
    at: `${state}.annotation`,
    by: undefined,
    message: /missing/,
  },
  {
    what: 'a state that is text',
    criterion: 'states-complete',
    at: state,
    by: 'found',
    message: /no object/,
  },
  {
    what: 'a structure of unknown kind',
    criterion: 'states-complete',
    at: `${state}.dataStructureState.kind`,
    by: 'heap',
    message: /Invalid option/,
  },
  {
    what: 'steps that count from 0',
    criterion: 'steps-in-order',
    at: '$.testCases[1].states[0].step',
    by: 0,
    message: /count up one by one/,
  },
  {
    what: 'a line that does not exist',
    criterion: 'code-line-ids-exist',
    at: `${state}.codeLineId`,
    by: 'chek',
    message: /javascript, python, java/,
  },
  {
    what: 'a line that one language lacks',
    criterion: 'code-line-ids-exist',
    at: `${java}.lines[5].id`,
    by: null,
    path: '$.testCases[0].states[0].codeLineId',
    message: /in java\./,
  },
  {
    what: 'a pointer behind the end',
    criterion: 'pointers-inside',
    at: `${state}.pointers.i`,
    by: 4,
    message: /outside the structure/,
  },
  {
    what: 'another last result',
    criterion: 'last-state-result',
    at: '$.testCases[0].states[8].variables.result',
    by: [1, 0],
    message: /does not end in the expected/,
  },
  {
    what: 'no last result',
    criterion: 'last-state-result',
    at: '$.testCases[0].states[8].variables.result',
    by: undefined,
    message: /does not end in the expected/,
  },
  {
    what: 'no fun',
    criterion: 'three-flavours',
    at: '$.thinkingContent.fun',
    by: undefined,
    message: /fun flavour is missing/,
  },
  {
    what: 'one voice twice',
    criterion: 'three-flavours',
    at: '$.thinkingContent.spiritual.explanation',
    by: `Now with feeling: ${technical}`,
    message: /spiritual explanation repeats the technical/,
  },
  {
    what: 'an explanation in three words',
    criterion: 'three-flavours',
    at: '$.thinkingContent.fun.explanation',
    by: 'Numbers go dating.',
    message: /too short/,
  },
  {
    what: 'a blank annotation',
    criterion: 'no-empty-strings',
    at: `${state}.annotation`,
    by: ' ',
    message: /empty/,
  },
  {
    what: 'an empty tag',
    criterion: 'no-empty-strings',
    at: '$.algorithmMeta.tags[0]',
    by: '',
    message: /empty/,
  },
  {
    what: 'a note to do it later',
    criterion: 'no-placeholders',
    at: `${state}.description`,
    by: 'TODO',
    message: /note to do it later/,
  },
  {
    what: 'an ellipsis for words',
    criterion: 'no-placeholders',
    at: `${state}.calculation`,
    by: '...',
    message: /ellipsis/,
  },
  {
    what: 'an unfilled template',
    criterion: 'no-placeholders',
    at: `${state}.description`,
    by: 'Look at {{value}}.',
    message: /template/,
  },
  {
    what: 'a comment for code',
    criterion: 'no-placeholders',
    at: `${java}.lines[2].code`,
    by: '// ... imports',
    message: /ellipsis instead of code/,
  },
  {
    what: 'a stub',
    criterion: 'no-placeholders',
    at: `${python}.lines[1].code`,
    by: '    # your code here',
    message: /fill something in/,
  },
  {
    what: 'line numbers for line ids',
    criterion: 'no-known-failures',
    at: `${state}.codeLineId`,
    by: 5,
    message: /line number/,
  },
];

describe.each(bad)('$what', ({ criterion, at, by, path = at, message }) => {
  test(`fails ${criterion}, which says where`, async () => {
    const found = await issuesOf(criterion, spoil(at, by), twoSum().problem);
    expect(found[0]?.path).toBe(path);
    expect(found[0]?.message).toMatch(message);
    for (const { expected = '', found: text = '' } of found) {
      expect(Math.max(expected.length, text.length)).toBeLessThan(200);
    }
  });
});

test('every criterion has a lesson that fails it', () => {
  const covered = new Set(bad.map(({ criterion }) => criterion));
  expect(criteria.map(({ id }) => id).filter((id) => !covered.has(id))).toEqual([]);
});
