import type { LessonSource } from '../lesson-source.ts';

export const maxSumWindow: LessonSource = {
  id: 'max-sum-window',
  summary:
    'Slide a window of fixed width: one number comes in, one goes out, and the rest stays added.',
  code: {
    javascript: `
function maxSumWindow(nums, k) {
  let total = 0; //@ init
  for (let i = 0; i < k; i++) { //@ fillLoop
    total += nums[i]; //@ fill
  }
  let best = total; //@ first
  for (let right = k; right < nums.length; right++) { //@ loop
    total += nums[right] - nums[right - k]; //@ slide
    best = Math.max(best, total); //@ update
  }
  return best; //@ done
}
`,
    python: `
def max_sum_window(nums, k):
    total = 0  #@ init
    for i in range(k):  #@ fillLoop
        total += nums[i]  #@ fill
    best = total  #@ first
    for right in range(k, len(nums)):  #@ loop
        total += nums[right] - nums[right - k]  #@ slide
        best = max(best, total)  #@ update
    return best  #@ done
`,
    java: `
class Solution {
    static int maxSumWindow(int[] nums, int k) {
        int total = 0; //@ init
        for (int i = 0; i < k; i++) { //@ fillLoop
            total += nums[i]; //@ fill
        }
        int best = total; //@ first
        for (int right = k; right < nums.length; right++) { //@ loop
            total += nums[right] - nums[right - k]; //@ slide
            best = Math.max(best, total); //@ update
        }
        return best; //@ done
    }
}
`,
  },
  cases: [
    { title: 'The best window lies in the middle', args: [[2, 1, 5, 6, 3, 1], 3] },
    { title: 'All negative: the least bad pair', args: [[-4, -1, -3, -2], 2] },
    { title: 'The window is as wide as the array', args: [[3, 0, 4], 3] },
    { title: 'A window of one number', args: [[1, 9, 2, 8], 1] },
  ],
  structure: { variable: 'nums', kind: 'array' },
  pointers: ['i', 'right'],
  valueSlots: [
    { lineId: 'slide', variable: 'total' },
    { lineId: 'update', variable: 'best' },
  ],
  narration: {
    init: {
      phase: 'setup',
      description: 'Start with a sum of {total}; the window will be {k} wide.',
      annotation: 'sum is {total}',
      calculation: 'total = {total}',
    },
    fillLoop: {
      phase: 'fill',
      description: 'The first window still lacks the number {nums[i]} at index {i}.',
      annotation: 'next is {nums[i]}',
      calculation: '{i} < {k}: {i < k}',
    },
    fill: {
      phase: 'fill',
      description: 'Add {nums[i]} to the first window, whose sum so far is {total}.',
      annotation: 'sum is {total}',
      calculation: '{total - nums[i]} + {nums[i] < 0 ? "(" + nums[i] + ")" : nums[i]} = {total}',
    },
    first: {
      phase: 'fill',
      description:
        'The first window {nums.slice(0, k)} is complete, and its sum {best} is the best so far.',
      annotation: 'best is {best}',
      calculation: 'best = total = {best}',
    },
    loop: {
      phase: 'slide',
      description:
        'Index {right} is next to come in: {nums[right]} will enter and {nums[right - k]} at index {right - k} will leave.',
      annotation: '{nums[right]} in, {nums[right - k]} out',
      calculation: '{right} < {nums.length}: {right < nums.length}',
    },
    slide: {
      phase: 'slide',
      description:
        'The window now holds {nums.slice(right - k + 1, right + 1)}, with the sum {total}.',
      annotation: 'sum is {total}',
      calculation:
        '{total - nums[right] + nums[right - k]} + {nums[right] < 0 ? "(" + nums[right] + ")" : nums[right]} - {nums[right - k] < 0 ? "(" + nums[right - k] + ")" : nums[right - k]} = {total}',
    },
    update: {
      phase: 'compare',
      description:
        'The record is {best}: {total === best ? "no window so far has a greater sum than this one." : "this window stays below it."}',
      annotation: 'best is {best}',
      calculation: '{total} ≤ {best}: {total <= best}',
    },
    done: {
      phase: 'done',
      description: 'Every window of width {k} was summed; the greatest sum is {result}.',
      annotation: 'greatest sum {result}',
      calculation: 'result = {result}',
    },
  },
  thinking: {
    technical: {
      headline: 'Update the sum by its difference',
      explanation:
        'Summing each of the n - k + 1 windows from scratch costs O(n · k). Neighbouring windows share all but two elements, so the next sum equals the current one plus the entering element minus the leaving element: constant work whatever the width. Invariant: after a slide, the running total is the sum of the k elements ending at index right. Take the first complete window as the initial best instead of zero, or an array of negative numbers would yield a sum that no window has. Time is O(n), extra space O(1).',
      keyInsight: 'What two windows share need not be added twice.',
    },
    fun: {
      headline: 'The little bus with k seats',
      explanation:
        'Your tiny bus drives past a queue of hungry friends, and exactly k of them fit inside. Every friend has a wallet, and some wallets are in debt. How rich can the bus get? You could make all passengers empty their pockets at each stop. They would hate you. Smarter: when one hops on in front and one hops off at the back, just adjust the total on your dashboard. Stick a note on the mirror with the richest ride yet, and drive to the end of the queue.',
      keyInsight: 'One hops on, one hops off, everyone else stays seated.',
    },
    spiritual: {
      headline: 'Receive the new, release the old',
      explanation:
        'We can hold only so much at one time, and that is no misfortune. Each moment offers something and asks for something in return. Welcome what arrives, bless what departs, and notice how little of you has to change: most of what you carry is still with you. Whoever begins again from nothing at every step grows weary; whoever moves gently with the stream keeps the whole in view. Remember your fullest hour, even if all hours were hard, and walk on to the end.',
      keyInsight: 'Between two moments only the edges change.',
    },
  },
};
