import type { Language } from '../../../../src/products/algorithms/item.ts';
import type { Lesson, LessonState } from '../../../../src/products/algorithms/lesson.ts';

/** The criterion that runs a language's solution, and the one that replays the states. */
export type SemanticCriterion = `${Language}-agrees` | 'trace-replays';

/** A lesson that is well formed and wrong: `spoil` changes the copy it is given. */
export interface SemanticDefect {
  id: string;
  criterion: SemanticCriterion;
  /** Id of the lesson. */
  lesson: string;
  /** Set where the code does not end by itself. */
  isEndless?: true;
  spoil(lesson: Lesson): void;
}

/** A piece of one language's code that occurs once, and what stands there instead. */
interface CodeChange {
  id: string;
  lesson: string;
  language: Language;
  from: string;
  to: string;
  isEndless?: true;
}

const codeChanges: CodeChange[] = [
  // Wrong results.
  {
    id: 'pair-in-the-wrong-order',
    lesson: 'two-sum',
    language: 'javascript',
    from: '[seen.get(need), i]',
    to: '[i, seen.get(need)]',
  },
  {
    id: 'partner-by-sum',
    lesson: 'two-sum',
    language: 'python',
    from: 'target - nums[i]',
    to: 'target + nums[i]',
  },
  {
    id: 'no-pair-is-null',
    lesson: 'two-sum',
    language: 'java',
    from: 'return new int[] {};',
    to: 'return null;',
  },
  {
    id: 'index-for-value',
    lesson: 'two-sum',
    language: 'java',
    from: 'seen.put(nums[i], i)',
    to: 'seen.put(i, nums[i])',
  },
  {
    id: 'largest-for-lowest',
    lesson: 'best-trade',
    language: 'javascript',
    from: 'prices[day] < lowest',
    to: 'prices[day] > lowest',
  },
  {
    id: 'loss-for-gain',
    lesson: 'best-trade',
    language: 'python',
    from: 'prices[day] - lowest',
    to: 'lowest - prices[day]',
  },
  {
    id: 'last-gain-for-best',
    lesson: 'best-trade',
    language: 'java',
    from: 'if (gain > best) {',
    to: 'if (gain > 0) {',
  },
  {
    id: 'smallest-for-largest',
    lesson: 'max-sum-window',
    language: 'javascript',
    from: 'Math.max(best, total)',
    to: 'Math.min(best, total)',
  },
  {
    id: 'window-that-only-grows',
    lesson: 'max-sum-window',
    language: 'python',
    from: 'nums[right] - nums[right - k]',
    to: 'nums[right]',
  },
  {
    id: 'sorted-down',
    lesson: 'insertion-sort',
    language: 'java',
    from: 'nums[j] > key',
    to: 'nums[j] < key',
  },
  {
    id: 'sorted-not-at-all',
    lesson: 'insertion-sort',
    language: 'python',
    from: 'nums[j + 1] = key',
    to: 'nums[j + 1] = nums[j]',
  },
  {
    id: 'quotient-for-rest',
    lesson: 'greatest-common-divisor',
    language: 'java',
    from: 'large % small',
    to: 'large / small',
  },
  {
    id: 'smaller-for-divisor',
    lesson: 'greatest-common-divisor',
    language: 'javascript',
    from: 'return large;',
    to: 'return small;',
  },
  {
    id: 'text-for-number',
    lesson: 'climbing-stairs',
    language: 'javascript',
    from: 'return ways[n];',
    to: 'return String(ways[n]);',
  },
  // Off by one, in a way that only some test cases show.
  {
    id: 'search-leaves-the-last',
    lesson: 'binary-search',
    language: 'javascript',
    from: 'left <= right',
    to: 'left < right',
  },
  {
    id: 'search-leaves-the-last-in-python',
    lesson: 'binary-search',
    language: 'python',
    from: 'left <= right',
    to: 'left < right',
  },
  {
    id: 'search-leaves-the-last-in-java',
    lesson: 'binary-search',
    language: 'java',
    from: 'left <= right',
    to: 'left < right',
  },
  {
    id: 'absent-is-zero',
    lesson: 'binary-search',
    language: 'java',
    from: 'return -1;',
    to: 'return 0;',
  },
  {
    id: 'window-one-too-short',
    lesson: 'max-sum-window',
    language: 'java',
    from: 'int right = k;',
    to: 'int right = k + 1;',
  },
  {
    id: 'last-day-left-out',
    lesson: 'best-trade',
    language: 'python',
    from: 'range(1, len(prices))',
    to: 'range(1, len(prices) - 1)',
  },
  {
    id: 'first-two-left-as-they-are',
    lesson: 'insertion-sort',
    language: 'javascript',
    from: 'j >= 0',
    to: 'j > 0',
  },
  {
    id: 'last-step-left-out',
    lesson: 'climbing-stairs',
    language: 'java',
    from: 'step <= n',
    to: 'step < n',
  },
  {
    id: 'second-step-from-nowhere',
    lesson: 'climbing-stairs',
    language: 'python',
    from: 'step >= 2',
    to: 'step > 2',
  },
  {
    id: 'last-amount-left-out',
    lesson: 'coin-change',
    language: 'python',
    from: 'range(coin, amount + 1)',
    to: 'range(coin, amount)',
  },
  {
    id: 'unreachable-is-its-mark',
    lesson: 'coin-change',
    language: 'javascript',
    from: 'return -1;',
    to: 'return never;',
  },
  {
    id: 'one-coin-too-few',
    lesson: 'coin-change',
    language: 'java',
    from: 'fewest[total - coin] + 1',
    to: 'fewest[total - coin]',
  },
  // No end, or a bad one.
  {
    id: 'search-without-end',
    lesson: 'binary-search',
    language: 'javascript',
    from: 'left = mid + 1',
    to: 'left = mid',
    isEndless: true,
  },
  {
    id: 'search-without-end-in-python',
    lesson: 'binary-search',
    language: 'python',
    from: 'left = mid + 1',
    to: 'left = mid',
    isEndless: true,
  },
  {
    id: 'divisor-without-end',
    lesson: 'greatest-common-divisor',
    language: 'java',
    from: 'small = rest;',
    to: 'small = large;',
    isEndless: true,
  },
  {
    id: 'behind-the-end',
    lesson: 'best-trade',
    language: 'java',
    from: 'day < prices.length',
    to: 'day <= prices.length',
  },
  {
    id: 'unknown-name',
    lesson: 'max-sum-window',
    language: 'python',
    from: 'return best',
    to: 'return largest',
  },
  {
    id: 'nothing-returned',
    lesson: 'climbing-stairs',
    language: 'python',
    from: 'return ways[n]',
    to: 'ways[n]',
  },
];

function codeDefect({ id, lesson, language, from, to, ...more }: CodeChange): SemanticDefect {
  return {
    id,
    criterion: `${language}-agrees`,
    lesson,
    ...more,
    spoil: ({ annotatedCode }) => {
      const lines = annotatedCode[language].lines.filter(({ code }) => code.includes(from));
      const [line] = lines;
      if (line === undefined || lines.length > 1)
        throw new Error(`${id}: ${from} is not there once`);
      line.code = line.code.replace(from, () => to);
    },
  };
}

/** Changes the states of the first test case, and numbers them anew. */
function traceDefect(
  id: string,
  lesson: string,
  change: (states: LessonState[]) => void,
): SemanticDefect {
  return {
    id,
    criterion: 'trace-replays',
    lesson,
    spoil: ({ testCases: [first] }) => {
      if (first === undefined) throw new Error(`${id}: no test case`);
      change(first.states);
      for (const [index, state] of first.states.entries()) state.step = index + 1;
    },
  };
}

/** The state of a step, counted from 1. */
function at(states: LessonState[], step: number): LessonState {
  const state = states[step - 1];
  if (state === undefined) throw new Error(`there is no step ${step}`);
  return state;
}

function swap(states: LessonState[], step: number): void {
  states.splice(step - 1, 2, at(states, step + 1), at(states, step));
}

const traceDefects: SemanticDefect[] = [
  traceDefect('steps-swapped', 'two-sum', (states) => swap(states, 3)),
  traceDefect('question-after-its-answer', 'best-trade', (states) => swap(states, 6)),
  traceDefect('run-backwards-for-a-step', 'climbing-stairs', (states) => swap(states, 4)),
  traceDefect('step-of-another-line', 'best-trade', (states) => {
    at(states, 6).codeLineId = 'lower';
  }),
  traceDefect('branch-not-taken', 'binary-search', (states) => {
    at(states, 7).codeLineId = 'goRight';
  }),
  traceDefect('step-twice', 'greatest-common-divisor', (states) => {
    states.splice(4, 0, structuredClone(at(states, 4)));
  }),
  traceDefect('variable-that-never-was', 'max-sum-window', (states) => {
    at(states, 3).variables.best = 5;
  }),
  traceDefect('hidden-variable-wrong', 'best-trade', (states) => {
    at(states, 8).variables.best = 3;
  }),
  traceDefect('old-value-kept', 'greatest-common-divisor', (states) => {
    at(states, 6).variables.large = at(states, 1).variables.large ?? 0;
  }),
  traceDefect('remembered-too-early', 'two-sum', (states) => {
    at(states, 3).variables.seen = { 2: 0 };
  }),
  traceDefect('arguments-of-another-case', 'coin-change', (states) => {
    for (const { variables } of states.slice(1)) variables.amount = 7;
  }),
  traceDefect('round-of-the-loop-left-out', 'climbing-stairs', (states) => {
    states.splice(6, 4);
  }),
];

/** Lessons that only running the code, or replaying the states, can tell from right ones. */
export const semanticDefects: readonly SemanticDefect[] = [
  ...codeChanges.map(codeDefect),
  ...traceDefects,
];
