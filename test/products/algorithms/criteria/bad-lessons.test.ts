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
  {
    what: 'an entry with its parameters exchanged',
    criterion: 'parameters-agree',
    at: `${python}.lines[0].code`,
    by: 'def two_sum(target, nums):',
    path: `${python}.lines`,
    message: /python entry takes other parameters/,
  },
  {
    what: 'a Java parameter of another type',
    criterion: 'parameters-agree',
    at: `${java}.lines[4].code`,
    by: '    static int[] twoSum(List<Integer> nums, int target) {',
    path: `${java}.lines`,
    message: /java entry takes other parameters/,
  },
  {
    what: 'a line of 200 characters',
    criterion: 'code-readable',
    at: `${js}.lines[2].code`,
    by: `  let x = ${'1 + '.repeat(50)}1;`,
    message: /too long/,
  },
  {
    what: 'a tab',
    criterion: 'code-readable',
    at: `${js}.lines[2].code`,
    by: '\tlet x = 1;',
    message: /tabs/,
  },
  {
    what: 'a solution that prints',
    criterion: 'solutions-pure',
    at: `${python}.lines[7].code`,
    by: '    print([])',
    message: /python code reaches out/,
  },
  {
    what: 'a solution by chance',
    criterion: 'solutions-pure',
    at: `${js}.lines[2].code`,
    by: '  const guess = Math.random();',
    message: /reaches out/,
  },
  {
    what: 'an id out of order',
    criterion: 'case-ids-count',
    at: '$.testCases[1].id',
    by: 'case-3',
    message: /not that of its place/,
  },
  {
    what: 'a title that counts',
    criterion: 'titles-tell',
    at: '$.testCases[1].title',
    by: 'Test case #2',
    message: /only counts/,
  },
  {
    what: 'a title twice',
    criterion: 'titles-tell',
    at: '$.testCases[1].title',
    by: 'The pair stands at the FRONT',
    message: /same title/,
  },
  {
    what: 'an expected result of another type',
    criterion: 'returns-fit',
    at: '$.testCases[3].expected',
    by: [0, '1'],
    message: /another type/,
  },
  {
    what: 'a run of one step',
    criterion: 'runs-watchable',
    at: '$.testCases[1].states',
    by: twoSum().lesson.testCases[1]?.states.slice(0, 1),
    message: /too few steps/,
  },
  {
    what: 'a marked line that no run reaches',
    criterion: 'lines-reached',
    at: `${java}.lines[3].id`,
    by: 'begin',
    message: /No state stands at this line of java/,
  },
  {
    what: 'a slot beside a line before its variable',
    criterion: 'slots-live',
    at: `${java}.valueSlots[0].lineId`,
    by: 'init',
    path: `${java}.valueSlots[0]`,
    message: /does not exist when its line is played/,
  },
  {
    what: 'a run of other numbers',
    criterion: 'runs-start-with-arguments',
    at: '$.testCases[1].states[0].variables.target',
    by: 7,
    message: /does not start with the argument/,
  },
  {
    what: 'a variable of another solution',
    criterion: 'variables-in-code',
    at: `${state}.variables.complement`,
    by: 7,
    message: /no variable of this name/,
  },
  {
    what: 'a state before its line',
    criterion: 'declared-variables-there',
    at: '$.testCases[0].states[2].variables.need',
    by: undefined,
    message: /declares a variable that the state lacks/,
  },
  {
    what: 'another structure in between',
    criterion: 'structure-steady',
    at: `${state}.dataStructureState.name`,
    by: 'seen',
    path: `${state}.dataStructureState`,
    message: /another structure/,
  },
  {
    what: 'a drawing of other numbers',
    criterion: 'structure-is-variable',
    at: `${state}.dataStructureState.value`,
    by: [2, 8, 11, 15],
    message: /drawing and the variable/,
  },
  {
    what: 'a pointer that counts from 1',
    criterion: 'pointers-follow-variables',
    at: `${state}.pointers.i`,
    by: 1,
    message: /not where its variable is/,
  },
  {
    what: 'a pointer that is no variable',
    criterion: 'pointers-follow-variables',
    at: `${state}.pointers.cursor`,
    by: 1,
    message: /no variable that this pointer could be/,
  },
  {
    what: 'a run that stops in the loop',
    criterion: 'runs-end-in-return',
    at: '$.testCases[0].states[8].codeLineId',
    by: 'check',
    message: /does not return/,
  },
  {
    what: 'a result before the end',
    criterion: 'result-last-alone',
    at: `${state}.variables.result`,
    by: [0, 1],
    message: /before the run has ended/,
  },
  {
    what: 'a wrong difference',
    criterion: 'arithmetic-true',
    at: `${state}.calculation`,
    by: '9 - 2 = 8',
    message: /calculation is wrong/,
  },
  {
    what: 'a comparison that is not so',
    criterion: 'arithmetic-true',
    at: `${state}.annotation`,
    by: '3 < 2: true',
    message: /calculation is wrong/,
  },
  {
    what: 'a value that the variable has not',
    criterion: 'calculation-agrees',
    at: `${state}.calculation`,
    by: 'need = 8',
    message: /something else than the variables/,
  },
  {
    what: 'an element that is not there',
    criterion: 'calculation-agrees',
    at: `${state}.calculation`,
    by: '7 in seen: true',
    message: /something else than the variables/,
  },
  {
    what: 'a phase in two spellings',
    criterion: 'phases-few',
    at: `${state}.phase`,
    by: 'Look-up',
    message: /phase/,
  },
  {
    what: 'a label of a paragraph',
    criterion: 'labels-short',
    at: `${state}.annotation`,
    by: 'the partner '.repeat(20),
    message: /annotation is too long/,
  },
  {
    what: 'a headline of a paragraph',
    criterion: 'voices-in-form',
    at: '$.thinkingContent.fun.headline',
    by: 'on and on '.repeat(10),
    message: /too long for its place/,
  },
  {
    what: 'Markdown in an explanation',
    criterion: 'plain-prose',
    at: '$.thinkingContent.technical.explanation',
    by: `${technical} Use \`seen\`.`,
    message: /Markdown for code/,
  },
  {
    what: 'a story about costs',
    criterion: 'stories-without-jargon',
    at: '$.thinkingContent.fun.keyInsight',
    by: 'One look at the book is O(1), as every host knows.',
    message: /fun voice speaks in jargon/,
  },
  {
    what: 'the cost of another solution',
    criterion: 'complexity-as-stated',
    at: '$.thinkingContent.technical.explanation',
    by: `${technical} It runs in O(n²) time and O(n) space.`,
    message: /The time stated is not the problem/,
  },
  {
    what: 'a class that nothing has',
    criterion: 'complexity-as-stated',
    at: '$.thinkingContent.technical.headline',
    by: 'Sorting first makes it O(n log n)',
    message: /None of the complexity classes/,
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
  // What is said of the whole takes more than one replaced part: see descriptions.test.ts.
  const covered = new Set([...bad.map(({ criterion }) => criterion), 'descriptions-tell']);
  expect(criteria.map(({ id }) => id).filter((id) => !covered.has(id))).toEqual([]);
});
