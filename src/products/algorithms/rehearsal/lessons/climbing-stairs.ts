import type { LessonSource } from '../lesson-source.ts';

export const climbingStairs: LessonSource = {
  id: 'climbing-stairs',
  summary:
    'The last move is a single or a double step, so each answer is the sum of the two before it.',
  code: {
    javascript: `
function climbStairs(n) {
  const ways = new Array(n + 1).fill(0); //@ table
  ways[0] = 1; //@ ground
  for (let step = 1; step <= n; step++) { //@ loop
    const fromOne = ways[step - 1]; //@ single
    const fromTwo = step >= 2 ? ways[step - 2] : 0; //@ double
    ways[step] = fromOne + fromTwo; //@ add
  }
  return ways[n]; //@ done
}
`,
    python: `
def climb_stairs(n):
    ways = [0] * (n + 1)  #@ table
    ways[0] = 1  #@ ground
    for step in range(1, n + 1):  #@ loop
        fromOne = ways[step - 1]  #@ single
        fromTwo = ways[step - 2] if step >= 2 else 0  #@ double
        ways[step] = fromOne + fromTwo  #@ add
    return ways[n]  #@ done
`,
    java: `
class Solution {
    static int climbStairs(int n) {
        int[] ways = new int[n + 1]; //@ table
        ways[0] = 1; //@ ground
        for (int step = 1; step <= n; step++) { //@ loop
            int fromOne = ways[step - 1]; //@ single
            int fromTwo = step >= 2 ? ways[step - 2] : 0; //@ double
            ways[step] = fromOne + fromTwo; //@ add
        }
        return ways[n]; //@ done
    }
}
`,
  },
  cases: [
    { title: 'Five steps', args: [5] },
    { title: 'Only one step to climb', args: [1] },
    { title: 'Two steps, two ways', args: [2] },
    { title: 'Seven steps', args: [7] },
  ],
  structure: { variable: 'ways', kind: 'array' },
  pointers: ['step'],
  valueSlots: [
    { lineId: 'single', variable: 'fromOne' },
    { lineId: 'double', variable: 'fromTwo' },
    { lineId: 'add', variable: 'ways' },
  ],
  narration: {
    table: {
      phase: 'setup',
      description: 'Lay out one cell for every step from 0 to {n}; no way is counted yet.',
      annotation: '{ways.length} empty cells',
      calculation: '{n} + 1 = {ways.length} cells',
    },
    ground: {
      phase: 'setup',
      description: 'There is exactly one way to be on the ground: not to have moved.',
      annotation: '1 way to stay at 0',
      calculation: 'ways[0] = {ways[0]}',
    },
    loop: {
      phase: 'climb',
      description: 'Ask in how many ways step {step} can be reached.',
      annotation: 'counting step {step}',
      calculation: '{step} <= {n}: {step <= n}',
    },
    single: {
      phase: 'climb',
      description: 'Ways whose last move is a single step up from step {step - 1}: {fromOne}.',
      annotation: '{fromOne} by a single step',
      calculation: 'ways[{step - 1}] = {fromOne}',
    },
    double: {
      phase: 'climb',
      description:
        'Ways whose last move is a double step to step {step}: {fromTwo}{step < 2 ? ", because it would have to start below the ground" : ""}.',
      annotation: '{fromTwo} by a double step',
      calculation: '{step >= 2 ? "ways[" + (step - 2) + "] = " + fromTwo : "no step below 0: 0"}',
    },
    add: {
      phase: 'record',
      description:
        'No way has two different last moves, so the two counts add up: {ways[step]} for step {step}.',
      annotation: 'ways[{step}] = {ways[step]}',
      calculation: '{fromOne} + {fromTwo} = {ways[step]}',
    },
    done: {
      phase: 'done',
      description: 'The cell of the top step, {n}, holds the answer: {result}.',
      annotation: 'answer {result}',
      calculation: 'ways[{n}] = {result}',
    },
  },
  thinking: {
    technical: {
      headline: 'A recurrence on the last move',
      explanation:
        'Sort all climbs to step k by their last move. Those that end with a single step are climbs to k - 1, extended; those that end with a double step are climbs to k - 2, extended. The two groups do not overlap and nothing is left out, hence ways[k] = ways[k - 1] + ways[k - 2], with ways[0] = 1. Plain recursion would solve the same small problems exponentially often. Filling a table from the bottom solves each once, in linear time. As only two cells are ever read, two variables would do.',
      keyInsight:
        'Split the possibilities by the last decision, and the smaller answers are already there.',
    },
    fun: {
      headline: 'Gossip travels up the staircase',
      explanation:
        'On every step sits a concierge with one job: know how many routes lead here. The concierge on step seven is lazy and clever. Instead of tracing routes, she leans over the rail and asks the two colleagues just below: how many for you, and for you? Whoever arrives on seven came from one of them, by a stride or by a hop. She adds the two numbers, writes the sum on her door and goes back to her newspaper. The colleague above will ask her soon enough.',
      keyInsight: 'Ask the two neighbours downstairs; they have done all the counting for you.',
    },
    spiritual: {
      headline: 'The whole path lives in the last step',
      explanation:
        'Looking up a long stair, the mind is overwhelmed by all the ways it might go. Look down instead. Wherever you stand, you came from very near: one step below, or two. The many roads that led to those places are gathered in them already, and you inherit them without walking each again. So the ascent asks for no great vision. Begin with the stillness of the ground, which is one way and not none, and let each place receive what the earlier ones have prepared.',
      keyInsight: 'Honour the ground as one, and every height grows out of what came just before.',
    },
  },
};
