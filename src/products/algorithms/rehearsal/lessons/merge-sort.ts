import type { LessonSource } from '../lesson-source.ts';

export const mergeSort: LessonSource = {
  id: 'merge-sort',
  summary: 'Halve until nothing is left to sort, then merge sorted halves on the way back.',
  code: {
    javascript: `
function mergeSort(nums) {
  const merged = [...nums]; //@ room

  function sort(start, end) {
    if (end - start < 2) return;
    const middle = Math.floor((start + end) / 2); //@ split
    sort(start, middle);
    sort(middle, end);
    let left = start; //@ left
    let right = middle; //@ right
    for (let place = start; place < end; place++) {
      if (right === end || (left < middle && nums[left] <= nums[right])) { //@ choose
        merged[place] = nums[left]; //@ takeLeft
        left += 1;
      } else {
        merged[place] = nums[right]; //@ takeRight
        right += 1;
      }
    }
    for (let place = start; place < end; place++) nums[place] = merged[place];
  }

  sort(0, nums.length);
  return nums; //@ done
}
`,
    python: `
def merge_sort(nums):
    merged = list(nums)  #@ room

    def sort(start, end):
        if end - start < 2:
            return
        middle = (start + end) // 2  #@ split
        sort(start, middle)
        sort(middle, end)
        left = start  #@ left
        right = middle  #@ right
        for place in range(start, end):
            if right == end or (left < middle and nums[left] <= nums[right]):  #@ choose
                merged[place] = nums[left]  #@ takeLeft
                left += 1
            else:
                merged[place] = nums[right]  #@ takeRight
                right += 1
        nums[start:end] = merged[start:end]

    sort(0, len(nums))
    return nums  #@ done
`,
    java: `
class Solution {
    static int[] mergeSort(int[] nums) {
        int[] merged = nums.clone(); //@ room
        sort(nums, merged, 0, nums.length);
        return nums; //@ done
    }

    private static void sort(int[] nums, int[] merged, int start, int end) {
        if (end - start < 2) return;
        int middle = (start + end) / 2; //@ split
        sort(nums, merged, start, middle);
        sort(nums, merged, middle, end);
        int left = start; //@ left
        int right = middle; //@ right
        for (int place = start; place < end; place++) {
            if (right == end || (left < middle && nums[left] <= nums[right])) { //@ choose
                merged[place] = nums[left]; //@ takeLeft
                left += 1;
            } else {
                merged[place] = nums[right]; //@ takeRight
                right += 1;
            }
        }
        for (int place = start; place < end; place++) nums[place] = merged[place];
    }
}
`,
  },
  cases: [
    { title: 'Four numbers, two levels of halves', args: [[5, 2, 4, 1]] },
    { title: 'An odd number of numbers', args: [[3, 1, 2]] },
    { title: 'Equal numbers take the left one first', args: [[7, -1, 7, -1]] },
    { title: 'Two numbers in order', args: [[1, 2]] },
  ],
  structure: { variable: 'nums', kind: 'array' },
  pointers: ['left', 'right'],
  valueSlots: [
    { lineId: 'split', variable: 'middle' },
    { lineId: 'takeLeft', variable: 'merged' },
    { lineId: 'takeRight', variable: 'merged' },
  ],
  narration: {
    room: {
      phase: 'setup',
      description: 'Make room of the same size, into which sorted halves will be merged.',
      annotation: 'room for {merged.length}',
      calculation: 'merged = {merged}',
    },
    split: {
      phase: 'split',
      description:
        'Split {nums.slice(start, end)} into {nums.slice(start, middle)} and {nums.slice(middle, end)}, and sort each half first.',
      annotation: 'split before {middle}',
      calculation: 'floor(({start} + {end}) / 2) = {middle}',
    },
    left: {
      phase: 'merge',
      description:
        'Both halves are sorted. The left one, {nums.slice(start, middle)}, is read from index {left}.',
      annotation: 'left at {left}',
      calculation: 'left = {left}',
    },
    right: {
      phase: 'merge',
      description: 'The right one, {nums.slice(middle, end)}, is read from index {right}.',
      annotation: 'right at {right}',
      calculation: 'right = {right}',
    },
    choose: {
      phase: 'merge',
      description:
        '{right === end ? "The right half is used up, so the left one gives its next number." : left === middle ? "The left half is used up, so the right one gives its next number." : "The halves begin with " + nums[left] + " and " + nums[right] + ": the " + (nums[left] <= nums[right] ? "left" : "right") + " one goes first."}',
      annotation: 'for index {place}',
      calculation:
        '{right === end ? "right half empty: true" : left === middle ? "left half empty: true" : nums[left] + " <= " + nums[right] + ": " + (nums[left] <= nums[right])}',
    },
    takeLeft: {
      phase: 'merge',
      description: 'Take {merged[place]} from the left half to index {place}.',
      annotation: '{merged[place]} from the left',
      calculation: 'merged[{place}] = {merged[place]}',
    },
    takeRight: {
      phase: 'merge',
      description: 'Take {merged[place]} from the right half to index {place}.',
      annotation: '{merged[place]} from the right',
      calculation: 'merged[{place}] = {merged[place]}',
    },
    done: {
      phase: 'done',
      description: 'The last merge covered the whole array: {result}.',
      annotation: 'sorted',
      calculation: 'result = {result}',
    },
  },
  thinking: {
    technical: {
      headline: 'Divide and conquer with a linear combine step',
      explanation:
        'A segment of fewer than two elements is sorted. Any other is cut in half, both halves are sorted recursively, and a merge combines them by always taking the smaller head, in time proportional to the segment. The recursion has about log n levels, and on each the merges together touch n elements: O(n log n) for every input, not just on average. The price is a second array of n elements, allocated once and shared by all calls. Testing with <= rather than < takes equal elements from the left half first, which makes the sort stable; that comparison is easily got wrong.',
      keyInsight: 'Sorting is hard, merging is easy: so split down to nothing and merge back up.',
    },
    fun: {
      headline: 'Two postmen and a very long street',
      explanation:
        'A sack of letters has to be sorted by house number. The postmaster tips half of it in front of each of two colleagues and says: come back when yours is sorted. Each finds that too much, halves his pile and finds two colleagues of his own. At last everybody holds one letter, and one letter is always in order. Now they return, pair after pair, each with a tidy bundle. Whoever shared out the work looks at the top letter of both bundles, lays down the lower number, and looks again. Nobody ever digs into the middle of a pile.',
      keyInsight: 'Share it out until it is trivial, then only ever compare two top letters.',
    },
    spiritual: {
      headline: 'Divide the burden, reunite the peace',
      explanation:
        'A great disorder cannot be faced as one. Part it, and part it again, until every piece is so small that it is at rest by its own nature. Nothing has been solved, and still nothing is left to fear. Then begins the way back. Two calm things meet, and the only question between them is which of you goes first. The lesser one steps forward, the other waits; where both are equal, the elder is honoured. Out of two quiet lines grows one. As often as you divided, you will be joined.',
      keyInsight:
        'What is small enough is already at peace; all that remains is to bring it together.',
    },
  },
};
