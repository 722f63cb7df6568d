import type { LessonSource } from '../lesson-source.ts';

export const wildcardMatching: LessonSource = {
  id: 'wildcard-matching',
  summary: 'A star either ends or swallows one more letter: two neighbours in a table decide.',
  code: {
    javascript: `
function wildcardMatch(text, pattern) {
  const fits = Array.from({ length: text.length + 1 }, () => new Array(pattern.length + 1).fill(false)); //@ table
  fits[0][0] = true; //@ corner
  let stars = 1;
  while (stars <= pattern.length && pattern[stars - 1] === '*') {
    fits[0][stars] = true; //@ border
    stars += 1;
  }
  for (let i = 1; i <= text.length; i++) { //@ row
    for (let j = 1; j <= pattern.length; j++) {
      if (pattern[j - 1] === '*') {
        fits[i][j] = fits[i][j - 1] || fits[i - 1][j]; //@ star
      } else {
        const same = pattern[j - 1] === '?' || pattern[j - 1] === text[i - 1]; //@ same
        fits[i][j] = same && fits[i - 1][j - 1]; //@ letter
      }
    }
  }
  return fits[text.length][pattern.length]; //@ done
}
`,
    python: `
def wildcard_match(text, pattern):
    fits = [[False] * (len(pattern) + 1) for _ in range(len(text) + 1)]  #@ table
    fits[0][0] = True  #@ corner
    stars = 1
    while stars <= len(pattern) and pattern[stars - 1] == "*":
        fits[0][stars] = True  #@ border
        stars += 1
    for i in range(1, len(text) + 1):  #@ row
        for j in range(1, len(pattern) + 1):
            if pattern[j - 1] == "*":
                fits[i][j] = fits[i][j - 1] or fits[i - 1][j]  #@ star
            else:
                same = pattern[j - 1] == "?" or pattern[j - 1] == text[i - 1]  #@ same
                fits[i][j] = same and fits[i - 1][j - 1]  #@ letter
    return fits[len(text)][len(pattern)]  #@ done
`,
    java: `
class Solution {
    static boolean wildcardMatch(String text, String pattern) {
        boolean[][] fits = new boolean[text.length() + 1][pattern.length() + 1]; //@ table
        fits[0][0] = true; //@ corner
        int stars = 1;
        while (stars <= pattern.length() && pattern.charAt(stars - 1) == '*') {
            fits[0][stars] = true; //@ border
            stars += 1;
        }
        for (int i = 1; i <= text.length(); i++) { //@ row
            for (int j = 1; j <= pattern.length(); j++) {
                char wanted = pattern.charAt(j - 1);
                if (wanted == '*') {
                    fits[i][j] = fits[i][j - 1] || fits[i - 1][j]; //@ star
                } else {
                    boolean same = wanted == '?' || wanted == text.charAt(i - 1); //@ same
                    fits[i][j] = same && fits[i - 1][j - 1]; //@ letter
                }
            }
        }
        return fits[text.length()][pattern.length()]; //@ done
    }
}
`,
  },
  cases: [
    { title: 'A star in the middle', args: ['abbc', 'a*c'] },
    { title: 'The last letter is left over', args: ['tin', 't?'] },
    { title: 'A star that stands for nothing', args: ['go', '*g?'] },
    { title: 'Only stars match the empty text', args: ['', '**'] },
    { title: 'The letters differ', args: ['ox', '*a'] },
  ],
  structure: { variable: 'fits', kind: 'matrix' },
  pointers: ['i,j'],
  valueSlots: [
    { lineId: 'row', variable: 'i' },
    { lineId: 'same', variable: 'same' },
    { lineId: 'star', variable: 'fits' },
    { lineId: 'letter', variable: 'fits' },
  ],
  narration: {
    table: {
      phase: 'setup',
      description:
        'Cell [i][j] will tell whether the first i letters of "{text}" fit the first j signs of "{pattern}".',
      annotation: '{fits.length} by {fits[0].length} cells',
      calculation:
        '({text.length} + 1) x ({pattern.length} + 1) = {fits.length * fits[0].length} cells',
    },
    corner: {
      phase: 'border',
      description: 'No letters fit no signs.',
      annotation: 'nothing fits nothing',
      calculation: 'fits[0][0] = {fits[0][0]}',
    },
    border: {
      phase: 'border',
      description: 'Nothing but stars, "{pattern.slice(0, stars)}", can stand for an empty text.',
      annotation: 'empty fits {pattern.slice(0, stars)}',
      calculation: 'fits[0][{stars}] = {fits[0][stars]}',
    },
    row: {
      phase: 'fill',
      description: 'Begin row {i}: the part to match is now "{text.slice(0, i)}".',
      annotation: 'row {i}: {text.slice(0, i)}',
      calculation: '{i} <= {text.length}: {i <= text.length}',
    },
    star: {
      phase: 'fill',
      description:
        'The star may stand for nothing, then "{text.slice(0, i)}" has to fit what is before it ({fits[i][j - 1]}); or it swallows {text[i - 1]}, then all but that letter has to fit with the star ({fits[i - 1][j]}).',
      annotation: 'star: {fits[i][j]}',
      calculation: '{fits[i][j - 1]} or {fits[i - 1][j]}: {fits[i][j]}',
    },
    same: {
      phase: 'fill',
      description:
        '{pattern[j - 1] === "?" ? "A question mark accepts the letter " + text[i - 1] + " like any other." : same ? "The sign and the letter are both " + text[i - 1] + "." : "The sign " + pattern[j - 1] + " does not accept the letter " + text[i - 1] + "."}',
      annotation: '{pattern[j - 1]} and {text[i - 1]}',
      calculation: '{pattern[j - 1]} accepts {text[i - 1]}: {same}',
    },
    letter: {
      phase: 'fill',
      description:
        '{same ? "So all depends on the parts before these two, which " + (fits[i - 1][j - 1] ? "fit" : "do not fit") + "." : "So the parts that end here cannot fit, whatever is before."}',
      annotation: 'cell [{i}][{j}]: {fits[i][j]}',
      calculation: '{same} and {fits[i - 1][j - 1]}: {fits[i][j]}',
    },
    done: {
      phase: 'done',
      description:
        'The last cell is about the whole: "{text}" {result ? "fits" : "does not fit"} "{pattern}".',
      annotation: '{result ? "a match" : "no match"}',
      calculation: 'fits[{text.length}][{pattern.length}] = {result}',
    },
  },
  thinking: {
    technical: {
      headline: 'A two-way recurrence instead of exponential branching',
      explanation:
        'Let fits[i][j] say whether the first i letters match the first j signs. A letter or a question mark consumes exactly one letter and leaves the diagonal cell. A star matches the empty string, which leaves the cell to the left, or one more letter while staying in force, which leaves the cell above. That second form is the whole trick: a star needs no loop over how much it takes. With an empty text only leading stars fit, hence the first row. Naive recursion explores every length for every star and explodes; the table has (m + 1)(n + 1) cells, each in constant time.',
      keyInsight: 'Let the star eat one letter and stay: two cells replace all lengths.',
    },
    fun: {
      headline: 'The mail robot with the greedy mouth',
      explanation:
        'A mail robot has a strip of buttons. A letter button takes one card with that letter, a question button takes any one card, and the star button is a mouth. Before each card it asks two colleagues from a moment ago. The mouth asks: could the buttons before me have managed this pile without me? Or did I manage the pile without its last card, so that I may just swallow this one, too? One yes is enough. Plain buttons are simpler: my card, and were the others fine without it and me? It never guesses how hungry the mouth will be. It bites once, and asks.',
      keyInsight: 'One bite at a time: the mouth never plans its whole meal.',
    },
    spiritual: {
      headline: 'Openness has two gestures',
      explanation:
        'Some parts of us await one particular thing, and only that will do. Some will accept anything, but only once. And some are so open that they can embrace much or nothing at all. Before such openness the mind grows dizzy: how much will it take in? Do not ask this. At each moment openness makes one of two gestures. Either it is content and gives the place to what came before, or it receives the one who is standing here and remains open. From these small gestures, each resting upon earlier ones, it becomes clear whether the whole is in accord.',
      keyInsight: 'To be open is to let go now, or to receive just one more.',
    },
  },
};
