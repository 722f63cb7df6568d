import type { LessonSource } from '../lesson-source.ts';

export const searchRotated: LessonSource = {
  id: 'search-rotated',
  summary:
    'However a sorted array was rotated, one half around the middle is sorted: trust that one.',
  code: {
    javascript: `
function searchRotated(nums, target) {
  let left = 0; //@ left
  let right = nums.length - 1; //@ right
  while (left <= right) { //@ loop
    const mid = left + Math.floor((right - left) / 2); //@ mid
    if (nums[mid] === target) { //@ check
      return mid; //@ found
    }
    if (nums[left] <= nums[mid]) { //@ sorted
      if (nums[left] <= target && target < nums[mid]) { //@ inLeft
        right = mid - 1; //@ keepLeft
      } else {
        left = mid + 1; //@ dropLeft
      }
    } else if (nums[mid] < target && target <= nums[right]) { //@ inRight
      left = mid + 1; //@ keepRight
    } else {
      right = mid - 1; //@ dropRight
    }
  }
  return -1; //@ none
}
`,
    python: `
def search_rotated(nums, target):
    left = 0  #@ left
    right = len(nums) - 1  #@ right
    while left <= right:  #@ loop
        mid = left + (right - left) // 2  #@ mid
        if nums[mid] == target:  #@ check
            return mid  #@ found
        if nums[left] <= nums[mid]:  #@ sorted
            if nums[left] <= target < nums[mid]:  #@ inLeft
                right = mid - 1  #@ keepLeft
            else:
                left = mid + 1  #@ dropLeft
        elif nums[mid] < target <= nums[right]:  #@ inRight
            left = mid + 1  #@ keepRight
        else:
            right = mid - 1  #@ dropRight
    return -1  #@ none
`,
    java: `
class Solution {
    static int searchRotated(int[] nums, int target) {
        int left = 0; //@ left
        int right = nums.length - 1; //@ right
        while (left <= right) { //@ loop
            int mid = left + (right - left) / 2; //@ mid
            if (nums[mid] == target) { //@ check
                return mid; //@ found
            }
            if (nums[left] <= nums[mid]) { //@ sorted
                if (nums[left] <= target && target < nums[mid]) { //@ inLeft
                    right = mid - 1; //@ keepLeft
                } else {
                    left = mid + 1; //@ dropLeft
                }
            } else if (nums[mid] < target && target <= nums[right]) { //@ inRight
                left = mid + 1; //@ keepRight
            } else {
                right = mid - 1; //@ dropRight
            }
        }
        return -1; //@ none
    }
}
`,
  },
  cases: [
    { title: 'The target hides behind the rotation', args: [[4, 5, 6, 7, 0, 1, 2], 0] },
    { title: 'The right half is the sorted one', args: [[6, 8, 1, 2, 3, 4, 5], 8] },
    { title: 'A number that is not there', args: [[7, 1, 3, 5], 4] },
    { title: 'Not rotated at all', args: [[1, 2, 3], 3] },
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
        'Is {nums[mid]} the number wanted? {nums[mid] === target ? "Yes." : "No, one half has to be chosen."}',
      annotation: '{nums[mid]} = {target}?',
      calculation: '{nums[mid]} = {target}: {nums[mid] === target}',
    },
    found: {
      phase: 'done',
      description: '{target} stands at index {result}.',
      annotation: 'found at {result}',
      calculation: 'nums[{mid}] = {target}',
    },
    sorted: {
      phase: 'orient',
      description:
        'Is the part from index {left} to {mid} sorted? {nums[left] <= nums[mid] ? "Yes, it does not contain the break." : "No, the break lies in it, so the part from the middle on is sorted."}',
      annotation: '{nums[left] <= nums[mid] ? "left" : "right"} part is sorted',
      calculation: '{nums[left]} ≤ {nums[mid]}: {nums[left] <= nums[mid]}',
    },
    inLeft: {
      phase: 'compare',
      description:
        'Does {target} fall within the sorted left part? {nums[left] <= target && target < nums[mid] ? "Yes, between its ends." : "No, outside its ends."}',
      annotation: '{target} in the left part?',
      calculation:
        '{nums[left]} ≤ {target} < {nums[mid]}: {nums[left] <= target && target < nums[mid]}',
    },
    keepLeft: {
      phase: 'narrow',
      description: 'Keep only what lies left of the middle: the range now ends at index {right}.',
      annotation: 'right is {right}',
      calculation: 'right = {mid} - 1 = {right}',
    },
    dropLeft: {
      phase: 'narrow',
      description:
        'The sorted left part cannot hold {target}: the range now begins at index {left}.',
      annotation: 'left is {left}',
      calculation: 'left = {mid} + 1 = {left}',
    },
    inRight: {
      phase: 'compare',
      description:
        'Does {target} fall within the sorted right part? {nums[mid] < target && target <= nums[right] ? "Yes, between its ends." : "No, outside its ends."}',
      annotation: '{target} in the right part?',
      calculation:
        '{nums[mid]} < {target} ≤ {nums[right]}: {nums[mid] < target && target <= nums[right]}',
    },
    keepRight: {
      phase: 'narrow',
      description: 'Keep only what lies right of the middle: the range now begins at index {left}.',
      annotation: 'left is {left}',
      calculation: 'left = {mid} + 1 = {left}',
    },
    dropRight: {
      phase: 'narrow',
      description:
        'The sorted right part cannot hold {target}: the range now ends at index {right}.',
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
      headline: 'Find the half whose order you can rely on',
      explanation:
        'A rotation leaves a single break, a place where a number is followed by a smaller one. Cut the range at the middle: the break lies in at most one part, so the other is sorted, and with distinct values comparing nums[left] with nums[mid] tells which. In a sorted part, membership by value is decided by its two ends. If the target fits there, keep that part; otherwise it can only be in the other. Either way the middle and one side are discarded, hence O(log n) time and O(1) space, as in plain binary search.',
      keyInsight: 'You need not find the break, only the side without it.',
    },
    fun: {
      headline: 'The pizza that was turned in the box',
      explanation:
        'Slices numbered in order went into the box, and then the delivery rider took a corner too fast and everything spun round. Do you line them all up again? Nope, you are hungry. Point at the middle. One side still counts upwards politely, the other has that hiccup where big suddenly drops to small. Ask the polite side first: does your slice fit between your first and last number? If yes, look there; if no, it must be over in hiccup land. Repeat with ever smaller pizza until you find yours.',
      keyInsight: 'Question the polite half; it always gives a straight answer.',
    },
    spiritual: {
      headline: 'In every upheaval something stays in order',
      explanation:
        'Sometimes life is turned, and the familiar sequence begins in a strange place. The break looks as if it had shattered everything; in truth it is one single point. Stand in the middle and look to both sides: one of them is untouched. Put your question to that side, for where there is order there is an honest answer, even if the answer is no. Then you know where to go, be it into the calm or towards the break. What was turned was never destroyed.',
      keyInsight: 'Start from the part of your world that is still whole.',
    },
  },
};
