import type { LessonSource } from '../lesson-source.ts';

export const twoSumSorted: LessonSource = {
  id: 'two-sum-sorted',
  summary: 'In sorted numbers, a sum that is too small or too large tells which end to move.',
  code: {
    javascript: `
function twoSumSorted(nums, target) {
  let left = 0; //@ left
  let right = nums.length - 1; //@ right
  while (left < right) { //@ loop
    const total = nums[left] + nums[right]; //@ sum
    if (total === target) { //@ check
      return [left, right]; //@ found
    }
    if (total < target) { //@ small
      left++; //@ moveLeft
    } else {
      right--; //@ moveRight
    }
  }
  return []; //@ none
}
`,
    python: `
def two_sum_sorted(nums, target):
    left = 0  #@ left
    right = len(nums) - 1  #@ right
    while left < right:  #@ loop
        total = nums[left] + nums[right]  #@ sum
        if total == target:  #@ check
            return [left, right]  #@ found
        if total < target:  #@ small
            left += 1  #@ moveLeft
        else:
            right -= 1  #@ moveRight
    return []  #@ none
`,
    java: `
class Solution {
    static int[] twoSumSorted(int[] nums, int target) {
        int left = 0; //@ left
        int right = nums.length - 1; //@ right
        while (left < right) { //@ loop
            int total = nums[left] + nums[right]; //@ sum
            if (total == target) { //@ check
                return new int[] {left, right}; //@ found
            }
            if (total < target) { //@ small
                left++; //@ moveLeft
            } else {
                right--; //@ moveRight
            }
        }
        return new int[] {}; //@ none
    }
}
`,
  },
  cases: [
    { title: 'Both ends have to move', args: [[1, 3, 4, 6, 8, 12], 10] },
    { title: 'Negative numbers are sorted too', args: [[-7, -2, 0, 5, 8], -2] },
    { title: 'A number and its twin', args: [[2, 4, 4, 9], 8] },
    { title: 'No pair reaches the target', args: [[1, 2, 3], 100] },
  ],
  structure: { variable: 'nums', kind: 'array' },
  pointers: ['left', 'right'],
  valueSlots: [
    { lineId: 'loop', variable: 'left' },
    { lineId: 'loop', variable: 'right' },
    { lineId: 'sum', variable: 'total' },
  ],
  narration: {
    left: {
      phase: 'setup',
      description: 'The left pointer starts on the smallest number, {nums[left]}.',
      annotation: 'left starts at {left}',
      calculation: 'left = {left}',
    },
    right: {
      phase: 'setup',
      description: 'The right pointer starts on the largest number, {nums[right]}.',
      annotation: 'right starts at {right}',
      calculation: 'right = {nums.length} - 1 = {right}',
    },
    loop: {
      phase: 'scan',
      description:
        'A pair is still to be tried: {nums[left]} at index {left} and {nums[right]} at index {right}.',
      annotation: 'trying {nums[left]} and {nums[right]}',
      calculation: '{left} < {right}: {left < right}',
    },
    sum: {
      phase: 'measure',
      description: 'Together {nums[left]} and {nums[right]} make {total}; wanted is {target}.',
      annotation: 'sum {total}',
      calculation: '{nums[left]} + {nums[right]} = {total}',
    },
    check: {
      phase: 'compare',
      description:
        'Is {total} the target {target}? {total === target ? "Yes, exactly." : "No, one pointer has to move."}',
      annotation: '{total} against {target}',
      calculation: '{total} = {target}: {total === target}',
    },
    found: {
      phase: 'done',
      description: 'The numbers at {left} and {right} fit: the pair of indices is {result}.',
      annotation: 'pair {result}',
      calculation: 'nums[{left}] + nums[{right}] = {target}',
    },
    small: {
      phase: 'compare',
      description:
        'Is the sum too small? {total < target ? "Yes: a larger left number is needed." : "No, too large: a smaller right number is needed."}',
      annotation: '{total < target ? "too small" : "too large"}',
      calculation: '{total} < {target}: {total < target}',
    },
    moveLeft: {
      phase: 'move',
      description:
        'Even with the largest number still in play, {nums[left - 1]} falls short of {target}: the left pointer moves to index {left}.',
      annotation: 'left moves to {left}',
      calculation: 'left = {left - 1} + 1 = {left}',
    },
    moveRight: {
      phase: 'move',
      description:
        'Even with the smallest number still in play, {nums[right + 1]} overshoots {target}: the right pointer moves to index {right}.',
      annotation: 'right moves to {right}',
      calculation: 'right = {right + 1} - 1 = {right}',
    },
    none: {
      phase: 'done',
      description: 'The pointers have met and no pair made {target}: the result is empty.',
      annotation: 'no pair',
      calculation: '{left} < {right}: {left < right}, so result = {result}',
    },
  },
  thinking: {
    technical: {
      headline: 'Order gives every failed sum a direction',
      explanation:
        'Put one index on each end. If the sum is below the target, the left number fails even with the largest partner that remains, so it belongs to no solution within the range; if the sum is above, the right number fails even with the smallest. Either way one element is ruled out with certainty, and the invariant holds: any pair that fits lies within the current range. At most n - 1 moves follow, hence O(n) time, and two indices are O(1) space. The hash map of the unsorted problem is no longer needed.',
      keyInsight: 'In sorted data a wrong sum is information: it names the element to drop.',
    },
    fun: {
      headline: 'The seesaw at the number playground',
      explanation:
        'All the numbers line up by weight, feathers on the left, hippos on the right. The playground needs exactly the target on its seesaw. Take the lightest and the heaviest: too light? Then that feather is hopeless, since it already had the biggest hippo for company, so off it goes to the swings. Too heavy? Bye, hippo, even the tiniest partner could not save you. Someone leaves on each round, nobody ever comes back, and soon the scale says ding, or the bench is empty.',
      keyInsight: 'Too light, drop a feather. Too heavy, drop a hippo.',
    },
    spiritual: {
      headline: 'Balance is found from both extremes',
      explanation:
        'Begin where the differences are greatest: the least on one hand, the most on the other. When the whole is too little, ask more of the small; when it is too much, ask less of the great. Do not scold the imbalance, for it is a teacher that points out the next step. With patience both extremes walk towards the middle, and no step has to be taken back. Perhaps harmony waits there, perhaps not. Either way, you arrive knowing that you passed over nothing.',
      keyInsight: 'Every imbalance already tells you which way to lean.',
    },
  },
};
