import type { LessonSource } from '../lesson-source.ts';

export const containsDuplicate: LessonSource = {
  id: 'contains-duplicate',
  summary:
    'Keep a set of everything met so far, and a repeat gives itself away the moment it arrives.',
  code: {
    javascript: `
function containsDuplicate(nums) {
  const seen = new Set(); //@ init
  for (let i = 0; i < nums.length; i++) { //@ loop
    if (seen.has(nums[i])) { //@ check
      return true; //@ repeat
    }
    seen.add(nums[i]); //@ remember
  }
  return false; //@ distinct
}
`,
    python: `
def contains_duplicate(nums):
    seen = set()  #@ init
    for i in range(len(nums)):  #@ loop
        if nums[i] in seen:  #@ check
            return True  #@ repeat
        seen.add(nums[i])  #@ remember
    return False  #@ distinct
`,
    java: `
import java.util.HashSet;
import java.util.Set;

class Solution {
    static boolean containsDuplicate(int[] nums) {
        Set<Integer> seen = new HashSet<>(); //@ init
        for (int i = 0; i < nums.length; i++) { //@ loop
            if (seen.contains(nums[i])) { //@ check
                return true; //@ repeat
            }
            seen.add(nums[i]); //@ remember
        }
        return false; //@ distinct
    }
}
`,
  },
  cases: [
    { title: 'The first number comes back at the end', args: [[4, 9, 1, 4]] },
    { title: 'Twins side by side', args: [[7, 7, 2]] },
    { title: 'All different, with a negative look-alike', args: [[5, -5, 0, 3]] },
    { title: 'A single number has nothing to repeat', args: [[8]] },
  ],
  structure: { variable: 'nums', kind: 'array' },
  pointers: ['i'],
  valueSlots: [
    { lineId: 'loop', variable: 'i' },
    { lineId: 'remember', variable: 'seen' },
  ],
  narration: {
    init: {
      phase: 'setup',
      description: 'Start with an empty set: no number has been met yet.',
      annotation: 'nothing seen',
      calculation: 'size of seen = {seen.length}',
    },
    loop: {
      phase: 'scan',
      description: 'Meet the number {nums[i]} at index {i}.',
      annotation: 'meeting {nums[i]}',
      calculation: 'nums[{i}] = {nums[i]}',
    },
    check: {
      phase: 'lookup',
      description:
        'Is {nums[i]} already among the numbers seen? {seen.includes(nums[i]) ? "Yes, it is." : "No, it is new."}',
      annotation: 'seen {nums[i]} before?',
      calculation: '{nums[i]} in {seen}: {seen.includes(nums[i])}',
    },
    repeat: {
      phase: 'done',
      description:
        'The {nums[i]} at index {i} stood already at index {nums.indexOf(nums[i])}: the answer is {result}, and no later number matters.',
      annotation: '{nums[i]} repeats',
      calculation: 'nums[{nums.indexOf(nums[i])}] = nums[{i}] = {nums[i]}',
    },
    remember: {
      phase: 'remember',
      description:
        'Add {nums[i]} to the set, which now holds {seen.length} {seen.length === 1 ? "number" : "different numbers"}.',
      annotation: 'remember {nums[i]}',
      calculation: 'seen = {seen}',
    },
    distinct: {
      phase: 'done',
      description:
        'Every number was new when it was met, so nothing repeats: the answer is {result}.',
      annotation: 'all distinct',
      calculation: '{seen.length} distinct of {nums.length} numbers: {result}',
    },
  },
  thinking: {
    technical: {
      headline: 'Membership in expected constant time',
      explanation:
        'Comparing every pair costs quadratic time, and sorting first costs O(n log n). A hash set answers "was this value inserted before?" in expected O(1), so a single pass takes expected O(n) time and, when all values differ, O(n) space. The invariant is simple: before index i is examined, the set holds exactly the values of the indices below i, and they are pairwise distinct. Test membership before inserting, or each element would be found to repeat itself. The early return is safe because one repeat settles the question.',
      keyInsight: 'A duplicate needs no partner search: it is an insertion that was already made.',
    },
    fun: {
      headline: 'The bouncer with the hand stamp',
      explanation:
        'Picture a nightclub for integers. At the door stands a bouncer with an ink stamp and a perfect eye. Every guest holds out a hand: clean? Stamp it, in you go. Already inked? Whoa, you have been here tonight, and the music stops right there. The bouncer never walks around the dance floor comparing faces; that would take until dawn on a busy night. Checking the hand comes first, of course. Stamp before you look, and every innocent guest would seem to be sneaking in twice.',
      keyInsight: 'Look at the hand, then stamp it. Never the other way round.',
    },
    spiritual: {
      headline: 'To recognise, one must first have truly met',
      explanation:
        'Life repeats its lessons, yet we notice only when we kept the earlier one in our heart. Receive each arrival fully and let it leave a trace within you. Then nothing has to be hunted; when an old companion returns, recognition rises by itself, without effort. And when the road ends with no return at all, that too is knowledge: every meeting was the first of its kind. Ask before you store, for whoever writes the memory first will mistake the present for the past.',
      keyInsight: 'Recognition is memory and presence, in one quiet moment.',
    },
  },
};
