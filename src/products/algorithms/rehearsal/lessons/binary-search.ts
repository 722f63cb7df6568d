import type { LessonSource } from '../lesson-source.ts';

export const binarySearch: LessonSource = {
  id: 'binary-search',
  summary: 'Ask the middle of a sorted array, and one comparison throws away half of what remains.',
  code: {
    javascript: `
function binarySearch(nums, target) {
  let left = 0; //@ left
  let right = nums.length - 1; //@ right
  while (left <= right) { //@ loop
    const mid = left + Math.floor((right - left) / 2); //@ mid
    if (nums[mid] === target) { //@ check
      return mid; //@ found
    }
    if (nums[mid] < target) { //@ small
      left = mid + 1; //@ goRight
    } else {
      right = mid - 1; //@ goLeft
    }
  }
  return -1; //@ none
}
`,
    python: `
def binary_search(nums, target):
    left = 0  #@ left
    right = len(nums) - 1  #@ right
    while left <= right:  #@ loop
        mid = left + (right - left) // 2  #@ mid
        if nums[mid] == target:  #@ check
            return mid  #@ found
        if nums[mid] < target:  #@ small
            left = mid + 1  #@ goRight
        else:
            right = mid - 1  #@ goLeft
    return -1  #@ none
`,
    java: `
class Solution {
    static int binarySearch(int[] nums, int target) {
        int left = 0; //@ left
        int right = nums.length - 1; //@ right
        while (left <= right) { //@ loop
            int mid = left + (right - left) / 2; //@ mid
            if (nums[mid] == target) { //@ check
                return mid; //@ found
            }
            if (nums[mid] < target) { //@ small
                left = mid + 1; //@ goRight
            } else {
                right = mid - 1; //@ goLeft
            }
        }
        return -1; //@ none
    }
}
`,
  },
  cases: [
    { title: 'Found after turning both ways', args: [[1, 4, 6, 9, 13, 17, 20], 6] },
    { title: 'The last place of all', args: [[-8, -3, 0, 2, 5], 5] },
    { title: 'A gap where it should be', args: [[2, 4, 8, 16], 5] },
    { title: 'A single number, and it is the one', args: [[7], 7] },
  ],
  structure: { variable: 'nums', kind: 'array' },
  pointers: ['left', 'mid', 'right'],
  valueSlots: [
    { lineId: 'loop', variable: 'left' },
    { lineId: 'loop', variable: 'right' },
    { lineId: 'mid', variable: 'mid' },
  ],
  narration: {
    left: {
      phase: 'setup',
      description: 'The range to search begins at index {left}.',
      annotation: 'left is {left}',
      calculation: 'left = {left}',
    },
    right: {
      phase: 'setup',
      description: 'The range to search ends at index {right}: at first it is the whole array.',
      annotation: 'right is {right}',
      calculation: 'right = {nums.length} - 1 = {right}',
    },
    loop: {
      phase: 'search',
      description: 'If {target} is anywhere, it is among {nums.slice(left, right + 1)}.',
      annotation: 'size of range: {right - left + 1}',
      calculation: '{left} ≤ {right}: {left <= right}',
    },
    mid: {
      phase: 'search',
      description: 'The middle of the range is index {mid}, where {nums[mid]} stands.',
      annotation: 'middle {nums[mid]}',
      calculation: '{left} + floor(({right} - {left}) / 2) = {mid}',
    },
    check: {
      phase: 'compare',
      description:
        'Is {nums[mid]} the number wanted? {nums[mid] === target ? "Yes." : "No, so it stands in one of the halves or nowhere."}',
      annotation: '{nums[mid]} = {target}?',
      calculation: '{nums[mid]} = {target}: {nums[mid] === target}',
    },
    found: {
      phase: 'done',
      description: '{target} stands at index {result}.',
      annotation: 'found at {result}',
      calculation: 'nums[{mid}] = {target}',
    },
    small: {
      phase: 'compare',
      description:
        'Is the middle smaller than {target}? {nums[mid] < target ? "Yes: only larger numbers, to its right, can match." : "No, it is larger: only smaller numbers, to its left, can match."}',
      annotation: '{nums[mid]} < {target}?',
      calculation: '{nums[mid]} < {target}: {nums[mid] < target}',
    },
    goRight: {
      phase: 'narrow',
      description:
        'Everything up to index {mid} is too small: the range now begins at index {left}.',
      annotation: 'left is {left}',
      calculation: 'left = {mid} + 1 = {left}',
    },
    goLeft: {
      phase: 'narrow',
      description:
        'Everything from index {mid} on is too large: the range now ends at index {right}.',
      annotation: 'right is {right}',
      calculation: 'right = {mid} - 1 = {right}',
    },
    none: {
      phase: 'done',
      description: 'The range is empty, so {target} does not occur: the result is {result}.',
      annotation: 'not there',
      calculation: '{left} ≤ {right}: {left <= right}, so result = {result}',
    },
  },
  thinking: {
    technical: {
      headline: 'Halve an interval and keep the invariant',
      explanation:
        'Invariant: if the target occurs, its index lies in the closed interval from left to right. Comparing with the middle element shows which side cannot contain it, and sortedness extends that verdict to every element on that side. Excluding mid itself, by mid + 1 or mid - 1, makes the interval strictly smaller, which guarantees termination. After k rounds at most n / 2^k elements remain, so O(log n) comparisons suffice, with O(1) space. Writing left + (right - left) / 2 avoids the overflow that left + right can cause with fixed-width integers.',
      keyInsight: 'One comparison speaks for a whole half, because the array is sorted.',
    },
    fun: {
      headline: 'Hot and cold with a dictionary',
      explanation:
        'Your cousin hides a word in a dictionary with a thousand pages and gives you ten guesses. Easy! You do not flip pages one by one like a sleepy snail. Slam it open in the middle: "Too early!" Rip away the first half (in your imagination, librarians are watching). Open the rest in the middle: "Too late!" Off goes the other chunk. A thousand pages become five hundred, then two hundred and fifty, and soon you hold one thin leaf. Either the word is there, or your cousin is a cheat.',
      keyInsight: 'Ten good questions beat a thousand page flips.',
    },
    spiritual: {
      headline: 'The middle way',
      explanation:
        'In an ordered world you need not visit every place to find the one. Go to the centre, be still, and ask a single question: is what I seek before me or beyond me? Then have the courage to let half of everything go, without regret, for it cannot hold your answer. Return to the new centre and ask again. Each surrender brings you nearer. And should the space close with nothing found, you are at peace: you did not search everywhere, and yet you know.',
      keyInsight: 'Clarity comes from what you are ready to leave unvisited.',
    },
  },
};
