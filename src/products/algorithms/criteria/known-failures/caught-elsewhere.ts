/** A mistake that was seen, and that a criterion of its own looks for: it is told once, there. */
export interface CaughtElsewhere {
  id: string;
  what: string;
  example: string;
  /** Id of the criterion. */
  criterion: string;
}

/** Known mistakes with a criterion of their own. */
export const caughtElsewhere: readonly CaughtElsewhere[] = [
  {
    id: 'wrong-complexity-class',
    what: 'The explanation states a cost that is not the solution’s.',
    example: 'One pass with a hash map, so O(n log n) time.',
    criterion: 'complexity-as-stated',
  },
  {
    id: 'copied-flavours',
    what: 'One explanation is another one in other clothes.',
    example: 'Imagine this, dear reader. The brute force compares all pairs …',
    criterion: 'three-flavours',
  },
  {
    id: 'wrong-arithmetic',
    what: 'A calculation does not come out.',
    example: '17 - 9 = 7',
    criterion: 'arithmetic-true',
  },
  {
    id: 'stale-calculation',
    what: 'A calculation shows the value from before the step.',
    example: '"variables": {"left": 2}, "calculation": "left = 1"',
    criterion: 'calculation-agrees',
  },
  {
    id: 'state-before-its-line',
    what: 'The state shows the moment before its line ran.',
    example: '"codeLineId": "need" (const need = …), and variables without need',
    criterion: 'declared-variables-there',
  },
  {
    id: 'drawing-left-behind',
    what: 'The drawn structure is not updated with its variable.',
    example: '"variables": {"stack": [1]}, "dataStructureState": {"name": "stack", "value": []}',
    criterion: 'structure-is-variable',
  },
  {
    id: 'run-cut-short',
    what: 'The run stops before the code returns, as if the rest were plain.',
    example: 'the last state at the line of the loop',
    criterion: 'runs-end-in-return',
  },
  {
    id: 'printed-instead-of-returned',
    what: 'The solution prints its result.',
    example: 'System.out.println(best);',
    criterion: 'solutions-pure',
  },
  {
    id: 'skipped-code',
    what: 'A comment stands for code that was left out.',
    example: '// ... rest of the solution',
    criterion: 'no-placeholders',
  },
  {
    id: 'numbered-titles',
    what: 'Test cases are only counted.',
    example: 'Test case 2',
    criterion: 'titles-tell',
  },
];
