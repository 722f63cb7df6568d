import type { LessonSource } from '../lesson-source.ts';

export const greatestCommonDivisor: LessonSource = {
  id: 'greatest-common-divisor',
  summary:
    'Replace a pair by the smaller number and the remainder: the common divisors stay the same.',
  code: {
    javascript: `
function gcd(a, b) {
  let large = a; //@ first
  let small = b; //@ second
  while (small !== 0) { //@ loop
    const rest = large % small; //@ rest
    large = small; //@ shift
    small = rest; //@ drop
  }
  return large; //@ done
}
`,
    python: `
def gcd(a, b):
    large = a  #@ first
    small = b  #@ second
    while small != 0:  #@ loop
        rest = large % small  #@ rest
        large = small  #@ shift
        small = rest  #@ drop
    return large  #@ done
`,
    java: `
class Solution {
    static int gcd(int a, int b) {
        int large = a; //@ first
        int small = b; //@ second
        while (small != 0) { //@ loop
            int rest = large % small; //@ rest
            large = small; //@ shift
            small = rest; //@ drop
        }
        return large; //@ done
    }
}
`,
  },
  cases: [
    { title: 'Three rounds to a common divisor', args: [48, 18] },
    { title: 'The smaller number comes first', args: [12, 30] },
    { title: 'No common divisor but 1', args: [34, 21] },
    { title: 'One of the numbers is zero', args: [0, 9] },
  ],
  structure: { variable: 'large', kind: 'value' },
  pointers: [],
  valueSlots: [
    { lineId: 'rest', variable: 'rest' },
    { lineId: 'shift', variable: 'large' },
    { lineId: 'drop', variable: 'small' },
  ],
  narration: {
    first: {
      phase: 'setup',
      description: 'Take {large} as the number that will be divided.',
      annotation: 'large is {large}',
      calculation: 'large = {large}',
    },
    second: {
      phase: 'setup',
      description: 'Take {small} as the number to divide by: the pair is {large} and {small}.',
      annotation: 'small is {small}',
      calculation: 'small = {small}',
    },
    loop: {
      phase: 'test',
      description: '{small} is not zero yet, so {large} can be divided by it once more.',
      annotation: 'pair {large}, {small}',
      calculation: '{small} != 0: {small !== 0}',
    },
    rest: {
      phase: 'divide',
      description: 'Dividing {large} by {small} leaves the remainder {rest}.',
      annotation: 'remainder {rest}',
      calculation: '{large} - {(large - rest) / small} x {small} = {rest}',
    },
    shift: {
      phase: 'shift',
      description: 'The divisor {large} moves up and will be divided next.',
      annotation: 'large is {large}',
      calculation: 'large = {large}',
    },
    drop: {
      phase: 'shift',
      description:
        'The remainder becomes the new divisor: the pair is now {large} and {small}, with the same common divisors as before.',
      annotation: 'small is {small}',
      calculation: 'small = {small}',
    },
    done: {
      phase: 'done',
      description:
        'Nothing is left to divide by, so the greatest common divisor of {a} and {b} is {result}.',
      annotation: 'answer {result}',
      calculation: 'gcd({result}, 0) = {result}',
    },
  },
  thinking: {
    technical: {
      headline: 'Euclid: an invariant that shrinks',
      explanation:
        'Write large = q times small + rest. A number that divides large and small divides rest as well, and one that divides small and rest divides large. So the pairs (large, small) and (small, rest) have the same common divisors, and the greatest of them is invariant. The second number falls strictly, hence the loop ends, at a pair (g, 0) whose greatest common divisor is g. After two rounds the numbers have at least halved, which bounds the rounds by the logarithm of the smaller input; neighbouring Fibonacci numbers are the worst case. If the smaller number comes first, round one merely swaps them.',
      keyInsight: 'The pair changes in every round; the set of its common divisors never does.',
    },
    fun: {
      headline: 'Tiling a bathroom with no cutting',
      explanation:
        'You must tile a rectangular bathroom with equal square tiles, as large as possible, and the saw is broken. Push the biggest squares you can against one wall, as many as fit. A strip remains. Any tile that fits the whole room has to fit that strip too, so forget the rest of the room and tile the strip: again the biggest squares, again a smaller strip. The rooms shrink comically fast. When no strip remains, the last square you laid is the tile to order, and not a single one gets cut.',
      keyInsight: 'What fits the leftover strip fits the whole room, so only the strip matters.',
    },
    spiritual: {
      headline: 'The measure beneath two measures',
      explanation:
        'Two voices seem to have nothing in common; one is loud, the other small. Let the small one measure the loud one as often as it can, and attend to what remains. That remainder, easily swept aside, carries the whole secret: whatever unites the two is also in it. So the great gives way to the small, the small to what is left over, and each surrender brings them closer. At last nothing remains, and what stands there in the silence is the common ground on which both had always rested.',
      keyInsight:
        'Look to the remainder, for what two things share is hidden in what they leave over.',
    },
  },
};
