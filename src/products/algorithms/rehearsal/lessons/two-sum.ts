import type { LessonSource } from '../lesson-source.ts';

export const twoSum: LessonSource = {
  id: 'two-sum',
  summary:
    'Trade a second loop for a memory: remember what you saw, and ask it for the missing half.',
  code: {
    javascript: `
function twoSum(nums, target) {
  const seen = new Map(); //@ init
  for (let i = 0; i < nums.length; i++) { //@ loop
    const need = target - nums[i]; //@ need
    if (seen.has(need)) { //@ check
      return [seen.get(need), i]; //@ found
    }
    seen.set(nums[i], i); //@ remember
  }
  return []; //@ none
}
`,
    python: `
def two_sum(nums, target):
    seen = {}  #@ init
    for i in range(len(nums)):  #@ loop
        need = target - nums[i]  #@ need
        if need in seen:  #@ check
            return [seen[need], i]  #@ found
        seen[nums[i]] = i  #@ remember
    return []  #@ none
`,
    java: `
import java.util.HashMap;
import java.util.Map;

class Solution {
    static int[] twoSum(int[] nums, int target) {
        Map<Integer, Integer> seen = new HashMap<>(); //@ init
        for (int i = 0; i < nums.length; i++) { //@ loop
            int need = target - nums[i]; //@ need
            if (seen.containsKey(need)) { //@ check
                return new int[] {seen.get(need), i}; //@ found
            }
            seen.put(nums[i], i); //@ remember
        }
        return new int[] {}; //@ none
    }
}
`,
  },
  cases: [
    { title: 'The pair stands at the front', args: [[2, 7, 11, 15], 9] },
    { title: 'The partner comes late', args: [[3, 2, 4], 6] },
    { title: 'The same number twice', args: [[3, 3], 6] },
    { title: 'No pair at all', args: [[1, 2, 5], 100] },
  ],
  structure: { variable: 'nums', kind: 'array' },
  pointers: ['i'],
  valueSlots: [
    { lineId: 'need', variable: 'need' },
    { lineId: 'remember', variable: 'seen' },
  ],
  narration: {
    init: {
      phase: 'setup',
      description: 'Start with an empty memory of the numbers seen so far.',
      annotation: 'memory is empty',
      calculation: 'seen = {}',
    },
    loop: {
      phase: 'scan',
      description: 'Look at the number {nums[i]} at index {i}.',
      annotation: 'looking at {nums[i]}',
      calculation: 'nums[{i}] = {nums[i]}',
    },
    need: {
      phase: 'scan',
      description: 'To reach {target} from {nums[i]}, its partner has to be {need}.',
      annotation: 'needs {need}',
      calculation: '{target} - {nums[i]} = {need}',
    },
    check: {
      phase: 'lookup',
      description: 'Ask the memory whether {need} was seen before.',
      annotation: 'seen {need}?',
      calculation: '{need} in seen: {need in seen}',
    },
    found: {
      phase: 'done',
      description: 'It was, at index {seen[need]}: the pair is {result}.',
      annotation: 'pair {result}',
      calculation: '{need} + {nums[i]} = {target}',
    },
    remember: {
      phase: 'remember',
      description: 'No luck yet: remember that {nums[i]} stands at index {i}.',
      annotation: 'remember {nums[i]}',
      calculation: 'seen[{nums[i]}] = {i}',
    },
    none: {
      phase: 'done',
      description: 'Every number was asked and none had its partner: there is no pair.',
      annotation: 'no pair',
      calculation: 'result = {result}',
    },
  },
  thinking: {
    technical: {
      headline: 'A hash map turns a search into a look-up',
      explanation:
        'The brute force compares all pairs in quadratic time. For a fixed number the partner is determined: target minus that number. A hash map from value to index answers in expected constant time whether that partner stood earlier in the array, so one pass is enough. Looking up before inserting keeps an element from pairing with itself.',
      keyInsight: 'Fix one half of the pair and the other half is not searched for, it is known.',
    },
    fun: {
      headline: 'Speed dating for numbers',
      explanation:
        'Each number walks into the room and shouts the one name it is looking for. The host keeps a guest book at the door. If the name is already in the book, the two leave together and the party is over; if not, the number signs the book and waits for a later guest to shout for it. Nobody ever has to talk to everybody.',
      keyInsight: 'Sign the guest book, and let your partner come looking for you.',
    },
    spiritual: {
      headline: 'What you lack is already defined by what you hold',
      explanation:
        'Holding one part and knowing the whole, you know the shape of what is missing. You need not chase it through every corner of the world. Remember with care what has passed before you, and meet each moment with one quiet question: have I already seen what completes this?',
      keyInsight: 'Attention to the past makes the present simple.',
    },
  },
};
