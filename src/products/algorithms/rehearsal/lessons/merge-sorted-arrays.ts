import type { LessonSource } from '../lesson-source.ts';

export const mergeSortedArrays: LessonSource = {
  id: 'merge-sorted-arrays',
  summary: 'Two sorted arrays become one by comparing nothing but their front elements.',
  code: {
    javascript: `
function mergeSortedArrays(a, b) {
  const merged = new Array(a.length + b.length).fill(0); //@ init
  let i = 0; //@ frontA
  let j = 0; //@ frontB
  for (let k = 0; k < merged.length; k++) { //@ slot
    if (j === b.length || (i < a.length && a[i] <= b[j])) { //@ compare
      merged[k] = a[i]; //@ takeA
      i += 1; //@ nextA
    } else {
      merged[k] = b[j]; //@ takeB
      j += 1; //@ nextB
    }
  }
  return merged; //@ done
}
`,
    python: `
def merge_sorted_arrays(a, b):
    merged = [0] * (len(a) + len(b))  #@ init
    i = 0  #@ frontA
    j = 0  #@ frontB
    for k in range(len(merged)):  #@ slot
        if j == len(b) or (i < len(a) and a[i] <= b[j]):  #@ compare
            merged[k] = a[i]  #@ takeA
            i += 1  #@ nextA
        else:
            merged[k] = b[j]  #@ takeB
            j += 1  #@ nextB
    return merged  #@ done
`,
    java: `
class Solution {
    static int[] mergeSortedArrays(int[] a, int[] b) {
        int[] merged = new int[a.length + b.length]; //@ init
        int i = 0; //@ frontA
        int j = 0; //@ frontB
        for (int k = 0; k < merged.length; k++) { //@ slot
            if (j == b.length || (i < a.length && a[i] <= b[j])) { //@ compare
                merged[k] = a[i]; //@ takeA
                i += 1; //@ nextA
            } else {
                merged[k] = b[j]; //@ takeB
                j += 1; //@ nextB
            }
        }
        return merged; //@ done
    }
}
`,
  },
  cases: [
    {
      title: 'Both take turns',
      args: [
        [1, 4, 6],
        [2, 5],
      ],
    },
    { title: 'Equal numbers in both', args: [[3, 7], [3]] },
    { title: 'One array is empty', args: [[], [8, 9]] },
    {
      title: 'All of the second comes first',
      args: [
        [5, 6],
        [-2, 0],
      ],
    },
  ],
  structure: { variable: 'merged', kind: 'array' },
  pointers: ['k'],
  valueSlots: [
    { lineId: 'nextA', variable: 'i' },
    { lineId: 'nextB', variable: 'j' },
    { lineId: 'takeA', variable: 'merged' },
    { lineId: 'takeB', variable: 'merged' },
  ],
  narration: {
    init: {
      phase: 'setup',
      description: 'Make room for all {merged.length} numbers, filled with 0 for the time being.',
      annotation: '{merged.length} empty slots',
      calculation: '{a.length} + {b.length} = {merged.length}',
    },
    frontA: {
      phase: 'setup',
      description:
        'The front of a is at index {i}: {i < a.length ? "number " + a[i] : "a is empty"}.',
      annotation: 'i = {i}',
      calculation: 'i = {i}',
    },
    frontB: {
      phase: 'setup',
      description:
        'The front of b is at index {j}: {j < b.length ? "number " + b[j] : "b is empty"}.',
      annotation: 'j = {j}',
      calculation: 'j = {j}',
    },
    slot: {
      phase: 'scan',
      description: 'Decide which number belongs into slot {k} of the merged array.',
      annotation: 'slot {k}',
      calculation: '{k} < {merged.length}: {k < merged.length}',
    },
    compare: {
      phase: 'compare',
      description:
        '{j === b.length ? "Nothing is left in b, so the number comes from a." : i === a.length ? "Nothing is left in a, so the number comes from b." : "The fronts are " + a[i] + " and " + b[j] + "; " + (a[i] < b[j] ? "that of a is smaller." : a[i] > b[j] ? "that of b is smaller." : "being equal, a goes first.")}',
      annotation: 'take from {j === b.length || (i < a.length && a[i] <= b[j]) ? "a" : "b"}',
      calculation:
        '{j === b.length ? "b is used up" : i === a.length ? "a is used up" : a[i] + " <= " + b[j] + ": " + (a[i] <= b[j])}',
    },
    takeA: {
      phase: 'take',
      description: 'Write {a[i]} from the front of a into slot {k}.',
      annotation: '{a[i]} from a',
      calculation: 'merged[{k}] = {merged[k]}',
    },
    nextA: {
      phase: 'advance',
      description:
        '{i < a.length ? "The front of a moves on to " + a[i] + " at index " + i + "." : "All of a is used up now."}',
      annotation: 'i = {i}',
      calculation: '{i - 1} + 1 = {i}',
    },
    takeB: {
      phase: 'take',
      description: 'Write {b[j]} from the front of b into slot {k}.',
      annotation: '{b[j]} from b',
      calculation: 'merged[{k}] = {merged[k]}',
    },
    nextB: {
      phase: 'advance',
      description:
        '{j < b.length ? "The front of b moves on to " + b[j] + " at index " + j + "." : "All of b is used up now."}',
      annotation: 'j = {j}',
      calculation: '{j - 1} + 1 = {j}',
    },
    done: {
      phase: 'done',
      description: 'Every slot is filled: the merged array is {result}.',
      annotation: 'merged',
      calculation: 'result = {result}',
    },
  },
  thinking: {
    technical: {
      headline: 'The smallest remaining number is always at a front',
      explanation:
        'In a sorted array nothing is smaller than its front, so the smallest number not yet taken is one of the two fronts. Comparing them settles one output slot for good, and the array that gave its front advances. The condition tests for an exhausted array before it reads a front, which avoids both a read past the end and a separate clean-up loop. Preferring the first array on equality keeps the merge stable. With n and m elements there are n + m slots, each filled in constant time: this is the heart of merge sort.',
      keyInsight: 'Sorted inputs let two candidates stand for everything that is left.',
    },
    fun: {
      headline: 'The zip of two ice-cream queues',
      explanation:
        'Two lines of children wait for ice cream, each arranged by height with the shortest in front. The vendor wants a single line without chaos. Easy: he looks at just the two kids in front, waves the shorter one over, and that line shuffles up. Same height? The left line goes first, no arguing. Once a line has run out, the others simply stroll in as they stand. Nobody has been measured against the whole crowd, and not a single scoop has melted.',
      keyInsight: 'Look at two front kids only; everybody behind them is taller anyway.',
    },
    spiritual: {
      headline: 'Two rivers find one bed',
      explanation:
        'Each river arrives with its own order, earned upstream. To join them you need not stir the waters or begin again; honour what is already in order, and compare only what stands before you now. Give way to the lesser, as the gentle do, and the greater loses nothing by waiting. When one stream has given all it had, let the other flow on untroubled. In the common bed, nothing of either was lost and nothing was forced.',
      keyInsight: 'Union is simple when each side has brought order to itself.',
    },
  },
};
