import type { Json } from '../../../../src/engine/json.ts';
import type { Language } from '../../../../src/products/algorithms/item.ts';
import type { Lesson, LessonState } from '../../../../src/products/algorithms/lesson.ts';

/** A defect for one criterion that any lesson can have; `spoil` changes the copy it is given. */
export interface SeededDefect {
  id: string;
  criterion: string;
  /** Whether a lesson has what is spoilt; all have when it is absent. */
  fits?(lesson: Lesson): boolean;
  spoil(lesson: Lesson): void;
}

const statesOf = (lesson: Lesson): LessonState[] =>
  lesson.testCases.flatMap(({ states }) => states);

/** The state in the middle of the lesson that fits; throws when none does. */
function stateWith(lesson: Lesson, fits: (state: LessonState) => boolean = () => true) {
  const states = statesOf(lesson).filter(fits);
  const state = states[Math.floor(states.length / 2)];
  if (state === undefined) throw new Error(`no such state in ${lesson.algorithmMeta.id}`);
  return state;
}

function firstCase(lesson: Lesson) {
  const [first] = lesson.testCases;
  if (first === undefined) throw new Error('no test case');
  return first;
}

function addLine(lesson: Lesson, language: Language, code: string): void {
  lesson.annotatedCode[language].lines.push({ id: null, code });
}

/** A value that differs. */
function other(value: Json | undefined): Json {
  if (typeof value === 'number') return value + 1;
  if (Array.isArray(value)) return [...value, 12_345];
  return 12_345;
}

const hasPointer = ({ pointers }: LessonState) =>
  Object.values(pointers).some((pointer) => typeof pointer === 'number');

/** Defects that need no running to be found, one or more for each criterion that the author's lack. */
export const seededDefects: readonly SeededDefect[] = [
  {
    id: 'parameter-too-many',
    criterion: 'parameters-agree',
    spoil: ({ annotatedCode: { python } }) => {
      const line = python.lines.find(({ code }) => code.includes(`def ${python.entry}(`));
      if (line) line.code = line.code.replace('(', '(verbose, ');
    },
  },
  {
    id: 'java-parameter-of-objects',
    criterion: 'parameters-agree',
    spoil: ({ annotatedCode: { java } }) => {
      const line = java.lines.find(({ code }) => code.includes(` ${java.entry}(`));
      if (line)
        line.code = line.code
          .replace('(', '(final Object ')
          .replace(/Object \w[\w[\]]* /, 'Object ');
    },
  },
  {
    id: 'line-too-wide',
    criterion: 'code-readable',
    spoil: (lesson) => addLine(lesson, 'javascript', `// ${'wide '.repeat(40)}`),
  },
  {
    id: 'code-of-two-hundred-lines',
    criterion: 'code-readable',
    spoil: (lesson) => {
      for (let n = 0; n < 200; n += 1) addLine(lesson, 'java', '');
    },
  },
  {
    id: 'result-printed',
    criterion: 'solutions-pure',
    spoil: (lesson) => addLine(lesson, 'python', 'print("done")'),
  },
  {
    id: 'clock-read',
    criterion: 'solutions-pure',
    spoil: (lesson) => addLine(lesson, 'javascript', 'const now = Date.now();'),
  },
  {
    id: 'case-renamed',
    criterion: 'case-ids-count',
    spoil: (lesson) => {
      firstCase(lesson).id = 'first';
    },
  },
  {
    id: 'title-counted',
    criterion: 'titles-tell',
    spoil: (lesson) => {
      firstCase(lesson).title = 'Test 1';
    },
  },
  {
    id: 'title-shared',
    criterion: 'titles-tell',
    spoil: (lesson) => {
      for (const each of lesson.testCases) each.title = 'A plain case';
    },
  },
  {
    id: 'result-as-object',
    criterion: 'returns-fit',
    spoil: (lesson) => {
      firstCase(lesson).expected = { result: 1 };
    },
  },
  {
    id: 'run-of-one-step',
    criterion: 'runs-watchable',
    spoil: (lesson) => {
      firstCase(lesson).states.length = 1;
    },
  },
  {
    id: 'run-of-hundreds',
    criterion: 'runs-watchable',
    spoil: (lesson) => {
      const { states } = firstCase(lesson);
      while (states.length < 300) states.push(...structuredClone(states));
    },
  },
  {
    id: 'line-marked-in-vain',
    criterion: 'lines-reached',
    spoil: ({ annotatedCode: { java } }) => {
      const free = java.lines.find(({ id }) => id === null);
      if (free) free.id = 'nowhere';
    },
  },
  {
    id: 'slot-before-its-variable',
    criterion: 'slots-live',
    spoil: (lesson) => {
      const first = firstCase(lesson).states[0];
      const later = statesOf(lesson).flatMap(({ variables }) => Object.keys(variables));
      const variable = later.find((name) => first && !Object.hasOwn(first.variables, name));
      if (first && variable)
        lesson.annotatedCode.java.valueSlots.push({ lineId: first.codeLineId, variable });
    },
  },
  {
    id: 'run-of-other-arguments',
    criterion: 'runs-start-with-arguments',
    spoil: (lesson) => {
      const { args } = firstCase(lesson);
      args.splice(0, args.length, ...args.map(other));
    },
  },
  {
    id: 'variable-of-another-solution',
    criterion: 'variables-in-code',
    spoil: (lesson) => {
      stateWith(lesson).variables.helperTotal = 1;
    },
  },
  {
    id: 'declared-but-not-shown',
    criterion: 'declared-variables-there',
    spoil: (lesson) => {
      const codes = new Map(
        lesson.annotatedCode.javascript.lines.map(({ id, code }) => [id, code]),
      );
      const nameAt = ({ codeLineId }: LessonState) =>
        /^\s*(?:const|let) (\w+) = [^(]*$/.exec(codes.get(codeLineId) ?? '')?.[1];
      const state = stateWith(lesson, (each) => nameAt(each) !== undefined);
      delete state.variables[nameAt(state) ?? ''];
    },
  },
  {
    id: 'structure-renamed',
    criterion: 'structure-steady',
    spoil: (lesson) => {
      stateWith(lesson).dataStructureState.name = 'other';
    },
  },
  {
    id: 'structure-of-another-kind',
    criterion: 'structure-steady',
    spoil: (lesson) => {
      stateWith(lesson).dataStructureState.kind = 'graph';
    },
  },
  {
    id: 'drawing-left-behind',
    criterion: 'structure-is-variable',
    spoil: (lesson) => {
      const { dataStructureState } = stateWith(
        lesson,
        ({ variables, dataStructureState: { name } }) => (variables[name] ?? null) !== null,
      );
      dataStructureState.value = other(dataStructureState.value);
    },
  },
  {
    id: 'pointer-moved',
    criterion: 'pointers-follow-variables',
    fits: (lesson) => statesOf(lesson).some(hasPointer),
    spoil: (lesson) => {
      const { pointers } = stateWith(lesson, hasPointer);
      const [name, at] =
        Object.entries(pointers).find(([, pointer]) => typeof pointer === 'number') ?? [];
      if (name !== undefined) pointers[name] = at === 0 ? null : 0;
    },
  },
  {
    id: 'pointer-of-nothing',
    criterion: 'pointers-follow-variables',
    spoil: (lesson) => {
      stateWith(lesson).pointers.nowhere = null;
    },
  },
  {
    id: 'run-without-its-return',
    criterion: 'runs-end-in-return',
    spoil: (lesson) => {
      const { states } = firstCase(lesson);
      const last = states.pop();
      const end = states.at(-1);
      if (end && last) end.variables.result = last.variables.result ?? null;
    },
  },
  {
    id: 'result-from-the-start',
    criterion: 'result-last-alone',
    spoil: (lesson) => {
      const [first] = firstCase(lesson).states;
      if (first) first.variables.result = firstCase(lesson).expected;
    },
  },
  {
    id: 'sum-wrong',
    criterion: 'arithmetic-true',
    spoil: (lesson) => {
      stateWith(lesson).calculation = '17 + 25 = 43';
    },
  },
  {
    id: 'chain-wrong',
    criterion: 'arithmetic-true',
    spoil: (lesson) => {
      stateWith(lesson).calculation = 'middle = (2 + 8) / 2 = 4';
    },
  },
  {
    id: 'comparison-wrong',
    criterion: 'arithmetic-true',
    spoil: (lesson) => {
      stateWith(lesson).annotation = '3 <= 2: true';
    },
  },
  {
    id: 'calculation-of-another-step',
    criterion: 'calculation-agrees',
    spoil: (lesson) => {
      const state = stateWith(lesson, ({ variables }) =>
        Object.values(variables).some((value) => typeof value === 'number'),
      );
      const [name, value] =
        Object.entries(state.variables).find(([, each]) => typeof each === 'number') ?? [];
      state.calculation = `${name} = ${Number(value) + 3}`;
    },
  },
  {
    id: 'phase-for-each-step',
    criterion: 'phases-few',
    spoil: (lesson) => {
      for (const [index, state] of statesOf(lesson).entries()) state.phase = `phase ${index}`;
    },
  },
  {
    id: 'phase-in-capitals',
    criterion: 'phases-few',
    spoil: (lesson) => {
      const state = stateWith(
        lesson,
        ({ phase }) => statesOf(lesson).filter((each) => each.phase === phase).length > 2,
      );
      state.phase = state.phase.toUpperCase();
    },
  },
  {
    id: 'label-of-a-paragraph',
    criterion: 'labels-short',
    spoil: (lesson) => {
      stateWith(lesson).annotation = 'and so on '.repeat(20);
    },
  },
  {
    id: 'descriptions-without-values',
    criterion: 'descriptions-tell',
    spoil: (lesson) => {
      for (const [index, state] of statesOf(lesson).entries())
        state.description = `Then it goes on${' and on'.repeat(index)}.`.slice(0, 300);
    },
  },
  {
    id: 'explanation-of-a-book',
    criterion: 'voices-in-form',
    spoil: ({ thinkingContent: { technical } }) => {
      technical.explanation += ' More on this follows here.'.repeat(60);
    },
  },
  {
    id: 'insight-is-the-headline',
    criterion: 'voices-in-form',
    spoil: ({ thinkingContent: { fun } }) => {
      fun.keyInsight = `${fun.headline}.`;
    },
  },
  {
    id: 'markdown-list',
    criterion: 'plain-prose',
    spoil: ({ thinkingContent: { technical } }) => {
      technical.explanation += '\n- first\n- second';
    },
  },
  {
    id: 'emoji',
    criterion: 'plain-prose',
    spoil: ({ thinkingContent: { fun } }) => {
      fun.headline += ' 🎉';
    },
  },
  {
    id: 'cost-in-a-story',
    criterion: 'stories-without-jargon',
    spoil: ({ thinkingContent: { spiritual } }) => {
      spiritual.explanation += ' All of it in O(n) time.';
    },
  },
  {
    id: 'cost-of-another-class',
    criterion: 'complexity-as-stated',
    spoil: ({ thinkingContent: { technical } }) => {
      technical.explanation = `${technical.explanation.replaceAll(/O\([^()]*(?:\([^()]*\)[^()]*)*\)/g, 'this')} It takes O(n^7) time.`;
    },
  },
  {
    id: 'sentence-cut-off',
    criterion: 'no-known-failures',
    spoil: ({ thinkingContent: { technical } }) => {
      technical.explanation += ' What remains is the';
    },
  },
  {
    id: 'insight-copied',
    criterion: 'no-known-failures',
    spoil: ({ thinkingContent: { fun, spiritual } }) => {
      spiritual.keyInsight = fun.keyInsight;
    },
  },
  {
    id: 'thinking-aloud',
    criterion: 'no-known-failures',
    spoil: (lesson) => {
      stateWith(lesson).description = 'It is 7. Wait, let me recalculate: 8.';
    },
  },
  {
    id: 'none-in-javascript',
    criterion: 'no-known-failures',
    spoil: (lesson) => addLine(lesson, 'javascript', 'const nothing = None;'),
  },
  {
    id: 'printed-map',
    criterion: 'no-known-failures',
    spoil: (lesson) => {
      stateWith(lesson).variables.seen = '[object Map]';
    },
  },
  {
    id: 'order-freed-for-itself',
    criterion: 'comparison-agrees',
    fits: ({ algorithmMeta: { comparison, signature } }) =>
      comparison.anyOrder === false && signature.returns.endsWith('[]'),
    spoil: ({ algorithmMeta: { comparison } }) => {
      comparison.anyOrder = true;
    },
  },
];
