import type { LessonSource } from '../lesson-source.ts';

export const validParentheses: LessonSource = {
  id: 'valid-parentheses',
  summary: 'Keep the closing brackets you owe on a stack: the newest debt is always due first.',
  code: {
    javascript: `
function validParentheses(s) {
  const stack = []; //@ init
  const partner = new Map([['(', ')'], ['[', ']'], ['{', '}']]); //@ pairs
  for (let i = 0; i < s.length; i++) { //@ loop
    const c = s[i]; //@ read
    if (partner.has(c)) { //@ opens
      stack.push(partner.get(c)); //@ push
    } else {
      if (stack.length === 0) { //@ empty
        return false; //@ orphan
      }
      const wanted = stack.pop(); //@ pop
      if (c !== wanted) { //@ compare
        return false; //@ mismatch
      }
    }
  }
  return stack.length === 0; //@ finish
}
`,
    python: `
def valid_parentheses(s):
    stack = []  #@ init
    partner = {'(': ')', '[': ']', '{': '}'}  #@ pairs
    for i in range(len(s)):  #@ loop
        c = s[i]  #@ read
        if c in partner:  #@ opens
            stack.append(partner[c])  #@ push
        else:
            if len(stack) == 0:  #@ empty
                return False  #@ orphan
            wanted = stack.pop()  #@ pop
            if c != wanted:  #@ compare
                return False  #@ mismatch
    return len(stack) == 0  #@ finish
`,
    java: `
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

class Solution {
    static boolean validParentheses(String s) {
        Deque<Character> stack = new ArrayDeque<>(); //@ init
        Map<Character, Character> partner = Map.of('(', ')', '[', ']', '{', '}'); //@ pairs
        for (int i = 0; i < s.length(); i++) { //@ loop
            char c = s.charAt(i); //@ read
            if (partner.containsKey(c)) { //@ opens
                stack.push(partner.get(c)); //@ push
            } else {
                if (stack.isEmpty()) { //@ empty
                    return false; //@ orphan
                }
                char wanted = stack.pop(); //@ pop
                if (c != wanted) { //@ compare
                    return false; //@ mismatch
                }
            }
        }
        return stack.isEmpty(); //@ finish
    }
}
`,
  },
  cases: [
    { title: 'One pair inside another', args: ['{[]}'] },
    { title: 'The wrong kind closes', args: ['(]'] },
    { title: 'A closing bracket too many', args: ['())'] },
    { title: 'A bracket stays open', args: ['[('] },
  ],
  structure: { variable: 's', kind: 'string' },
  pointers: ['i'],
  valueSlots: [
    { lineId: 'read', variable: 'c' },
    { lineId: 'push', variable: 'stack' },
    { lineId: 'pop', variable: 'wanted' },
  ],
  narration: {
    init: {
      phase: 'setup',
      description: 'Start with an empty stack: no closing bracket is owed yet.',
      annotation: 'nothing owed',
      calculation: 'stack = {stack}',
    },
    pairs: {
      phase: 'setup',
      description: 'Note for each kind of opening bracket which bracket closes it.',
      annotation: 'three kinds of pair',
      calculation: 'kinds known: {Object.keys(partner).length}',
    },
    loop: {
      phase: 'scan',
      description: 'Move to index {i} of the text; closing brackets owed so far: {stack.length}.',
      annotation: 'index {i}',
      calculation: '{i} < {s.length}: {i < s.length}',
    },
    read: {
      phase: 'scan',
      description: 'Read {c} at index {i} of the text.',
      annotation: 'reading {c}',
      calculation: 's[{i}] = {c}',
    },
    opens: {
      phase: 'classify',
      description: 'Does {c} open a pair? {c in partner ? "Yes." : "No, so it has to close one."}',
      annotation: '{c in partner ? "opens" : "closes"}',
      calculation: '{c} opens: {c in partner}',
    },
    push: {
      phase: 'open',
      description: 'A {partner[c]} is owed from now on: put it on top of the stack.',
      annotation: 'owe {partner[c]}',
      calculation: 'owed: {stack.length - 1} + 1 = {stack.length}',
    },
    empty: {
      phase: 'close',
      description:
        'Is nothing owed at all? {stack.length === 0 ? "Right, the stack is empty." : "No, the stack still holds " + stack.length + "."}',
      annotation: '{stack.length} owed',
      calculation: '{stack.length} = 0: {stack.length === 0}',
    },
    orphan: {
      phase: 'done',
      description:
        'The {c} at index {i} closes something that was never opened: the answer is {result}.',
      annotation: 'nothing to close',
      calculation: 'result = {result}',
    },
    pop: {
      phase: 'close',
      description: 'Take the newest debt off the stack: {wanted} has to come now.',
      annotation: 'wanted {wanted}',
      calculation: 'owed: {stack.length + 1} - 1 = {stack.length}',
    },
    compare: {
      phase: 'close',
      description:
        'The text has {c} and the debt was {wanted}, so they {c === wanted ? "agree" : "differ"}.',
      annotation: '{c === wanted ? "a match" : "a clash"}',
      calculation: '{c} differs from {wanted}: {c !== wanted}',
    },
    mismatch: {
      phase: 'done',
      description: 'A {c} cannot pay a debt of {wanted}: the answer is {result}.',
      annotation: 'wrong kind',
      calculation: 'result = {result}',
    },
    finish: {
      phase: 'done',
      description:
        'The text is read, and the closing brackets still owed number {stack.length}: the answer is {result}.',
      annotation: '{result ? "balanced" : "left open"}',
      calculation: '{stack.length} = 0: {result}',
    },
  },
  thinking: {
    technical: {
      headline: 'Nesting is last in, first out',
      explanation:
        'Correct nesting means that a closing bracket belongs to the most recent opening bracket that is still unmatched, which is exactly the element a stack gives back first. Pushing the expected closer instead of the opener reduces the later check to one equality. Three failures exist: a closer on an empty stack, a closer of the wrong kind, and a stack that is not empty at the end. Each character is pushed and popped at most once, so time and space are linear.',
      keyInsight:
        'Only the newest open bracket may be closed, so only the top of the stack matters.',
    },
    fun: {
      headline: 'The stack of unpaid dinner promises',
      explanation:
        'Every opening bracket is a friend who borrows your umbrella and swears to return that very model. You stick a note on the fridge, on top of all the others. When someone rings the bell holding an umbrella, peel off the top note: right colour, door open; wrong colour, party cancelled. A visitor when the fridge is bare is returning something nobody borrowed. And if notes still flutter there at midnight, somebody never came back.',
      keyInsight: 'Only the top note on the fridge counts; the rest can wait their turn.',
    },
    spiritual: {
      headline: 'Close what you opened last',
      explanation:
        'Whatever we begin asks, sooner or later, to be completed, and the newest beginning rests inside all the older ones. To end an outer matter while an inner one stands open is to leave something torn. So walk back the way you came, one door at a time, and give each door the very key it was made for. When the last has closed behind you and your hands are empty, the whole is at peace.',
      keyInsight: 'Wholeness comes from finishing in the reverse order of beginning.',
    },
  },
};
