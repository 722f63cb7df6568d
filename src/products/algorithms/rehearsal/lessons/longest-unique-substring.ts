import type { LessonSource } from '../lesson-source.ts';

export const longestUniqueSubstring: LessonSource = {
  id: 'longest-unique-substring',
  summary:
    'Stretch a window to the right, and when a letter repeats, jump its left edge past the old one.',
  code: {
    javascript: `
function longestUniqueSubstring(s) {
  const last = new Map(); //@ init
  let left = 0; //@ left
  let best = 0; //@ best
  for (let right = 0; right < s.length; right++) { //@ loop
    const ch = s[right]; //@ read
    if (last.has(ch) && last.get(ch) >= left) { //@ check
      left = last.get(ch) + 1; //@ jump
    }
    last.set(ch, right); //@ remember
    best = Math.max(best, right - left + 1); //@ update
  }
  return best; //@ done
}
`,
    python: `
def longest_unique_substring(s):
    last = {}  #@ init
    left = 0  #@ left
    best = 0  #@ best
    for right in range(len(s)):  #@ loop
        ch = s[right]  #@ read
        if ch in last and last[ch] >= left:  #@ check
            left = last[ch] + 1  #@ jump
        last[ch] = right  #@ remember
        best = max(best, right - left + 1)  #@ update
    return best  #@ done
`,
    java: `
import java.util.HashMap;
import java.util.Map;

class Solution {
    static int longestUniqueSubstring(String s) {
        Map<Character, Integer> last = new HashMap<>(); //@ init
        int left = 0; //@ left
        int best = 0; //@ best
        for (int right = 0; right < s.length(); right++) { //@ loop
            char ch = s.charAt(right); //@ read
            if (last.containsKey(ch) && last.get(ch) >= left) { //@ check
                left = last.get(ch) + 1; //@ jump
            }
            last.put(ch, right); //@ remember
            best = Math.max(best, right - left + 1); //@ update
        }
        return best; //@ done
    }
}
`,
  },
  cases: [
    { title: 'A repeat in the middle', args: ['abcbd'] },
    { title: 'The same letter again and again', args: ['zzz'] },
    { title: 'An old letter outside the window does no harm', args: ['abba'] },
    { title: 'A single letter', args: ['q'] },
  ],
  structure: { variable: 's', kind: 'string' },
  pointers: ['left', 'right'],
  valueSlots: [
    { lineId: 'jump', variable: 'left' },
    { lineId: 'remember', variable: 'last' },
    { lineId: 'update', variable: 'best' },
  ],
  narration: {
    init: {
      phase: 'setup',
      description: 'Start without any memory of where a character was last seen.',
      annotation: 'memory is empty',
      calculation: 'characters remembered = {Object.keys(last).length}',
    },
    left: {
      phase: 'setup',
      description: 'The window will begin at index {left}.',
      annotation: 'left is {left}',
      calculation: 'left = {left}',
    },
    best: {
      phase: 'setup',
      description: 'No substring has been measured, so the best length is {best}.',
      annotation: 'best is {best}',
      calculation: 'best = {best}',
    },
    loop: {
      phase: 'scan',
      description: 'The right edge of the window reaches index {right}.',
      annotation: 'right is {right}',
      calculation: '{right} < {s.length}: {right < s.length}',
    },
    read: {
      phase: 'scan',
      description: 'The character that wants to come in is "{ch}".',
      annotation: 'reading "{ch}"',
      calculation: 's[{right}] = "{ch}"',
    },
    check: {
      phase: 'lookup',
      description:
        'Does "{ch}" stand in the window already? {!(ch in last) ? "No, it was never seen." : last[ch] >= left ? "Yes, at index " + last[ch] + "." : "No, only before the window, at index " + last[ch] + "."}',
      annotation: '"{ch}" in the window?',
      calculation:
        '{ch in last ? last[ch] + " ≥ " + left + ": " + (last[ch] >= left) : "\'" + ch + "\' in last: false"}',
    },
    jump: {
      phase: 'shrink',
      description: 'The window now begins at index {left}, just behind the earlier "{ch}".',
      annotation: 'left jumps to {left}',
      calculation: 'left = {last[ch]} + 1 = {left}',
    },
    remember: {
      phase: 'remember',
      description: 'Remember index {right} as the last place of "{ch}".',
      annotation: 'last "{ch}" at {right}',
      calculation: 'last["{ch}"] = {last[ch]}',
    },
    update: {
      phase: 'measure',
      description:
        'The window "{s.slice(left, right + 1)}" has no repeat and length {right - left + 1}; the best length is {best}.',
      annotation: 'best is {best}',
      calculation: 'length {right} - {left} + 1 = {right - left + 1}, best = {best}',
    },
    done: {
      phase: 'done',
      description:
        'The text is read to its end: the longest substring without a repeat has length {result}.',
      annotation: 'longest: {result}',
      calculation: 'result = {result}',
    },
  },
  thinking: {
    technical: {
      headline: 'A window that never has to shrink by hand',
      explanation:
        'Let the window from left to right always be free of repeats. When a character enters, only its latest earlier position matters: if that lies inside the window, no valid substring ending here can start at or before it, so left jumps behind it in one move. If it lies before left, it is history and must be ignored; forgetting that comparison would drag left backwards, as in "abba". Both edges only advance, so time is O(n); the map of last positions holds each distinct character once, at most O(n) space.',
      keyInsight: 'The last position of a character says exactly how far the window has to jump.',
    },
    fun: {
      headline: 'The picky photo booth',
      explanation:
        'A parade marches past, and you want the longest group photo in which no costume appears twice. You keep stretching the frame to the right. Uh-oh, a second pirate! Do not shave people off one at a time like a nervous barber; your notebook says where the first pirate stood, so slide the left edge just past him, click, carry on. And if the notebook mentions a pirate who left the picture ages ago? Shrug. He is buying ice cream. Only costumes in the frame count.',
      keyInsight: 'Jump straight past the old pirate, unless he has left the picture.',
    },
    spiritual: {
      headline: 'When the past returns, begin just after it',
      explanation:
        'We widen our days with what is new, until something we have known stands before us again. There is no need to tear down everything. Remember where you last met it, let that meeting and all before it go, and start one step beyond. And when a memory stirs from a chapter already closed, smile and do not turn back: it has no claim on the life you hold now. So the path moves only forward, and its longest stretch of freshness is quietly kept.',
      keyInsight: 'Release what repeats, and never walk backwards for it.',
    },
  },
};
