import type { LessonSource } from '../lesson-source.ts';

export const readingSpeed: LessonSource = {
  id: 'reading-speed',
  summary: 'When more can only help, the answer itself can be found by halving a range of answers.',
  code: {
    javascript: `
function slowestSpeed(chapters, nights) {
  let low = 1; //@ low
  let high = Math.max(...chapters); //@ high
  while (low < high) { //@ loop
    const speed = Math.floor((low + high) / 2); //@ guess
    let needed = 0; //@ zero
    for (const pages of chapters) {
      needed += Math.floor((pages + speed - 1) / speed); //@ add
    }
    if (needed <= nights) { //@ enough
      high = speed; //@ slower
    } else {
      low = speed + 1; //@ faster
    }
  }
  return low; //@ done
}
`,
    python: `
def slowest_speed(chapters, nights):
    low = 1  #@ low
    high = max(chapters)  #@ high
    while low < high:  #@ loop
        speed = (low + high) // 2  #@ guess
        needed = 0  #@ zero
        for pages in chapters:
            needed += (pages + speed - 1) // speed  #@ add
        if needed <= nights:  #@ enough
            high = speed  #@ slower
        else:
            low = speed + 1  #@ faster
    return low  #@ done
`,
    java: `
import java.util.Arrays;

class Solution {
    static int slowestSpeed(int[] chapters, int nights) {
        int low = 1; //@ low
        int high = Arrays.stream(chapters).max().getAsInt(); //@ high
        while (low < high) { //@ loop
            int speed = (low + high) / 2; //@ guess
            int needed = 0; //@ zero
            for (int pages : chapters) {
                needed += (pages + speed - 1) / speed; //@ add
            }
            if (needed <= nights) { //@ enough
                high = speed; //@ slower
            } else {
                low = speed + 1; //@ faster
            }
        }
        return low; //@ done
    }
}
`,
  },
  cases: [
    { title: 'Three chapters in eight nights', args: [[5, 9, 8], 8] },
    { title: 'A night for each chapter', args: [[4, 6], 2] },
    { title: 'A page a night is enough', args: [[3, 2], 5] },
    { title: 'One long chapter', args: [[7], 3] },
    { title: 'Chapters of a single page', args: [[1, 1], 2] },
  ],
  structure: { variable: 'chapters', kind: 'array' },
  pointers: [],
  valueSlots: [
    { lineId: 'guess', variable: 'speed' },
    { lineId: 'add', variable: 'needed' },
    { lineId: 'slower', variable: 'high' },
    { lineId: 'faster', variable: 'low' },
  ],
  narration: {
    low: {
      phase: 'setup',
      description: 'Nobody reads slower than {low} page a night.',
      annotation: 'at least {low}',
      calculation: 'low = {low}',
    },
    high: {
      phase: 'setup',
      description:
        'With {high} pages a night the longest chapter takes one night, and faster is no use.',
      annotation: 'at most {high}',
      calculation: 'max({chapters.join(", ")}) = {high}',
    },
    loop: {
      phase: 'guess',
      description: 'The slowest speed that is enough lies between {low} and {high}.',
      annotation: '{low} to {high}',
      calculation: '{low} < {high}: {low < high}',
    },
    guess: {
      phase: 'guess',
      description: 'Try the middle, {speed} {speed === 1 ? "page" : "pages"} a night.',
      annotation: 'try {speed}',
      calculation: 'floor(({low} + {high}) / 2) = {speed}',
    },
    zero: {
      phase: 'test',
      description: 'Count the nights which that would need, beginning at {needed}.',
      annotation: 'nights {needed}',
      calculation: 'needed = {needed}',
    },
    add: {
      phase: 'test',
      description:
        'A chapter of {pages} {pages === 1 ? "page takes" : "pages takes"} {Math.ceil(pages / speed)} {Math.ceil(pages / speed) === 1 ? "night" : "nights"}, so the count is {needed}.',
      annotation: 'nights {needed}',
      calculation: '{needed - Math.ceil(pages / speed)} + {Math.ceil(pages / speed)} = {needed}',
    },
    enough: {
      phase: 'decide',
      description:
        'There are {nights} nights: {needed <= nights ? "that is enough time." : "that is too slow."}',
      annotation: '{needed <= nights ? "enough" : "too slow"}',
      calculation: '{needed} <= {nights}: {needed <= nights}',
    },
    slower: {
      phase: 'decide',
      description: 'Nothing faster than {high} needs to be tried any more; slower may do as well.',
      annotation: 'at most {high}',
      calculation: 'high = {high}',
    },
    faster: {
      phase: 'decide',
      description: 'A speed of {speed} and all below are out: at least {low} is needed.',
      annotation: 'at least {low}',
      calculation: '{speed} + 1 = {low}',
    },
    done: {
      phase: 'done',
      description: 'Only one speed is left: {result} {result === 1 ? "page" : "pages"} a night.',
      annotation: 'speed {result}',
      calculation: '{low} = {high}: {low === high}',
    },
  },
  thinking: {
    technical: {
      headline: 'Binary search on a monotone predicate',
      explanation:
        'Let P(s) say that speed s is sufficient. Reading faster never takes more nights, so P is false up to some point and true from there on, and the task is to find that point. The range from 1 to the longest chapter contains it. Testing a speed costs one pass over the chapters, and each test halves the range, which gives O(n log m). The invariant is that high is always sufficient and everything below low is not; therefore high moves to the guess but low beyond it. Rounding up in integers, (p + s - 1) / s, avoids the inexactness of floating point.',
      keyInsight:
        'If an answer can be tested, and tests are monotone, search the answers themselves.',
    },
    fun: {
      headline: 'The bedtime book and the flashlight battery',
      explanation:
        'Granny lends you a book but wants it back in eight nights, and you fall asleep at the end of each chapter, no matter how much night is left. How few pages can you get away with? You guess the middle between one and a whole fat chapter, and play it through on your fingers. Fits? Then be lazier, guess lower. Does not fit? Bad luck, everything lazier is out too, so guess higher. Four or five guesses, and the two ends meet. You could have tried all of them from one upward, but then the battery would be flat before the first page.',
      keyInsight:
        'Guess in the middle, play it through, and each verdict rules out half the laziness.',
    },
    spiritual: {
      headline: 'The slowest pace that still arrives',
      explanation:
        'Haste always arrives, and so proves nothing. Sloth never does. Somewhere between them is a pace that is just sufficient, and it will not be reasoned out; it must be asked for. Stand in the middle and imagine the whole journey, stage by stage, with its rest after each. If there is time to spare, you may grow calmer, and you need never consider hurrying more than this. If not, let go of all that is slower still. With every honest question the space becomes narrower, until calm and duty meet in one measure.',
      keyInsight: 'Do not calculate the right measure; question the middle until only it remains.',
    },
  },
};
