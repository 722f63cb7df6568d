import type { LessonSource } from '../lesson-source.ts';

export const jumpGame: LessonSource = {
  id: 'jump-game',
  summary: 'Forget the single jumps and carry one number: the farthest index within reach.',
  code: {
    javascript: `
function jumpGame(nums) {
  let reach = 0; //@ init
  for (let i = 0; i < nums.length; i++) { //@ step
    if (i > reach) { //@ stuck
      return false; //@ fail
    }
    reach = Math.max(reach, i + nums[i]); //@ extend
  }
  return true; //@ arrive
}
`,
    python: `
def jump_game(nums):
    reach = 0  #@ init
    for i in range(len(nums)):  #@ step
        if i > reach:  #@ stuck
            return False  #@ fail
        reach = max(reach, i + nums[i])  #@ extend
    return True  #@ arrive
`,
    java: `
class Solution {
    static boolean jumpGame(int[] nums) {
        int reach = 0; //@ init
        for (int i = 0; i < nums.length; i++) { //@ step
            if (i > reach) { //@ stuck
                return false; //@ fail
            }
            reach = Math.max(reach, i + nums[i]); //@ extend
        }
        return true; //@ arrive
    }
}
`,
  },
  cases: [
    { title: 'A long jump carries across', args: [[2, 3, 1, 1, 4]] },
    { title: 'Every road ends at the zero', args: [[3, 2, 1, 0, 4]] },
    { title: 'A zero that can be jumped over', args: [[2, 0, 1]] },
    { title: 'Already at the last index', args: [[0]] },
  ],
  structure: { variable: 'nums', kind: 'array' },
  pointers: ['i', 'reach'],
  valueSlots: [
    { lineId: 'step', variable: 'i' },
    { lineId: 'extend', variable: 'reach' },
  ],
  narration: {
    init: {
      phase: 'setup',
      description: 'Before any jump only the start, index {reach}, is within reach.',
      annotation: 'reach {reach}',
      calculation: 'reach = {reach}',
    },
    step: {
      phase: 'scan',
      description: 'Look at index {i}, where the longest jump is {nums[i]}.',
      annotation: 'index {i}, jump {nums[i]}',
      calculation: 'nums[{i}] = {nums[i]}',
    },
    stuck: {
      phase: 'check',
      description:
        'Is index {i} beyond the reach of {reach}? {i > reach ? "Yes, no jump gets here." : "No, it can be stood on."}',
      annotation: '{i > reach ? "out of reach" : "within reach"}',
      calculation: '{i} > {reach}: {i > reach}',
    },
    fail: {
      phase: 'done',
      description:
        'Nothing up to index {reach} jumps farther than {reach}, so the end cannot be reached: {result}.',
      annotation: 'stuck at {reach}',
      calculation: 'result = {result}',
    },
    extend: {
      phase: 'extend',
      description:
        'From index {i} a jump lands at most on {i + nums[i]}, so the reach is {reach} now.',
      annotation: 'reach {reach}',
      calculation: '{i} + {nums[i]} = {i + nums[i]}, reach = {reach}',
    },
    arrive: {
      phase: 'done',
      description: 'No index lay beyond the reach, the last one included: {result}.',
      annotation: 'the end is reached',
      calculation: '{reach} >= {nums.length - 1}: {reach >= nums.length - 1}',
    },
  },
  thinking: {
    technical: {
      headline: 'The reachable indices form one unbroken block',
      explanation:
        'From an index with jump length m every index up to i + m can be reached, not only the farthest. Hence the reachable set has no gaps: it is a prefix of the array, described entirely by its right end. Scanning from the left keeps that end as a running maximum. The first index beyond it proves failure, since nothing before it jumps so far; completing the scan proves success. A table over all pairs of indices would be quadratic; this greedy scan is linear and needs constant memory.',
      keyInsight: 'When a set is always a prefix, its end is all you have to store.',
    },
    fun: {
      headline: 'The frog with the flashlight',
      explanation:
        'A frog sits on the first lily pad and each pad is printed with the longest hop it allows. Clever frogs do not hop about in panic. This one sends a flashlight beam ahead: so far could I get. It then strolls along the lit pads, and whenever a pad would throw it farther, it pushes the beam forward. If it ever meets a pad in the dark, it shrugs and croaks no. If the beam touches the last pad, there will be flies for dinner.',
      keyInsight: 'Do not plan the hops; just keep the light ahead of your feet.',
    },
    spiritual: {
      headline: 'How far hope reaches is enough to know',
      explanation:
        'You need not choose today each step that will lead you home. Stand where you are and ask only how far the strength of this place can carry you. Every place you pass may lend a little more, and what was given once is not lost by those that give nothing. A barren spot is no wall while older gifts still carry you over it. Only when the ground lies beyond all that was ever given has the road come to its end.',
      keyInsight: 'Trust the farthest gift so far, and walk without fear within it.',
    },
  },
};
