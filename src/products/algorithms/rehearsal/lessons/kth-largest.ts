import type { LessonSource } from '../lesson-source.ts';

export const kthLargest: LessonSource = {
  id: 'kth-largest',
  summary: 'Quickselect: partition around a pivot and keep only the side that holds the answer.',
  code: {
    javascript: `
function kthLargest(nums, k) {
  const target = nums.length - k; //@ target
  let left = 0; //@ left
  let right = nums.length - 1; //@ right
  while (left < right) { //@ narrow
    const pivot = nums[right]; //@ pivot
    let store = left; //@ store
    for (let i = left; i < right; i++) { //@ scan
      if (nums[i] < pivot) { //@ compare
        [nums[store], nums[i]] = [nums[i], nums[store]]; //@ swap
        store += 1; //@ grow
      }
    }
    [nums[store], nums[right]] = [nums[right], nums[store]]; //@ place
    if (store === target) { //@ hit
      return nums[store]; //@ found
    }
    if (store < target) { //@ side
      left = store + 1; //@ goRight
    } else {
      right = store - 1; //@ goLeft
    }
  }
  return nums[target]; //@ last
}
`,
    python: `
def kth_largest(nums, k):
    target = len(nums) - k  #@ target
    left = 0  #@ left
    right = len(nums) - 1  #@ right
    while left < right:  #@ narrow
        pivot = nums[right]  #@ pivot
        store = left  #@ store
        for i in range(left, right):  #@ scan
            if nums[i] < pivot:  #@ compare
                nums[store], nums[i] = nums[i], nums[store]  #@ swap
                store += 1  #@ grow
        nums[store], nums[right] = nums[right], nums[store]  #@ place
        if store == target:  #@ hit
            return nums[store]  #@ found
        if store < target:  #@ side
            left = store + 1  #@ goRight
        else:
            right = store - 1  #@ goLeft
    return nums[target]  #@ last
`,
    java: `
class Solution {
    static int kthLargest(int[] nums, int k) {
        int target = nums.length - k; //@ target
        int left = 0; //@ left
        int right = nums.length - 1; //@ right
        while (left < right) { //@ narrow
            int pivot = nums[right]; //@ pivot
            int store = left; //@ store
            for (int i = left; i < right; i++) { //@ scan
                if (nums[i] < pivot) { //@ compare
                    swap(nums, store, i); //@ swap
                    store += 1; //@ grow
                }
            }
            swap(nums, store, right); //@ place
            if (store == target) { //@ hit
                return nums[store]; //@ found
            }
            if (store < target) { //@ side
                left = store + 1; //@ goRight
            } else {
                right = store - 1; //@ goLeft
            }
        }
        return nums[target]; //@ last
    }

    private static void swap(int[] nums, int first, int second) {
        int held = nums[first];
        nums[first] = nums[second];
        nums[second] = held;
    }
}
`,
  },
  cases: [
    { title: 'The second largest of four', args: [[3, 1, 4, 2], 2] },
    { title: 'Equal numbers count separately', args: [[5, 2, 5], 2] },
    { title: 'The smallest, with unlucky pivots', args: [[1, 2, 3], 3] },
    { title: 'The larger of two', args: [[7, 4], 1] },
  ],
  structure: { variable: 'nums', kind: 'array' },
  pointers: ['left', 'right', 'store', 'i'],
  valueSlots: [
    { lineId: 'target', variable: 'target' },
    { lineId: 'pivot', variable: 'pivot' },
    { lineId: 'grow', variable: 'store' },
  ],
  narration: {
    target: {
      phase: 'setup',
      description: 'In ascending order, number {k} from the top would stand at index {target}.',
      annotation: 'wanted index {target}',
      calculation: '{nums.length} - {k} = {target}',
    },
    left: {
      phase: 'setup',
      description: 'The part to search begins at index {left}.',
      annotation: 'from {left}',
      calculation: 'left = {left}',
    },
    right: {
      phase: 'setup',
      description: 'It ends at index {right}.',
      annotation: 'to {right}',
      calculation: '{nums.length} - 1 = {right}',
    },
    narrow: {
      phase: 'partition',
      description: 'The answer is among {nums.slice(left, right + 1)}, at index {left} to {right}.',
      annotation: '{right - left + 1} candidates',
      calculation: '{left} < {right}: {left < right}',
    },
    pivot: {
      phase: 'partition',
      description: 'Choose the last of them, {pivot}, as the pivot.',
      annotation: 'pivot {pivot}',
      calculation: 'nums[{right}] = {pivot}',
    },
    store: {
      phase: 'partition',
      description:
        'The first number smaller than {pivot}, if there is one, will go to index {store}.',
      annotation: 'store at {store}',
      calculation: 'store = {store}',
    },
    scan: {
      phase: 'scan',
      description: 'Look at {nums[i]} at index {i}.',
      annotation: 'looking at {nums[i]}',
      calculation: 'nums[{i}] = {nums[i]}',
    },
    compare: {
      phase: 'scan',
      description:
        'Is {nums[i]} smaller than the pivot {pivot}? {nums[i] < pivot ? "Yes, it belongs to the left." : "No, go on."}',
      annotation: '{nums[i] < pivot ? "smaller" : "not smaller"}',
      calculation: '{nums[i]} < {pivot}: {nums[i] < pivot}',
    },
    swap: {
      phase: 'scan',
      description:
        '{store === i ? "It stands at index " + i + " already, so the swap changes nothing." : "Swap: " + nums[store] + " goes to index " + store + " and " + nums[i] + " to index " + i + "."}',
      annotation: '{nums[store]} at index {store}',
      calculation: 'nums = {nums}',
    },
    grow: {
      phase: 'scan',
      description:
        'Before index {store} stand {store - left} of the candidates smaller than {pivot}.',
      annotation: '{store - left} smaller',
      calculation: '{store - 1} + 1 = {store}',
    },
    place: {
      phase: 'partition',
      description:
        'Swap the pivot {pivot} into index {store}: all smaller candidates are before it, the others behind.',
      annotation: '{pivot} is in place',
      calculation: 'nums = {nums}',
    },
    hit: {
      phase: 'decide',
      description:
        'Did the pivot land on the wanted index {target}? {store === target ? "Yes." : "No, on index " + store + "."}',
      annotation: '{store === target ? "a hit" : "a miss"}',
      calculation: '{store} = {target}: {store === target}',
    },
    found: {
      phase: 'done',
      description: 'The pivot is the answer: number {k} from the top is {result}.',
      annotation: 'answer {result}',
      calculation: 'nums[{target}] = {result}',
    },
    side: {
      phase: 'decide',
      description:
        'The wanted index {target} lies to the {store < target ? "right" : "left"} of the pivot at {store}.',
      annotation: 'go {store < target ? "right" : "left"}',
      calculation: '{store} < {target}: {store < target}',
    },
    goRight: {
      phase: 'narrow',
      description:
        'Drop the pivot and all before it: the search goes on from index {left} to {right}.',
      annotation: 'left = {left}',
      calculation: '{store} + 1 = {left}',
    },
    goLeft: {
      phase: 'narrow',
      description:
        'Drop the pivot and all behind it: the search goes on from index {left} to {right}.',
      annotation: 'right = {right}',
      calculation: '{store} - 1 = {right}',
    },
    last: {
      phase: 'done',
      description:
        'A single candidate remains, at index {target}: number {k} from the top is {result}.',
      annotation: 'answer {result}',
      calculation: 'nums[{target}] = {result}',
    },
  },
  thinking: {
    technical: {
      headline: 'Quickselect is quicksort that keeps one half',
      explanation:
        'A partition puts the pivot on the index it would have in sorted order. If that is the index we want, we are done without sorting anything else. If not, the answer lies strictly on one side, and the other can be forgotten. With pivots near the middle the remaining parts shrink like n, n/2, n/4, whose sum is linear; on average that holds up to a constant. Unlucky pivots, such as the last of an array in order while its smallest is wanted, remove one element at a time and cost quadratic time. A random pivot makes that improbable.',
      keyInsight: 'Place one element exactly, then throw away the side that cannot matter.',
    },
    fun: {
      headline: 'Casting the third-tallest giant',
      explanation:
        'The theatre needs the third-tallest giant. Measuring and ranking every giant takes all day, and they get hungry. So the director points to some fellow: you, stand here! Shorter ones to the left, please, everybody else to the right. Count heads on the right. Exactly two? Then he has the part. More? Everyone on the left may go to lunch, and we repeat with the right. Fewer? The other way round. The crowd melts, the buffet fills, and nobody was ever sorted.',
      keyInsight: 'Send home whoever cannot be the one, and never rank the rest.',
    },
    spiritual: {
      headline: 'Let go of what you need not order',
      explanation:
        'The mind wishes to arrange everything before it answers one thing. But a question about a single place does not ask for the order of the world. Choose a centre and let all else fall gently to its sides. See where the centre has come to rest; if it is your place, be still. Otherwise release, without regret, the half in which your answer does not live. With each release the circle becomes smaller, until only what you were looking for remains.',
      keyInsight: 'Wisdom is knowing which half you may leave unsorted.',
    },
  },
};
