import type { LessonSource } from '../lesson-source.ts';

export const insertionSort: LessonSource = {
  id: 'insertion-sort',
  summary: 'Grow a sorted front part by sliding each new number left to its place.',
  code: {
    javascript: `
function insertionSort(nums) {
  for (let i = 1; i < nums.length; i++) { //@ next
    const key = nums[i]; //@ lift
    let j = i - 1; //@ left
    while (j >= 0 && nums[j] > key) { //@ greater
      nums[j + 1] = nums[j]; //@ shift
      j -= 1; //@ back
    }
    nums[j + 1] = key; //@ insert
  }
  return nums; //@ done
}
`,
    python: `
def insertion_sort(nums):
    for i in range(1, len(nums)):  #@ next
        key = nums[i]  #@ lift
        j = i - 1  #@ left
        while j >= 0 and nums[j] > key:  #@ greater
            nums[j + 1] = nums[j]  #@ shift
            j -= 1  #@ back
        nums[j + 1] = key  #@ insert
    return nums  #@ done
`,
    java: `
class Solution {
    static int[] insertionSort(int[] nums) {
        for (int i = 1; i < nums.length; i++) { //@ next
            int key = nums[i]; //@ lift
            int j = i - 1; //@ left
            while (j >= 0 && nums[j] > key) { //@ greater
                nums[j + 1] = nums[j]; //@ shift
                j -= 1; //@ back
            }
            nums[j + 1] = key; //@ insert
        }
        return nums; //@ done
    }
}
`,
  },
  cases: [
    { title: 'A small number travels to the front', args: [[5, 8, 2]] },
    { title: 'Completely reversed', args: [[4, 3, 2, 1]] },
    { title: 'Already sorted', args: [[1, 2, 3]] },
    { title: 'Equal numbers and a negative one', args: [[2, -1, 2]] },
  ],
  structure: { variable: 'nums', kind: 'array' },
  pointers: ['i', 'j'],
  valueSlots: [
    { lineId: 'lift', variable: 'key' },
    { lineId: 'back', variable: 'j' },
    { lineId: 'insert', variable: 'nums' },
  ],
  narration: {
    next: {
      phase: 'scan',
      description: 'In order so far: {nums.slice(0, i)}. Now {nums[i]} at index {i} gets its turn.',
      annotation: 'sorted so far: {i}',
      calculation: '{i} < {nums.length}: {i < nums.length}',
    },
    lift: {
      phase: 'pick',
      description:
        'Lift out the number {key} from index {i}, so that its place may be overwritten.',
      annotation: 'holding {key}',
      calculation: 'nums[{i}] = {key}',
    },
    left: {
      phase: 'pick',
      description: 'Begin to look at its left neighbour, {nums[j]} at index {j}.',
      annotation: 'compare from index {j}',
      calculation: '{i} - 1 = {j}',
    },
    greater: {
      phase: 'shift',
      description:
        'The number {nums[j]} at index {j} is greater than {key}, so it has to make room.',
      annotation: '{nums[j]} is greater',
      calculation: '{nums[j]} > {key}: {nums[j] > key}',
    },
    shift: {
      phase: 'shift',
      description: 'Copy {nums[j]} one place to the right, to index {j + 1}.',
      annotation: '{nums[j]} moves right',
      calculation: 'nums[{j + 1}] = {nums[j + 1]}',
    },
    back: {
      phase: 'shift',
      description:
        '{j >= 0 ? "Go one step left, to " + nums[j] + " at index " + j + "." : "The front is reached: nothing stands further left."}',
      annotation: 'j = {j}',
      calculation: '{j + 1} - 1 = {j}',
    },
    insert: {
      phase: 'insert',
      description:
        'The place for {key} is index {j + 1}; the first {i + 1} numbers are in order now.',
      annotation: '{key} at index {j + 1}',
      calculation: 'nums[{j + 1}] = {nums[j + 1]}',
    },
    done: {
      phase: 'done',
      description: 'Every number was inserted: the sorted array is {result}.',
      annotation: 'sorted',
      calculation: 'result = {result}',
    },
  },
  thinking: {
    technical: {
      headline: 'The invariant is a sorted prefix',
      explanation:
        'Before each round the first i elements are sorted. The round holds element i aside, shifts the greater elements of the prefix one place to the right, and writes the held value into the gap, which makes the prefix one longer. Stopping at the first element that is not greater keeps equal values in their order, so the sort is stable. Each shift removes one inversion: a nearly sorted input takes almost linear time, a reversed one the full quadratic. Memory beyond the array is constant.',
      keyInsight: 'The work equals the disorder: one shift for each pair in the wrong order.',
    },
    fun: {
      headline: 'A hand of cards at grandmother’s table',
      explanation:
        'You already know this algorithm; your hands learned it at cards. Pick up the next card, hold it in the air, and nudge the bigger ones along with your thumb until there is a gap of the right size. Plop. Nobody at the table takes all cards, throws them in the air and calls a computer scientist. If grandmother deals you a hand that is nearly in order, you are done before the soup; if she deals it backwards, she did it on purpose.',
      keyInsight: 'Hold one card up, nudge the others along, drop it in the gap.',
    },
    spiritual: {
      headline: 'Let each newcomer find its place',
      explanation:
        'Order need not be forced on the whole world at once. Begin with one thing, which is always at peace with itself. Then welcome the next, hold it with an open hand, and ask those already seated to move a little, each by a single place, until the right space opens. No one is pushed farther than needed, and equals keep the order in which they came. Repeat this small courtesy, and one day you notice that nothing is left to arrange.',
      keyInsight: 'Peace grows by one patient welcome at a time.',
    },
  },
};
