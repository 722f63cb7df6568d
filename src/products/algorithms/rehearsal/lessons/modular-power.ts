import type { LessonSource } from '../lesson-source.ts';

export const modularPower: LessonSource = {
  id: 'modular-power',
  summary: 'Square again and again, and use the squares that the binary exponent asks for.',
  code: {
    javascript: `
function modularPower(base, exponent, modulus) {
  let power = 1 % modulus; //@ power
  let square = base % modulus; //@ square
  let rest = exponent; //@ rest
  while (rest > 0) { //@ loop
    if (rest % 2 === 1) { //@ odd
      power = (power * square) % modulus; //@ multiply
    }
    square = (square * square) % modulus; //@ next
    rest = Math.floor(rest / 2); //@ halve
  }
  return power; //@ done
}
`,
    python: `
def modular_power(base, exponent, modulus):
    power = 1 % modulus  #@ power
    square = base % modulus  #@ square
    rest = exponent  #@ rest
    while rest > 0:  #@ loop
        if rest % 2 == 1:  #@ odd
            power = (power * square) % modulus  #@ multiply
        square = (square * square) % modulus  #@ next
        rest = rest // 2  #@ halve
    return power  #@ done
`,
    java: `
class Solution {
    static int modularPower(int base, int exponent, int modulus) {
        int power = 1 % modulus; //@ power
        int square = base % modulus; //@ square
        int rest = exponent; //@ rest
        while (rest > 0) { //@ loop
            if (rest % 2 == 1) { //@ odd
                power = (power * square) % modulus; //@ multiply
            }
            square = (square * square) % modulus; //@ next
            rest = rest / 2; //@ halve
        }
        return power; //@ done
    }
}
`,
  },
  cases: [
    { title: 'Two of the three bits ask for a factor', args: [3, 5, 7] },
    { title: 'An exponent with a single bit', args: [2, 8, 100] },
    { title: 'The exponent zero', args: [9, 0, 4] },
    { title: 'Divided by one, nothing is left', args: [6, 1, 1] },
    { title: 'The largest modulus that is allowed', args: [39999, 3, 40000] },
  ],
  structure: { variable: 'power', kind: 'value' },
  pointers: [],
  valueSlots: [
    { lineId: 'multiply', variable: 'power' },
    { lineId: 'next', variable: 'square' },
    { lineId: 'halve', variable: 'rest' },
  ],
  narration: {
    power: {
      phase: 'setup',
      description: 'The product of no factors at all is 1; divided by {modulus} it leaves {power}.',
      annotation: 'power {power}',
      calculation: '1 mod {modulus} = {power}',
    },
    square: {
      phase: 'setup',
      description: 'The first factor that may be needed is the base itself, which leaves {square}.',
      annotation: 'square {square}',
      calculation: '{base} mod {modulus} = {square}',
    },
    rest: {
      phase: 'setup',
      description:
        'The exponent {rest} is {rest.toString(2)} in binary: each 1 in it asks for a factor.',
      annotation: 'exponent {rest.toString(2)}',
      calculation: 'rest = {rest}',
    },
    loop: {
      phase: 'bit',
      description: 'There are bits left to look at: {rest.toString(2)}.',
      annotation: 'bits {rest.toString(2)}',
      calculation: '{rest} > 0: {rest > 0}',
    },
    odd: {
      phase: 'bit',
      description:
        '{rest % 2 === 1 ? "The last bit is 1, so the present square is one of the factors." : "The last bit is 0, so the present square is left out."}',
      annotation: 'last bit {rest % 2}',
      calculation: '{rest} mod 2 = {rest % 2}',
    },
    multiply: {
      phase: 'multiply',
      description:
        'Multiply the power by {square}; only what is left on division by {modulus} matters.',
      annotation: 'power {power}',
      calculation: 'power x {square} mod {modulus} = {power}',
    },
    next: {
      phase: 'square',
      description: 'Square the factor for the next bit: it leaves {square}.',
      annotation: 'square {square}',
      calculation: 'square x square mod {modulus} = {square}',
    },
    halve: {
      phase: 'square',
      description:
        '{rest === 0 ? "Drop the last bit: none is left." : "Drop the last bit: the exponent shrinks to " + rest + "."}',
      annotation: 'rest {rest}',
      calculation: 'rest = {rest}',
    },
    done: {
      phase: 'done',
      description: '{base} to the power of {exponent} leaves {result} on division by {modulus}.',
      annotation: 'leaves {result}',
      calculation: '{base}^{exponent} mod {modulus} = {result}',
    },
  },
  thinking: {
    technical: {
      headline: 'Exponentiation by squaring, with bounded intermediates',
      explanation:
        'Written in binary, the exponent is a sum of powers of two, so the result is the product of those base^(2^k) whose bit is set. Successive squaring yields these factors one after another, and log n rounds are enough. The invariant is power times square^rest, which is congruent to the wanted value at each top of the loop; with rest at zero, power alone remains. Reducing after every multiplication is allowed because congruences survive products. It keeps operands below the modulus, and the product of two of them below its square: with moduli up to 40,000 that still fits into 32 bits.',
      keyInsight: 'Halve the exponent by squaring the base, and reduce before anything grows.',
    },
    fun: {
      headline: 'Sourdough for the royal plate',
      explanation:
        'A baker owes the king a cake of absurd size, but the royal plate is round and whatever hangs over the edge wraps to the start. He keeps a piece of sourdough that each night becomes itself folded with itself. On the door hangs the order as a row of ticks and blanks. Tonight a tick? A copy of the dough goes into the cake. A blank? The dough just ferments on. Whatever is bigger than the plate is trimmed at once, so nothing ever fills the kitchen. A dozen nights later the order is off the door and the crumbs on the plate are the answer.',
      keyInsight: 'Fold the dough every night, and add it to the cake only where there is a tick.',
    },
    spiritual: {
      headline: 'Great effort is a few deepened steps',
      explanation:
        'To multiply the same gesture a thousand times is a long road, and most of it is habit. There is another. Let the gesture meet itself, and its strength becomes that of two; let that meet itself, and it is four. After a handful of such inward turns it holds more than a lifetime of repetition. The task tells you at which of these depths to pause and give. And at each turn let what exceeds your vessel flow away; only the remainder is asked for. Thus nothing grows beyond what you can carry.',
      keyInsight: 'Deepen rather than repeat, and keep only what your vessel can hold.',
    },
  },
};
