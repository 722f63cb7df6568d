import type { LessonSource } from '../lesson-source.ts';

export const singleNumber: LessonSource = {
  id: 'single-number',
  summary:
    'Exclusive or lets every pair erase itself, in any order, and leaves the number without one.',
  code: {
    javascript: `
function singleNumber(nums) {
  let single = 0; //@ init
  for (let i = 0; i < nums.length; i++) { //@ loop
    single = single ^ nums[i]; //@ flip
  }
  return single; //@ done
}
`,
    python: `
def single_number(nums):
    single = 0  #@ init
    for i in range(len(nums)):  #@ loop
        single = single ^ nums[i]  #@ flip
    return single  #@ done
`,
    java: `
class Solution {
    static int singleNumber(int[] nums) {
        int single = 0; //@ init
        for (int i = 0; i < nums.length; i++) { //@ loop
            single = single ^ nums[i]; //@ flip
        }
        return single; //@ done
    }
}
`,
  },
  cases: [
    { title: 'The single one stands in front', args: [[4, 1, 2, 1, 2]] },
    { title: 'The single one comes last', args: [[6, 6, 3]] },
    { title: 'The pairs lie apart', args: [[5, 7, 9, 5, 7]] },
    { title: 'Alone from the start', args: [[8]] },
  ],
  structure: { variable: 'nums', kind: 'array' },
  pointers: ['i'],
  valueSlots: [
    { lineId: 'loop', variable: 'i' },
    { lineId: 'flip', variable: 'single' },
  ],
  narration: {
    init: {
      phase: 'setup',
      description: 'Start with {single}, in which no bit is set.',
      annotation: 'no bits set',
      calculation: 'single = {single}',
    },
    loop: {
      phase: 'scan',
      description: 'Look at {nums[i]} at index {i}, in binary {nums[i].toString(2)}.',
      annotation: 'bits {nums[i].toString(2)}',
      calculation: 'nums[{i}] = {nums[i]}',
    },
    flip: {
      phase: 'combine',
      description:
        'Flip those bits in {single ^ nums[i]}: it becomes {single}, in binary {single.toString(2)}.',
      annotation: 'single = {single}',
      calculation: '{single ^ nums[i]} xor {nums[i]} = {single}',
    },
    done: {
      phase: 'done',
      description: 'Every pair has cancelled itself; the number without a partner is {result}.',
      annotation: 'single is {result}',
      calculation: 'result = {result}',
    },
  },
  thinking: {
    technical: {
      headline: 'Exclusive or is its own inverse',
      explanation:
        'The operation works on each bit alone and is commutative and associative, so the numbers may be combined in any order. Since x xor x is 0 and x xor 0 is x, each pair vanishes as if its two members stood side by side, and the unpaired value is what remains. A hash set would find it too, with linear memory; this needs a single accumulator. It relies on the promise that all other values occur exactly twice: any even number of times would do, three times would not.',
      keyInsight: 'An operation that undoes itself makes pairs disappear, wherever they stand.',
    },
    fun: {
      headline: 'Light switches at the sock party',
      explanation:
        'Each sock has a secret list of light switches. It bursts into the room, flips every switch on its list and falls asleep on the couch. When its twin turns up, the same switches are flipped again and the room looks as though neither had ever come. It does not matter who else has been fiddling in the meantime; switches do not bear grudges. At midnight you look at the lamps still burning: they spell out the list of the sock whose twin was eaten by the washing machine.',
      keyInsight: 'Flip twice and nothing happened; whoever flipped once stays visible.',
    },
    spiritual: {
      headline: 'What is met returns to stillness',
      explanation:
        'Every call that finds its answer comes to rest, and leaves the silence as it was before. You need not keep a record of all voices, nor bring the partners near each other; the meeting takes place in the same quiet space, however far apart they came. Hold only the present sum of what is unanswered. When all have passed by, the one that had no counterpart stands clear and entire, carried by the very emptiness around it. Solitude, too, has its place in the whole.',
      keyInsight: 'Keep no list of the past; let what is complete dissolve by itself.',
    },
  },
};
