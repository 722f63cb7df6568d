import type { LessonSource } from '../lesson-source.ts';

export const sieveOfPrimes: LessonSource = {
  id: 'sieve-of-primes',
  summary: 'Instead of testing numbers for divisors, let every prime cross out its own multiples.',
  code: {
    javascript: `
function primesUpTo(n) {
  const crossed = new Array(n + 1).fill(false); //@ table
  const primes = []; //@ list
  for (let number = 2; number <= n; number++) { //@ loop
    if (!crossed[number]) { //@ ask
      primes.push(number); //@ prime
      for (let multiple = number * number; multiple <= n; multiple += number) {
        crossed[multiple] = true; //@ cross
      }
    }
  }
  return primes; //@ done
}
`,
    python: `
def primes_up_to(n):
    crossed = [False] * (n + 1)  #@ table
    primes = []  #@ list
    for number in range(2, n + 1):  #@ loop
        if not crossed[number]:  #@ ask
            primes.append(number)  #@ prime
            for multiple in range(number * number, n + 1, number):
                crossed[multiple] = True  #@ cross
    return primes  #@ done
`,
    java: `
import java.util.ArrayList;
import java.util.List;

class Solution {
    static int[] primesUpTo(int n) {
        boolean[] crossed = new boolean[n + 1]; //@ table
        List<Integer> primes = new ArrayList<>(); //@ list
        for (int number = 2; number <= n; number++) { //@ loop
            if (!crossed[number]) { //@ ask
                primes.add(number); //@ prime
                for (long multiple = (long) number * number; multiple <= n; multiple += number) {
                    crossed[(int) multiple] = true; //@ cross
                }
            }
        }
        return primes.stream().mapToInt(Integer::intValue).toArray(); //@ done
    }
}
`,
  },
  cases: [
    { title: 'The four primes below ten', args: [10] },
    { title: 'The limit is a prime itself', args: [7] },
    { title: 'The smallest prime alone', args: [2] },
    { title: 'No prime at all', args: [1] },
  ],
  structure: { variable: 'crossed', kind: 'array' },
  pointers: ['number', 'multiple'],
  valueSlots: [
    { lineId: 'loop', variable: 'number' },
    { lineId: 'prime', variable: 'primes' },
    { lineId: 'cross', variable: 'multiple' },
  ],
  narration: {
    table: {
      phase: 'setup',
      description: 'Write down the numbers from 0 to {n}; none of them is crossed out.',
      annotation: 'nothing crossed',
      calculation: '{n} + 1 = {crossed.length} cells',
    },
    list: {
      phase: 'setup',
      description:
        'The list of primes is empty. The search will begin at 2, as 0 and 1 are no primes.',
      annotation: 'no primes yet',
      calculation: 'primes = {primes}',
    },
    loop: {
      phase: 'scan',
      description: 'Come to the number {number}.',
      annotation: 'at {number}',
      calculation: '{number} <= {n}: {number <= n}',
    },
    ask: {
      phase: 'test',
      description:
        '{crossed[number] ? number + " is crossed out: a smaller prime divides it, so it is passed over." : number + " is not crossed out: no smaller prime divides it."}',
      annotation: '{crossed[number] ? "crossed" : "free"}',
      calculation: 'crossed[{number}] = {crossed[number]}',
    },
    prime: {
      phase: 'collect',
      description: 'So {number} is prime and joins the list.',
      annotation: 'prime {number}',
      calculation: 'primes = {primes}',
    },
    cross: {
      phase: 'cross out',
      description: 'Cross out {multiple}, a multiple of {number}.',
      annotation: 'cross {multiple}',
      calculation: '{multiple / number} x {number} = {multiple}',
    },
    done: {
      phase: 'done',
      description:
        '{result.length === 0 ? "There is no number from 2 to " + n + ", so the list of primes is empty." : "Every number up to " + n + " was visited. Primes: " + result.join(", ") + "."}',
      annotation: 'primes found: {result.length}',
      calculation: 'result = {result}',
    },
  },
  thinking: {
    technical: {
      headline: 'Sieving replaces trial division',
      explanation:
        'Testing each number for divisors repeats the same work many times. The sieve turns the direction round: each prime p marks its multiples. When the scan reaches a number that carries no mark, no smaller prime divides it, so it is prime. Marking may start at p times p, as any smaller multiple of p has a smaller prime factor and was marked before. The number of marks is at most n times the sum of 1/p over the primes p up to n, which grows like n log log n. The memory is one flag for each number, plus the list.',
      keyInsight:
        'Composite numbers are produced, not recognised: each is a multiple of a smaller prime.',
    },
    fun: {
      headline: 'The marching band of two',
      explanation:
        'The numbers stand in line, and each one that nobody has stepped on may start a parade. Two goes first and stomps on every second head: four, six, eight. Three is still clean, so she marches too, from nine in strides of three; six has its footprint already, thank you. Four has a boot mark on its hat and must stay home. Five would begin at twenty-five, by which time the street has often ended. When the music stops, whoever paraded is a prime, and the flattened hats belong to the rest.',
      keyInsight: 'If you reach your turn with a clean hat, you are prime: start marching.',
    },
    spiritual: {
      headline: 'What remains when the echoes fall silent',
      explanation:
        'Do not interrogate each thing about its parts. Begin with the simplest, and let it sound; all that only repeats it will answer, and can gently be set aside. Then wait for the next thing that has stayed silent through every echo. It stands by itself, and in its turn it names all that is built upon it. So the original is not found by dissecting but by listening to what nothing earlier explains. At the end a few remain, irreducible, and the whole world of numbers is their song.',
      keyInsight:
        'The indivisible reveals itself by remaining when everything derived has been named.',
    },
  },
};
