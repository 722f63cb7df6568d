import { describe, expect, it } from 'vitest';
import type { Problem } from '../../../../src/products/algorithms/item.ts';
import { lessonSchema } from '../../../../src/products/algorithms/lesson.ts';
import { buildLesson } from '../../../../src/products/algorithms/rehearsal/build-lesson.ts';
import type { LessonSource } from '../../../../src/products/algorithms/rehearsal/lesson-source.ts';

const problem: Problem = {
  id: 'corner-walk',
  title: 'Corner Walk',
  difficulty: 'easy',
  tags: ['matrix'],
  statement: 'Walk along the diagonal and past its end.',
  signature: { name: 'walkIt', params: [{ name: 'size', type: 'int' }], returns: 'int' },
  examples: [{ args: [1], expected: 1 }],
  complexity: { time: 'O(n)', space: 'O(n)' },
};

const words = { phase: 'walk', description: 'r {r}', annotation: 'c {c}', calculation: '{grid}' };
const flavour = { headline: 'h', explanation: 'e', keyInsight: 'k' };

const source: LessonSource = {
  id: 'corner-walk',
  summary: 'A short walk.',
  code: {
    javascript: `

function walkIt(size) {
  let r = 0; //@ start
  const grid = Array.from({ length: size }, () => [0, 0]); //@ grid
  let c = 0;
  while (r < size) { //@ loop
    r += 1; //@ step

    c = r; //@@ no marker
  }
  return r; //@ done
}
`,
    python: `
def walk_it(size):
    r = 0  #@ start
    grid = [[0, 0] for _ in range(size)]  #@ grid
    while r < size:  #@ loop
        r += 1  #@ step
    return r  #@ done
`,
    java: `
class Solution {
    static int walkIt(int size) {
        int r = 0; //@ start
        int[][] grid = new int[size][2]; //@ grid
        while (r < size) { //@ loop
            r += 1; //@ step
        }
        return r; //@ done
    }
}
`,
  },
  cases: [1, 2, 3].map((size) => ({ title: `size ${size}`, args: [size] })),
  structure: { variable: 'grid', kind: 'matrix' },
  pointers: ['r', 'r,c'],
  valueSlots: [{ lineId: 'step', variable: 'r' }],
  narration: {
    start: { ...words, annotation: 'start', calculation: 'r = {r}' },
    grid: { ...words, annotation: 'grid' },
    loop: words,
    step: words,
    done: { ...words, calculation: 'result {result}' },
  },
  thinking: { technical: flavour, fun: flavour, spiritual: flavour },
};

describe('a built lesson', () => {
  const lesson = buildLesson(source, problem);

  it('passes the schema and takes its metadata from the catalogue', () => {
    expect(lessonSchema.parse(lesson)).toEqual(lesson);
    const { statement: _statement, examples: _examples, ...shared } = problem;
    expect(lesson.algorithmMeta).toEqual({
      ...shared,
      comparison: { anyOrder: false, inPlace: false },
      summary: 'A short walk.',
    });
  });

  it('has the lines without markers and blank lines around them', () => {
    const { javascript, python } = lesson.annotatedCode;
    expect(javascript.lines[0]).toEqual({ id: null, code: 'function walkIt(size) {' });
    expect(javascript.lines[1]).toEqual({ id: 'start', code: '  let r = 0;' });
    expect(javascript.lines[6]).toEqual({ id: null, code: '' });
    expect(javascript.lines.at(-1)).toEqual({ id: null, code: '}' });
    expect(python.lines[1]).toEqual({ id: 'start', code: '    r = 0' });
  });

  it('names its entry in the manner of each language and shows the slots in all of them', () => {
    const { javascript, python, java } = lesson.annotatedCode;
    expect([javascript.entry, python.entry, java.entry]).toEqual(['walkIt', 'walk_it', 'walkIt']);
    for (const code of [javascript, python, java])
      expect(code.valueSlots).toEqual(source.valueSlots);
  });

  it('numbers the states of each case from 1 and expects what the solution gave', () => {
    expect(lesson.testCases.map(({ id, expected }) => [id, expected])).toEqual([
      ['case-1', 1],
      ['case-2', 2],
      ['case-3', 3],
    ]);
    for (const { states } of lesson.testCases) {
      expect(states.map(({ step }) => step)).toEqual(states.map((_state, index) => index + 1));
    }
  });

  it('draws the structure empty before it exists', () => {
    expect(lesson.testCases[0]?.states[0]?.dataStructureState).toEqual({
      kind: 'matrix',
      name: 'grid',
      value: [],
    });
  });

  it('leaves out pointers that do not exist yet, and has null for those outside', () => {
    const pointers = lesson.testCases[0]?.states.map((state) => state.pointers);
    expect(pointers).toEqual([
      { r: null },
      { r: 0 },
      { r: 0, 'r,c': [0, 0] },
      { r: null, 'r,c': null },
      { r: null, 'r,c': null },
    ]);
  });
});

describe('building a lesson is refused', () => {
  it('when a template fails, naming lesson, line id, field and expression', () => {
    const narration = { ...source.narration, loop: { ...words, description: '{grid[9].length}' } };
    expect(() => buildLesson({ ...source, narration }, problem)).toThrow(
      /lesson corner-walk, line "loop", description: \{grid\[9\]\.length\}/,
    );
  });

  it('when the ids of the lines do not fit together, listing them all', () => {
    const python = source.code.python.replace('#@ step', '#@ stride').replace('#@ grid', '#@ loop');
    const { done: _done, ...narration } = source.narration;
    const build = () =>
      buildLesson({ ...source, narration, code: { ...source.code, python } }, problem);
    for (const part of [
      '"loop" is marked twice in python',
      '"step" is marked in javascript but not in python',
      '"stride" is marked in python but not in javascript',
      '"done" is marked but without narration',
    ]) {
      expect(build).toThrow(part);
    }
  });

  it('when a run makes too many states, naming the case', () => {
    const cases = [{ title: 'far', args: [500] }];
    expect(() => buildLesson({ ...source, cases }, problem)).toThrow(
      /lesson corner-walk, case-1 \(far\): more than 400 states/,
    );
  });
});
