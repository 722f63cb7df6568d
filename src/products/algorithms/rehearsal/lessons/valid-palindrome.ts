import type { LessonSource } from '../lesson-source.ts';

export const validPalindrome: LessonSource = {
  id: 'valid-palindrome',
  summary: 'Walk inwards from both ends, step over what does not count, and compare what does.',
  code: {
    javascript: `
function isPalindrome(s) {
  let left = 0; //@ left
  let right = s.length - 1; //@ right
  while (left < right) { //@ loop
    if (!/[a-z0-9]/i.test(s[left])) { //@ leftNoise
      left++; //@ skipLeft
    } else if (!/[a-z0-9]/i.test(s[right])) { //@ rightNoise
      right--; //@ skipRight
    } else if (s[left].toLowerCase() !== s[right].toLowerCase()) { //@ compare
      return false; //@ differ
    } else {
      left++; //@ stepLeft
      right--; //@ stepRight
    }
  }
  return true; //@ mirror
}
`,
    python: `
def is_palindrome(s):
    left = 0  #@ left
    right = len(s) - 1  #@ right
    while left < right:  #@ loop
        if not s[left].isalnum():  #@ leftNoise
            left += 1  #@ skipLeft
        elif not s[right].isalnum():  #@ rightNoise
            right -= 1  #@ skipRight
        elif s[left].lower() != s[right].lower():  #@ compare
            return False  #@ differ
        else:
            left += 1  #@ stepLeft
            right -= 1  #@ stepRight
    return True  #@ mirror
`,
    java: `
class Solution {
    static boolean isPalindrome(String s) {
        int left = 0; //@ left
        int right = s.length() - 1; //@ right
        while (left < right) { //@ loop
            if (!Character.isLetterOrDigit(s.charAt(left))) { //@ leftNoise
                left++; //@ skipLeft
            } else if (!Character.isLetterOrDigit(s.charAt(right))) { //@ rightNoise
                right--; //@ skipRight
            } else if (Character.toLowerCase(s.charAt(left)) != Character.toLowerCase(s.charAt(right))) { //@ compare
                return false; //@ differ
            } else {
                left++; //@ stepLeft
                right--; //@ stepRight
            }
        }
        return true; //@ mirror
    }
}
`,
  },
  cases: [
    { title: 'A space hides in the middle', args: ['Race car'] },
    { title: 'Capital letters and punctuation do not count', args: ['(Aha!)'] },
    { title: 'A digit is not a letter', args: ['0 to O'] },
    { title: 'Nothing that counts', args: ['.,'] },
  ],
  structure: { variable: 's', kind: 'string' },
  pointers: ['left', 'right'],
  valueSlots: [
    { lineId: 'loop', variable: 'left' },
    { lineId: 'loop', variable: 'right' },
  ],
  narration: {
    left: {
      phase: 'setup',
      description: 'Put the left pointer on the first place of the text, index {left}.',
      annotation: 'left starts at {left}',
      calculation: 'left = {left}',
    },
    right: {
      phase: 'setup',
      description: 'Put the right pointer on the last place of the text, index {right}.',
      annotation: 'right starts at {right}',
      calculation: 'right = {s.length} - 1 = {right}',
    },
    loop: {
      phase: 'scan',
      description:
        'The pointers have not met: look at "{s[left]}" on the left and "{s[right]}" on the right.',
      annotation: '"{s[left]}" and "{s[right]}"',
      calculation: '{left} < {right}: {left < right}',
    },
    leftNoise: {
      phase: 'filter',
      description:
        'Is "{s[left]}" on the left something to ignore? {/[a-z0-9]/i.test(s[left]) ? "No, it counts." : "Yes, it is neither letter nor digit."}',
      annotation: 'ignore "{s[left]}"?',
      calculation: '"{s[left]}" is not a letter or digit: {!/[a-z0-9]/i.test(s[left])}',
    },
    skipLeft: {
      phase: 'move',
      description: 'Step over "{s[left - 1]}": the left pointer moves to index {left}.',
      annotation: 'left skips to {left}',
      calculation: 'left = {left - 1} + 1 = {left}',
    },
    rightNoise: {
      phase: 'filter',
      description:
        'Is "{s[right]}" on the right something to ignore? {/[a-z0-9]/i.test(s[right]) ? "No, it counts." : "Yes, it is neither letter nor digit."}',
      annotation: 'ignore "{s[right]}"?',
      calculation: '"{s[right]}" is not a letter or digit: {!/[a-z0-9]/i.test(s[right])}',
    },
    skipRight: {
      phase: 'move',
      description: 'Step over "{s[right + 1]}": the right pointer moves to index {right}.',
      annotation: 'right skips to {right}',
      calculation: 'right = {right + 1} - 1 = {right}',
    },
    compare: {
      phase: 'compare',
      description:
        'Do "{s[left]}" and "{s[right]}" differ when case is ignored? {s[left].toLowerCase() === s[right].toLowerCase() ? "No, they agree." : "Yes, they do."}',
      annotation: '"{s[left]}" against "{s[right]}"',
      calculation:
        '"{s[left].toLowerCase()}" ≠ "{s[right].toLowerCase()}": {s[left].toLowerCase() !== s[right].toLowerCase()}',
    },
    differ: {
      phase: 'done',
      description:
        '"{s[left]}" has no mirror image in "{s[right]}", so the text is no palindrome: the answer is {result}.',
      annotation: 'not a palindrome',
      calculation: 'result = {result}',
    },
    stepLeft: {
      phase: 'move',
      description:
        'The pair agrees, so "{s[left - 1]}" is settled: the left pointer moves in to index {left}.',
      annotation: 'left moves to {left}',
      calculation: 'left = {left - 1} + 1 = {left}',
    },
    stepRight: {
      phase: 'move',
      description:
        'Its partner "{s[right + 1]}" is settled as well: the right pointer moves in to index {right}.',
      annotation: 'right moves to {right}',
      calculation: 'right = {right + 1} - 1 = {right}',
    },
    mirror: {
      phase: 'done',
      description:
        'No pair is left to compare and no difference was found: the answer is {result}.',
      annotation: 'palindrome',
      calculation: '{left} < {right}: {left < right}, so result = {result}',
    },
  },
  thinking: {
    technical: {
      headline: 'Two pointers replace the cleaned-up copy',
      explanation:
        'The direct method builds a filtered, lower-case copy, reverses it and compares, using O(n) extra space. Two indices do the same work in place. Invariant: everything outside the range from left to right has been ignored or matched with its mirror image. Each turn of the loop either discards one irrelevant character or settles a pair, so the range shrinks every time and the total is O(n) time with O(1) space. When the indices meet or cross, at most one character is left, and it mirrors itself.',
      keyInsight: 'Filter while you walk: what you never copy, you never have to store.',
    },
    fun: {
      headline: 'Two snails on a garden fence',
      explanation:
        'One snail starts at the left end of the fence, its cousin at the right, and both crawl towards the middle. Commas and spaces are just splinters: slither over, say nothing. But when each of them rests on a proper letter or digit, they call out what they see. "R!" "r!" Close enough, shouting does not count, so on they go. If the calls ever differ, the race is cancelled. If they bump shells in the middle, they share a lettuce leaf: the fence reads the same from either side.',
      keyInsight: 'Skip the splinters, compare the calls, meet for lettuce.',
    },
    spiritual: {
      headline: 'Beginning and end look into one mirror',
      explanation:
        'Outward signs, the pauses and the raised voice, are weather passing over a landscape. Let them go by. Attend only to what bears meaning, and hold the first beside the last. Where they answer each other, move inward in trust; where they do not, accept the truth at once and rest. A path that is whole returns upon itself: every departure is met by its homecoming. And at the centre remains a single still point, which needs no counterpart, for it is its own reflection.',
      keyInsight: 'Let go of what carries no meaning, and symmetry shows itself.',
    },
  },
};
