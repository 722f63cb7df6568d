import type { LessonSource } from '../lesson-source.ts';

export const combinationSum: LessonSource = {
  id: 'combination-sum',
  summary: 'Never look back at earlier numbers, and each combination is built exactly once.',
  code: {
    javascript: `
function combinationSum(numbers, target) {
  const found = []; //@ found
  const chosen = []; //@ chosen

  function extend(start, rest) {
    if (rest === 0) {
      found.push([...chosen]); //@ keep
    }
    for (let i = start; i < numbers.length; i++) {
      if (numbers[i] <= rest) { //@ fits
        chosen.push(numbers[i]); //@ choose
        extend(i, rest - numbers[i]);
        chosen.pop(); //@ undo
      }
    }
  }

  extend(0, target);
  return found; //@ done
}
`,
    python: `
def combination_sum(numbers, target):
    found = []  #@ found
    chosen = []  #@ chosen

    def extend(start, rest):
        if rest == 0:
            found.append(chosen[:])  #@ keep
        for i in range(start, len(numbers)):
            if numbers[i] <= rest:  #@ fits
                chosen.append(numbers[i])  #@ choose
                extend(i, rest - numbers[i])
                chosen.pop()  #@ undo

    extend(0, target)
    return found  #@ done
`,
    java: `
import java.util.ArrayList;
import java.util.List;

class Solution {
    static int[][] combinationSum(int[] numbers, int target) {
        List<int[]> found = new ArrayList<>(); //@ found
        List<Integer> chosen = new ArrayList<>(); //@ chosen
        extend(numbers, 0, target, chosen, found);
        return found.toArray(new int[0][]); //@ done
    }

    private static void extend(
            int[] numbers, int start, int rest, List<Integer> chosen, List<int[]> found) {
        if (rest == 0) {
            found.add(chosen.stream().mapToInt(Integer::intValue).toArray()); //@ keep
        }
        for (int i = start; i < numbers.length; i++) {
            if (numbers[i] <= rest) { //@ fits
                chosen.add(numbers[i]); //@ choose
                extend(numbers, i, rest - numbers[i], chosen, found);
                chosen.remove(chosen.size() - 1); //@ undo
            }
        }
    }
}
`,
  },
  cases: [
    { title: 'A number may be used twice', args: [[2, 3], 7] },
    { title: 'Two combinations of different length', args: [[2, 4], 4] },
    { title: 'No combination fits', args: [[4, 6], 5] },
    { title: 'The order of the numbers decides', args: [[3, 1], 4] },
    { title: 'Every number is too large', args: [[9], 2] },
  ],
  structure: { variable: 'chosen', kind: 'stack' },
  pointers: [],
  valueSlots: [
    { lineId: 'keep', variable: 'found' },
    { lineId: 'fits', variable: 'rest' },
    { lineId: 'choose', variable: 'chosen' },
    { lineId: 'undo', variable: 'chosen' },
  ],
  narration: {
    found: {
      phase: 'setup',
      description: 'No combination of {numbers} with the sum {target} is found yet.',
      annotation: 'none found',
      calculation: 'found = {found}',
    },
    chosen: {
      phase: 'setup',
      description: 'Nothing is chosen yet, so all of {target} is still to be filled.',
      annotation: 'nothing chosen',
      calculation: 'chosen = {chosen}',
    },
    fits: {
      phase: 'try',
      description:
        'With {chosen} chosen, {rest} is missing: {numbers[i] <= rest ? numbers[i] + " fits in." : numbers[i] + " is too much."}',
      annotation: '{numbers[i]} into {rest}?',
      calculation: '{numbers[i]} <= {rest}: {numbers[i] <= rest}',
    },
    choose: {
      phase: 'try',
      description:
        'Choose {numbers[i]}; after it only {numbers.slice(i)} may follow, and {rest - numbers[i]} is missing.',
      annotation: 'choose {numbers[i]}',
      calculation: '{rest} - {numbers[i]} = {rest - numbers[i]}',
    },
    keep: {
      phase: 'keep',
      description: 'Nothing is missing: {chosen} has the sum {target}. Keep a copy of it.',
      annotation: 'found: {found.length}',
      calculation: '{chosen.join(" + ")} = {target}',
    },
    undo: {
      phase: 'undo',
      description:
        'All that can follow this {numbers[i]} was tried: take it off, which leaves {chosen}.',
      annotation: 'take off {numbers[i]}',
      calculation: 'chosen = {chosen}',
    },
    done: {
      phase: 'done',
      description:
        '{result.length === 0 ? "Nothing adds up to " + target + "." : "The combinations are " + JSON.stringify(result) + "."}',
      annotation: 'combinations: {result.length}',
      calculation: 'result = {result}',
    },
  },
  thinking: {
    technical: {
      headline: 'Enumerating multisets in canonical order',
      explanation:
        'A combination is a multiset, so 2, 2, 3 must not appear again as 3, 2, 2. The recursion generates only sequences whose positions never decrease: after numbers[i] it may use numbers[i] again or a later one, hence the argument i and not zero. Each multiset has exactly one such sequence. A number greater than the rest is skipped, and since all numbers are positive the depth is bounded by the target divided by the smallest. The one shared list is restored after each call; storing it without a copy would leave a result of many empty lists.',
      keyInsight: 'Forbid going back, and permutations of the same choice never arise.',
    },
    fun: {
      headline: 'Filling the shopping trolley to the exact cent',
      explanation:
        'You have a voucher, and the shop gives no change. The shelves stand along one aisle, and there is a strict rule: take as many as you like from a shelf, but never walk back. You put in a bun, and another, and look at what is left on the voucher. Too little for the next bun? Move on along the aisle. If it comes out at precisely nothing, snap a photo of the trolley. Then put the last thing back where it came from and see whether the shelves ahead offer another way. In the end you own an album of perfect trolleys and no bun.',
      keyInsight: 'Walk down the aisle once in every way, and photograph what comes out even.',
    },
    spiritual: {
      headline: 'Enough, in all its forms',
      explanation:
        'There is a measure to be filled, neither less nor more. Take something up and see what is still lacking. What you have taken you may take again; what you have passed by, leave in peace, for it had its turn. When nothing is lacking any more, bow to this fullness and remember its shape, but do not cling to it. Put back the last stone and ask whether another could have stood there. Those that are too heavy for the remaining space are not wrong. They belong to a different fullness, or to none.',
      keyInsight: 'Let each fullness go as gently as you found it, and the next can appear.',
    },
  },
};
