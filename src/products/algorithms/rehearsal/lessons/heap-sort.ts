import type { LessonSource } from '../lesson-source.ts';

export const heapSort: LessonSource = {
  id: 'heap-sort',
  summary:
    'A heap always knows its greatest: take it off the top, and let the rest sink into order.',
  code: {
    javascript: `
function heapSort(nums) {
  function sink(node, end) {
    while (2 * node + 1 < end) {
      let child = 2 * node + 1; //@ child
      if (child + 1 < end && nums[child + 1] > nums[child]) {
        child += 1; //@ sibling
      }
      if (nums[node] >= nums[child]) { //@ compare
        break;
      }
      [nums[node], nums[child]] = [nums[child], nums[node]]; //@ sink
      node = child;
    }
  }

  for (let root = Math.floor(nums.length / 2) - 1; root >= 0; root--) { //@ build
    sink(root, nums.length);
  }
  for (let end = nums.length - 1; end > 0; end--) { //@ shrink
    [nums[0], nums[end]] = [nums[end], nums[0]]; //@ take
    sink(0, end);
  }
  return nums; //@ done
}
`,
    python: `
def heap_sort(nums):
    def sink(node, end):
        while 2 * node + 1 < end:
            child = 2 * node + 1  #@ child
            if child + 1 < end and nums[child + 1] > nums[child]:
                child += 1  #@ sibling
            if nums[node] >= nums[child]:  #@ compare
                break
            nums[node], nums[child] = nums[child], nums[node]  #@ sink
            node = child

    for root in range(len(nums) // 2 - 1, -1, -1):  #@ build
        sink(root, len(nums))
    for end in range(len(nums) - 1, 0, -1):  #@ shrink
        nums[0], nums[end] = nums[end], nums[0]  #@ take
        sink(0, end)
    return nums  #@ done
`,
    java: `
class Solution {
    static int[] heapSort(int[] nums) {
        for (int root = nums.length / 2 - 1; root >= 0; root--) { //@ build
            sink(nums, root, nums.length);
        }
        for (int end = nums.length - 1; end > 0; end--) { //@ shrink
            swap(nums, 0, end); //@ take
            sink(nums, 0, end);
        }
        return nums; //@ done
    }

    private static void sink(int[] nums, int node, int end) {
        while (2 * node + 1 < end) {
            int child = 2 * node + 1; //@ child
            if (child + 1 < end && nums[child + 1] > nums[child]) {
                child += 1; //@ sibling
            }
            if (nums[node] >= nums[child]) { //@ compare
                break;
            }
            swap(nums, node, child); //@ sink
            node = child;
        }
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
    { title: 'Five numbers become a heap first', args: [[2, 9, 4, 1, 7]] },
    { title: 'A heap from the start', args: [[8, 5, 6]] },
    { title: 'Equal and negative numbers', args: [[3, -4, 3, 0]] },
    { title: 'Two numbers', args: [[1, 2]] },
  ],
  structure: { variable: 'nums', kind: 'tree' },
  pointers: ['node', 'child', 'end'],
  valueSlots: [
    { lineId: 'child', variable: 'child' },
    { lineId: 'sink', variable: 'nums' },
    { lineId: 'shrink', variable: 'end' },
  ],
  narration: {
    build: {
      phase: 'build',
      description:
        'The node {nums[root]} at place {root} has children: let it sink to where it belongs.',
      annotation: 'subtree at {root}',
      calculation: 'root = {root}',
    },
    child: {
      phase: 'sink',
      description: 'Under place {node}, which holds {nums[node]}, the left child is {nums[child]}.',
      annotation: 'left child {nums[child]}',
      calculation: '2 x {node} + 1 = {child}',
    },
    sibling: {
      phase: 'sink',
      description:
        'Its sibling {nums[child]} is greater, so that one is the child to compare with.',
      annotation: 'right child {nums[child]}',
      calculation: '{nums[child]} > {nums[child - 1]}: {nums[child] > nums[child - 1]}',
    },
    compare: {
      phase: 'sink',
      description:
        '{nums[node] >= nums[child] ? nums[node] + " is not smaller than " + nums[child] + ", so it may stay above." : nums[node] + " is smaller than " + nums[child] + " and must not stay above it."}',
      annotation: '{nums[node] >= nums[child] ? "may stay" : "has to sink"}',
      calculation: '{nums[node]} >= {nums[child]}: {nums[node] >= nums[child]}',
    },
    sink: {
      phase: 'sink',
      description: '{nums[node]} rises to place {node}, and {nums[child]} sinks to place {child}.',
      annotation: '{nums[node]} above {nums[child]}',
      calculation: 'nums = {nums}',
    },
    shrink: {
      phase: 'take',
      description:
        'The greatest of {nums.slice(0, end + 1)} is on top, and belongs at index {end}.',
      annotation: 'fill index {end}',
      calculation: '{end} > 0: {end > 0}',
    },
    take: {
      phase: 'take',
      description:
        'Swap the top with index {end}: {nums[end]} is final, and {nums[0]} is on top until it sinks.',
      annotation: '{nums[end]} is final',
      calculation: 'nums = {nums}',
    },
    done: {
      phase: 'done',
      description: 'The last one left is the smallest: {result} is sorted.',
      annotation: 'sorted',
      calculation: 'result = {result}',
    },
  },
  thinking: {
    technical: {
      headline: 'A binary heap inside the array it sorts',
      explanation:
        'The array is read as a complete binary tree with children at 2i + 1 and 2i + 2, in which no parent is smaller than its children. Sifting down restores this below a single offending node in time proportional to the height. Building from the last parent backwards is linear, since most nodes have little below them. Then the maximum is exchanged with the last element of the heap, the heap shrinks by one, and the new root is sifted down: n times log n in total, for every input, without extra memory. Comparing with the greater child is essential; otherwise the exchange breaks the order against its sibling.',
      keyInsight: 'Selecting the maximum costs a path, not a scan, once the array is a heap.',
    },
    fun: {
      headline: 'Retirement day at the family firm',
      explanation:
        'In the firm each boss has two assistants, and no assistant may be bigger than the boss. To begin with, someone goes through the departments from the bottom up. Whoever is too small for the office trades desks with the bigger of the two assistants, again and again if necessary. In the end the biggest sits in the penthouse. Now comes retirement: the boss walks out through the last door, and the intern from the last desk is dropped into the penthouse. Embarrassing. Trade, trade, trade downwards, until the chart is right. Next retirement, please. Along the corridor of doors they stand by size.',
      keyInsight: 'Retire the top, drop the last one in, and let it sink to its level.',
    },
    spiritual: {
      headline: 'The summit is given away once reached',
      explanation:
        'Here greatness is not sought by comparing everyone with everyone. It is enough that each one rests upon those it can truly carry. Where that is not so, let the lighter sink, always towards the heavier of the two below, until it comes to its own depth. What is greatest then stands on top without effort, and having arrived there, it steps aside for good. A small one takes the empty seat for a moment, humbly, and sinks in turn. Letting go of the summit over and over, the whole finds its order.',
      keyInsight: 'Let each find its depth, and the highest will offer itself.',
    },
  },
};
