import type { LessonSource } from '../lesson-source.ts';

export const countingBits: LessonSource = {
  id: 'counting-bits',
  summary: 'Cut off the last bit of a number, and what remains is a number already counted.',
  code: {
    javascript: `
function countBits(n) {
  const ones = new Array(n + 1).fill(0); //@ init
  for (let i = 1; i <= n; i++) { //@ loop
    const half = i >> 1; //@ half
    const last = i & 1; //@ last
    ones[i] = ones[half] + last; //@ count
  }
  return ones; //@ done
}
`,
    python: `
def count_bits(n):
    ones = [0] * (n + 1)  #@ init
    for i in range(1, n + 1):  #@ loop
        half = i >> 1  #@ half
        last = i & 1  #@ last
        ones[i] = ones[half] + last  #@ count
    return ones  #@ done
`,
    java: `
class Solution {
    static int[] countBits(int n) {
        int[] ones = new int[n + 1]; //@ init
        for (int i = 1; i <= n; i++) { //@ loop
            int half = i >> 1; //@ half
            int last = i & 1; //@ last
            ones[i] = ones[half] + last; //@ count
        }
        return ones; //@ done
    }
}
`,
  },
  cases: [
    { title: 'From zero to five', args: [5] },
    { title: 'A power of two has a single one', args: [4] },
    { title: 'Seven is all ones', args: [7] },
    { title: 'The smallest number with a one', args: [1] },
  ],
  structure: { variable: 'ones', kind: 'array' },
  pointers: ['i', 'half'],
  valueSlots: [
    { lineId: 'loop', variable: 'i' },
    { lineId: 'half', variable: 'half' },
    { lineId: 'last', variable: 'last' },
    { lineId: 'count', variable: 'ones' },
  ],
  narration: {
    init: {
      phase: 'setup',
      description:
        'Make a place for each number from 0 to {n}. Zero has no ones, which is right already.',
      annotation: 'places 0 to {n}',
      calculation: 'ones = {ones}',
    },
    loop: {
      phase: 'split',
      description: 'The next number is {i}, in binary {i.toString(2)}.',
      annotation: '{i} is {i.toString(2)}',
      calculation: '{i} <= {n}: {i <= n}',
    },
    half: {
      phase: 'split',
      description:
        'Without its last bit it is {half}, in binary {half.toString(2)}: a smaller number, counted before.',
      annotation: 'shortened to {half}',
      calculation: '{i} >> 1 = {half}',
    },
    last: {
      phase: 'split',
      description: 'The bit that was cut off is a {last}.',
      annotation: 'last bit {last}',
      calculation: '{i} & 1 = {last}',
    },
    count: {
      phase: 'combine',
      description:
        '{half} has {ones[half]} {ones[half] === 1 ? "one" : "ones"}, and the last bit {last === 1 ? "adds one" : "adds none"}: {i} has {ones[i]}.',
      annotation: '{i}: {ones[i]}',
      calculation: '{ones[half]} + {last} = {ones[i]}',
    },
    done: {
      phase: 'done',
      description: 'Every number up to {n} is counted: {result}.',
      annotation: 'counted 0 to {n}',
      calculation: 'result = {result}',
    },
  },
  thinking: {
    technical: {
      headline: 'A recurrence on the shifted number',
      explanation:
        'Shifting right by one drops the lowest bit and moves all others down without changing any of them. So popcount(i) = popcount(i >> 1) + (i & 1). For i at least 1 the shifted value is strictly smaller, hence its entry is final when i is reached, and each number costs three operations of constant time. Counting each number from scratch would take a factor of log n more. The recurrence over i & (i - 1), which clears the lowest set bit, works equally well. The output array itself is the memo; apart from it nothing is stored.',
      keyInsight: 'All bits but the last are a number that has been solved before.',
    },
    fun: {
      headline: 'Fairy lights on the family houses',
      explanation:
        'On a street every house hangs out a string of lamps, some on, some off, and the paper wants to know how many are lit at each. The reporter is lazy. She noticed that each new house copies the whole string of an older one and ties a single lamp to its end. So she never counts a string. She looks up the older house in her notebook, glances at the one lamp at the end, lit or dark, and writes the sum next to the new house number. By the end of the street she has not taken her hands out of her pockets more than needed.',
      keyInsight: 'Look up the older house and glance at one lamp.',
    },
    spiritual: {
      headline: 'Each new being carries an earlier one whole',
      explanation:
        'Nothing that appears is wholly new. Set aside the latest touch, the smallest and most recent, and you will find a form that was already here, already understood. Honour that understanding instead of beginning again. Then turn to the one thing which has been added: is it light or is it dark? Add it gently to what you inherited. In this way the count of lights grows from ancestor to descendant, and nobody needs to walk the entire road alone.',
      keyInsight: 'Receive what was known, and look freshly only at what has been added.',
    },
  },
};
