import type { LessonSource } from '../lesson-source.ts';

export const balanceIndex: LessonSource = {
  id: 'balance-index',
  summary: 'Know the total, carry the left sum along, and the right sum is a subtraction.',
  code: {
    javascript: `
function balanceIndex(nums) {
  let total = 0; //@ zero
  for (const num of nums) {
    total += num; //@ add
  }
  let left = 0; //@ left
  for (let i = 0; i < nums.length; i++) { //@ place
    const right = total - left - nums[i]; //@ right
    if (left === right) { //@ compare
      return i; //@ found
    }
    left += nums[i]; //@ carry
  }
  return -1; //@ none
}
`,
    python: `
def balance_index(nums):
    total = 0  #@ zero
    for num in nums:
        total += num  #@ add
    left = 0  #@ left
    for i in range(len(nums)):  #@ place
        right = total - left - nums[i]  #@ right
        if left == right:  #@ compare
            return i  #@ found
        left += nums[i]  #@ carry
    return -1  #@ none
`,
    java: `
class Solution {
    static int balanceIndex(int[] nums) {
        int total = 0; //@ zero
        for (int num : nums) {
            total += num; //@ add
        }
        int left = 0; //@ left
        for (int i = 0; i < nums.length; i++) { //@ place
            int right = total - left - nums[i]; //@ right
            if (left == right) { //@ compare
                return i; //@ found
            }
            left += nums[i]; //@ carry
        }
        return -1; //@ none
    }
}
`,
  },
  cases: [
    { title: 'The balance lies in the middle', args: [[2, 4, 3, 1, 5]] },
    { title: 'Two places would do, the first is taken', args: [[5, 0, 0, 5]] },
    { title: 'Nothing on the left is a sum, too', args: [[8, 3, -3]] },
    { title: 'No place balances', args: [[1, 6, 2]] },
    { title: 'No numbers at all', args: [[]] },
  ],
  structure: { variable: 'nums', kind: 'array' },
  pointers: ['i'],
  valueSlots: [
    { lineId: 'add', variable: 'total' },
    { lineId: 'right', variable: 'right' },
    { lineId: 'carry', variable: 'left' },
  ],
  narration: {
    zero: {
      phase: 'total',
      description: 'First add up everything; the sum starts at {total}.',
      annotation: 'total {total}',
      calculation: 'total = {total}',
    },
    add: {
      phase: 'total',
      description: 'Add {num}: the total is {total} so far.',
      annotation: 'total {total}',
      calculation: '{total - num} + {num} = {total}',
    },
    left: {
      phase: 'search',
      description: 'To the left of the first place lies nothing, and its sum is {left}.',
      annotation: 'left sum {left}',
      calculation: 'left = {left}',
    },
    place: {
      phase: 'search',
      description: 'Could index {i}, with {nums[i]}, be the place that balances?',
      annotation: 'index {i}',
      calculation: 'nums[{i}] = {nums[i]}',
    },
    right: {
      phase: 'weigh',
      description:
        'Of the total {total}, {left} lies to the left and {nums[i]} on the place itself: {right} remains for the right.',
      annotation: 'right sum {right}',
      calculation: '{total} - {left} - {nums[i]} = {right}',
    },
    compare: {
      phase: 'weigh',
      description:
        '{left === right ? "Both sides have the same sum." : "The left has " + left + " and the right " + right + ": no balance here."}',
      annotation: '{left} and {right}',
      calculation: '{left} = {right}: {left === right}',
    },
    found: {
      phase: 'done',
      description: 'Index {result} is the first place with equal sums on both sides.',
      annotation: 'balance at {result}',
      calculation: 'result = {result}',
    },
    carry: {
      phase: 'search',
      description: 'On the way to the next place {nums[i]} joins the left, which holds {left}.',
      annotation: 'left sum {left}',
      calculation: '{left - nums[i]} + {nums[i]} = {left}',
    },
    none: {
      phase: 'done',
      description: 'No place is left to try, so the answer is {result}.',
      annotation: 'no balance',
      calculation: 'result = {result}',
    },
  },
  thinking: {
    technical: {
      headline: 'Running prefix, suffix by subtraction',
      explanation:
        'For every index the prefix before it, the element, and the suffix behind it add up to the total. With the total known from a first pass, the suffix follows from the prefix by two subtractions, so no second array is stored. The prefix is updated after the test; doing so before would count the element itself on the left, which is the classic slip. Both passes are linear, with constant memory. Negative numbers are harmless because nothing depends on the sums being monotonic, and for the same reason the scan cannot be replaced by a binary search.',
      keyInsight: 'Once the whole is known, either side determines the other.',
    },
    fun: {
      headline: 'One trestle for a shelf of boxes',
      explanation:
        'A removal man has to set a long shelf of boxes on one single trestle. He first reads the weight on the bill for the whole shelf. Then he strolls along with a pencil behind his ear. At each box he asks only what he has passed so far, and the bill tells him what must still lie ahead, once the box above the trestle is taken away. Not even? He adds the box to what he has passed and takes another step. He never lifts anything twice, and when both numbers agree he slides the trestle in and goes for coffee.',
      keyInsight: 'Keep the bill in one hand and what you have passed in the other.',
    },
    spiritual: {
      headline: 'The centre where past and future weigh the same',
      explanation:
        'Consider the whole once, without judgement, until you know its measure. After that walk slowly from the beginning. What lies behind you is known, since you have lived it. What lies ahead need not be lived in advance; it is the whole, less the past, less this present moment. Ask at each step whether the two are equal. If they are, rest here. If they are not, accept the present into the past and go on. It may be that no such place exists, and then you have learnt that instead.',
      keyInsight: 'The present belongs to neither side; it is where they are compared.',
    },
  },
};
