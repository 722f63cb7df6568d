import type { LessonSource } from '../lesson-source.ts';

export const minimumWindowSubstring: LessonSource = {
  id: 'minimum-window-substring',
  summary:
    'Widen a window until it covers all that is needed, then tighten it until it just still does.',
  code: {
    javascript: `
function minWindow(s, t) {
  const need = new Map(); //@ init
  for (const ch of t) { //@ countLoop
    need.set(ch, (need.get(ch) ?? 0) + 1); //@ count
  }
  let missing = t.length; //@ missing
  let left = 0; //@ left
  let best = []; //@ best
  for (let right = 0; right < s.length; right++) { //@ loop
    if ((need.get(s[right]) ?? 0) > 0) { //@ useful
      missing--; //@ cover
    }
    need.set(s[right], (need.get(s[right]) ?? 0) - 1); //@ take
    while (missing === 0) { //@ covered
      if (best.length === 0 || right - left < best[1] - best[0]) { //@ shorter
        best = [left, right]; //@ save
      }
      need.set(s[left], need.get(s[left]) + 1); //@ giveBack
      if (need.get(s[left]) > 0) { //@ lost
        missing++; //@ uncover
      }
      left++; //@ tighten
    }
  }
  return best.length === 0 ? '' : s.slice(best[0], best[1] + 1); //@ done
}
`,
    python: `
def min_window(s, t):
    need = {}  #@ init
    for ch in t:  #@ countLoop
        need[ch] = need.get(ch, 0) + 1  #@ count
    missing = len(t)  #@ missing
    left = 0  #@ left
    best = []  #@ best
    for right in range(len(s)):  #@ loop
        if need.get(s[right], 0) > 0:  #@ useful
            missing -= 1  #@ cover
        need[s[right]] = need.get(s[right], 0) - 1  #@ take
        while missing == 0:  #@ covered
            if not best or right - left < best[1] - best[0]:  #@ shorter
                best = [left, right]  #@ save
            need[s[left]] += 1  #@ giveBack
            if need[s[left]] > 0:  #@ lost
                missing += 1  #@ uncover
            left += 1  #@ tighten
    return s[best[0]:best[1] + 1] if best else ""  #@ done
`,
    java: `
import java.util.HashMap;
import java.util.Map;

class Solution {
    static String minWindow(String s, String t) {
        Map<Character, Integer> need = new HashMap<>(); //@ init
        for (char ch : t.toCharArray()) { //@ countLoop
            need.merge(ch, 1, Integer::sum); //@ count
        }
        int missing = t.length(); //@ missing
        int left = 0; //@ left
        int[] best = {}; //@ best
        for (int right = 0; right < s.length(); right++) { //@ loop
            if (need.getOrDefault(s.charAt(right), 0) > 0) { //@ useful
                missing--; //@ cover
            }
            need.merge(s.charAt(right), -1, Integer::sum); //@ take
            while (missing == 0) { //@ covered
                if (best.length == 0 || right - left < best[1] - best[0]) { //@ shorter
                    best = new int[] {left, right}; //@ save
                }
                need.merge(s.charAt(left), 1, Integer::sum); //@ giveBack
                if (need.get(s.charAt(left)) > 0) { //@ lost
                    missing++; //@ uncover
                }
                left++; //@ tighten
            }
        }
        return best.length == 0 ? "" : s.substring(best[0], best[1] + 1); //@ done
    }
}
`,
  },
  cases: [
    { title: 'A spare letter is squeezed out', args: ['aab', 'ab'] },
    { title: 'Of two equal windows the first wins', args: ['bcb', 'b'] },
    { title: 'One copy is not enough', args: ['ab', 'aa'] },
    { title: 'The whole text is the window', args: ['xy', 'yx'] },
  ],
  structure: { variable: 's', kind: 'string' },
  pointers: ['left', 'right'],
  valueSlots: [
    { lineId: 'take', variable: 'need' },
    { lineId: 'covered', variable: 'missing' },
    { lineId: 'save', variable: 'best' },
  ],
  narration: {
    init: {
      phase: 'setup',
      description: 'Start an empty table of how often each character is needed.',
      annotation: 'empty table',
      calculation: 'entries in need = {Object.keys(need).length}',
    },
    countLoop: {
      phase: 'count',
      description: 'Read the next character of "{t}": it is "{ch}".',
      annotation: 'reading "{ch}"',
      calculation: 'ch = "{ch}"',
    },
    count: {
      phase: 'count',
      description: 'Copies of "{ch}" needed so far: {need[ch]}.',
      annotation: 'need "{ch}": {need[ch]}',
      calculation: '{need[ch] - 1} + 1 = {need[ch]}',
    },
    missing: {
      phase: 'setup',
      description:
        'The window is empty, so every needed character is missing; their number is {missing}.',
      annotation: 'missing {missing}',
      calculation: 'missing = length of "{t}" = {missing}',
    },
    left: {
      phase: 'setup',
      description: 'The window will begin at index {left}.',
      annotation: 'left is {left}',
      calculation: 'left = {left}',
    },
    best: {
      phase: 'setup',
      description: 'No window that covers "{t}" is known yet.',
      annotation: 'no window yet',
      calculation: 'best = {best}',
    },
    loop: {
      phase: 'widen',
      description: 'Widen the window to index {right}, where "{s[right]}" stands.',
      annotation: '"{s[right]}" comes in',
      calculation: '{right} < {s.length}: {right < s.length}',
    },
    useful: {
      phase: 'widen',
      description:
        'Does the window still need "{s[right]}"? {(need[s[right]] ?? 0) > 0 ? "Yes." : "No, it is not needed, or not any more."}',
      annotation: 'need "{s[right]}"?',
      calculation: '{need[s[right]] ?? 0} > 0: {(need[s[right]] ?? 0) > 0}',
    },
    cover: {
      phase: 'widen',
      description: 'One need is met by "{s[right]}": characters still missing: {missing}.',
      annotation: 'missing {missing}',
      calculation: '{missing + 1} - 1 = {missing}',
    },
    take: {
      phase: 'widen',
      description:
        'Book the "{s[right]}" as taken: its balance is {need[s[right]]}{need[s[right]] < 0 ? ", so copies to spare: " + -need[s[right]] : ""}.',
      annotation: 'balance of "{s[right]}": {need[s[right]]}',
      calculation: '{need[s[right]] + 1} - 1 = {need[s[right]]}',
    },
    covered: {
      phase: 'tighten',
      description: 'Nothing is missing: the window "{s.slice(left, right + 1)}" covers "{t}".',
      annotation: 'covered',
      calculation: '{missing} = 0: {missing === 0}',
    },
    shorter: {
      phase: 'tighten',
      description:
        'Is its length {right - left + 1} a new record? {best.length === 0 ? "Yes, it is the first window found." : right - left < best[1] - best[0] ? "Yes, it is shorter." : "No, the known window is as short or shorter."}',
      annotation: 'a new record?',
      calculation:
        '{best.length === 0 ? "no window known: true" : (right - left + 1) + " < " + (best[1] - best[0] + 1) + ": " + (right - left < best[1] - best[0])}',
    },
    save: {
      phase: 'tighten',
      description:
        'Keep "{s.slice(left, right + 1)}", from index {left} to {right}, as the best window.',
      annotation: 'best "{s.slice(left, right + 1)}"',
      calculation: 'best = {best}',
    },
    giveBack: {
      phase: 'tighten',
      description: 'Give the leftmost "{s[left]}" back: its balance is {need[s[left]]}.',
      annotation: 'give back "{s[left]}"',
      calculation: '{need[s[left]] - 1} + 1 = {need[s[left]]}',
    },
    lost: {
      phase: 'tighten',
      description:
        'Does the window lack "{s[left]}" without it? {need[s[left]] > 0 ? "Yes, that copy was needed." : "No, it could be spared."}',
      annotation: 'was it needed?',
      calculation: '{need[s[left]]} > 0: {need[s[left]] > 0}',
    },
    uncover: {
      phase: 'tighten',
      description:
        'Without that "{s[left]}" the window falls short: characters missing: {missing}.',
      annotation: 'missing {missing}',
      calculation: '{missing - 1} + 1 = {missing}',
    },
    tighten: {
      phase: 'tighten',
      description: 'The left edge moves past "{s[left - 1]}" to index {left}.',
      annotation: 'left is {left}',
      calculation: 'left = {left - 1} + 1 = {left}',
    },
    done: {
      phase: 'done',
      description:
        'The text is read: {best.length === 0 ? "no window covers all that was needed, so the result is empty." : "the shortest window, the first of its length, is \'" + result + "\'."}',
      annotation: 'result "{result}"',
      calculation: 'length of the result = {result.length}',
    },
  },
  thinking: {
    technical: {
      headline: 'One table of balances, two edges that only advance',
      explanation:
        'The table stores, for each character, the copies required minus the copies in the window; negative means surplus. A counter of missing copies makes the test for coverage O(1) instead of a comparison of tables. Extend the right edge until nothing is missing, then advance the left edge while that holds, recording each strictly shorter window, so that the leftmost wins ties. The last window before coverage is lost is the shortest that ends there; right edges without coverage offer nothing shorter. Each edge advances at most n times: O(n + m) expected time for |s| = n and |t| = m.',
      keyInsight: 'Count what is missing, not what is there, and coverage is one comparison.',
    },
    fun: {
      headline: 'Packing for a trip with a rude suitcase',
      explanation:
        "Your list says: toothbrush, socks, socks. A conveyor belt rolls past and you scoop everything into one stretchy suitcase, ticking things off as you go. List done? Marvellous, now be ruthless! Fling items out of the back: three rubber ducks, gone; third pair of socks, gone. Measure the suitcase each time and keep a photo of the tiniest one. The instant you fling out something you really needed, groan, and go scooping at the front again until another one rolls by. Two belts' worth of effort at most.",
      keyInsight: 'Scoop until you are complete, fling until you are not, photograph in between.',
    },
    spiritual: {
      headline: 'First enough, then no more than enough',
      explanation:
        'There is a time to open the arms and a time to open the hands. While something essential is missing, let the circle grow and receive what comes, the needed with the unneeded. When you are whole, turn to simplicity: lay down one thing after another and ask whether you are still complete. What leaves no gap was never yours to carry. And when a loss is felt, honour it, and widen the circle again. Between longing and release you learn the measure of what suffices.',
      keyInsight: 'Wholeness is found by gathering, and its form by letting go.',
    },
  },
};
