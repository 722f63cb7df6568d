import type { LessonSource } from '../lesson-source.ts';

export const subsets: LessonSource = {
  id: 'subsets',
  summary: 'Choose, explore, take back: one list, changed in place, passes through every subset.',
  code: {
    javascript: `
function subsets(nums) {
  const found = []; //@ init
  const chosen = []; //@ empty
  function explore(start) {
    found.push([...chosen]); //@ record
    for (let index = start; index < nums.length; index++) { //@ pick
      chosen.push(nums[index]); //@ add
      explore(index + 1);
      chosen.pop(); //@ undo
    }
  }
  explore(0);
  return found; //@ done
}
`,
    python: `
def subsets(nums):
    found = []  #@ init
    chosen = []  #@ empty

    def explore(start):
        found.append(list(chosen))  #@ record
        for index in range(start, len(nums)):  #@ pick
            chosen.append(nums[index])  #@ add
            explore(index + 1)
            chosen.pop()  #@ undo

    explore(0)
    return found  #@ done
`,
    java: `
import java.util.ArrayList;
import java.util.List;

class Solution {
    static int[][] subsets(int[] nums) {
        List<int[]> found = new ArrayList<>(); //@ init
        List<Integer> chosen = new ArrayList<>(); //@ empty
        explore(nums, 0, chosen, found);
        return found.toArray(new int[0][]); //@ done
    }

    private static void explore(int[] nums, int start, List<Integer> chosen, List<int[]> found) {
        found.add(chosen.stream().mapToInt(Integer::intValue).toArray()); //@ record
        for (int index = start; index < nums.length; index++) { //@ pick
            chosen.add(nums[index]); //@ add
            explore(nums, index + 1, chosen, found);
            chosen.remove(chosen.size() - 1); //@ undo
        }
    }
}
`,
  },
  cases: [
    { title: 'Three numbers, eight subsets', args: [[1, 2, 3]] },
    { title: 'Two numbers', args: [[9, 5]] },
    { title: 'One number: with it or without', args: [[4]] },
    { title: 'Nothing to choose from', args: [[]] },
  ],
  structure: { variable: 'chosen', kind: 'stack' },
  pointers: [],
  valueSlots: [
    { lineId: 'record', variable: 'found' },
    { lineId: 'pick', variable: 'index' },
    { lineId: 'add', variable: 'chosen' },
    { lineId: 'undo', variable: 'chosen' },
  ],
  narration: {
    init: {
      phase: 'setup',
      description: 'Prepare a list for the subsets; none is found yet.',
      annotation: 'found: {found.length}',
      calculation: 'found = {found}',
    },
    empty: {
      phase: 'setup',
      description: 'Start with nothing chosen.',
      annotation: 'chosen {chosen}',
      calculation: 'chosen = {chosen}',
    },
    record: {
      phase: 'record',
      description: 'What is chosen now is a subset of its own: write down a copy of {chosen}.',
      annotation: 'subset number {found.length}',
      calculation: 'found[{found.length - 1}] = {found[found.length - 1]}',
    },
    pick: {
      phase: 'choose',
      description:
        'With {chosen} chosen, try {nums[index]}, the number at index {index}, as the next one.',
      annotation: 'trying {nums[index]}',
      calculation: '{index} < {nums.length}: {index < nums.length}',
    },
    add: {
      phase: 'choose',
      description:
        'Choose {nums[index]}. The next call explores all subsets that begin with {chosen}.',
      annotation: 'chosen {chosen}',
      calculation: 'chosen = {chosen}',
    },
    undo: {
      phase: 'take back',
      description:
        'Everything that begins with {chosen.concat(nums[index])} is written down: take {nums[index]} back.',
      annotation: 'back to {chosen}',
      calculation: 'chosen = {chosen}',
    },
    done: {
      phase: 'done',
      description:
        'Each number was either in or out: 2 to the power of {nums.length} gives {result.length} in all, and the list is complete.',
      annotation: 'subsets: {result.length}',
      calculation: '2^{nums.length} = {result.length}',
    },
  },
  thinking: {
    technical: {
      headline: 'Backtracking over increasing positions',
      explanation:
        'Each call stands for one prefix: the elements chosen so far, all from before position start. It records that prefix, then tries every later position as the next element, recurses behind it, and removes it again. As positions only increase, each subset is built along exactly one path, so nothing comes twice and no set of seen results is needed. The invariant is that a call leaves the shared list as it found it. There are 2^n subsets and copying one costs up to n, hence O(n * 2^n) time; besides the output only the path is stored, O(n).',
      keyInsight: 'Undo each choice, and one mutable list serves the whole tree of decisions.',
    },
    fun: {
      headline: 'Every pizza the kitchen can make',
      explanation:
        'The toppings stand in a row, and the cook wants a photograph of each possible pizza, using one single base. Click: plain. He adds ham, click. Adds mushrooms, click. Adds olives, click. The row ends, so off come the olives, then the mushrooms; olives back on, click. He may only reach to the right of the last topping, otherwise ham with olives and olives with ham would both pose for him. When finally even the ham is off, he starts again from the mushrooms. The base is tired, the album complete.',
      keyInsight: 'Reach only to the right, and pick off the last topping before you try the next.',
    },
    spiritual: {
      headline: 'To choose, to see it through, to let go',
      explanation:
        'At each place life offers something, and you may take it with you or pass on. Both are paths. Take it, and follow to the end all that becomes possible with it, leaving nothing half seen. Then open your hand, and give it back whole, without regret, so that the next possibility finds you exactly as free as you were. The empty hand was the first form you knew, and it is counted among the complete ones. Return to it at the end, and you have been everything.',
      keyInsight: 'What you can put down as wholly as you took it up, you can truly explore.',
    },
  },
};
