import type { LessonSource } from '../lesson-source.ts';

export const dailyTemperatures: LessonSource = {
  id: 'daily-temperatures',
  summary:
    'Let unanswered days wait on a stack until the first warmer day answers them all at once.',
  code: {
    javascript: `
function dailyTemperatures(temps) {
  const wait = new Array(temps.length).fill(0); //@ init
  const stack = []; //@ empty
  for (let i = 0; i < temps.length; i++) { //@ day
    while (stack.length > 0 && temps[stack[stack.length - 1]] < temps[i]) { //@ warmer
      const j = stack.pop(); //@ pop
      wait[j] = i - j; //@ settle
    }
    stack.push(i); //@ push
  }
  return wait; //@ done
}
`,
    python: `
def daily_temperatures(temps):
    wait = [0] * len(temps)  #@ init
    stack = []  #@ empty
    for i in range(len(temps)):  #@ day
        while stack and temps[stack[-1]] < temps[i]:  #@ warmer
            j = stack.pop()  #@ pop
            wait[j] = i - j  #@ settle
        stack.append(i)  #@ push
    return wait  #@ done
`,
    java: `
import java.util.ArrayDeque;
import java.util.Deque;

class Solution {
    static int[] dailyTemperatures(int[] temps) {
        int[] wait = new int[temps.length]; //@ init
        Deque<Integer> stack = new ArrayDeque<>(); //@ empty
        for (int i = 0; i < temps.length; i++) { //@ day
            while (!stack.isEmpty() && temps[stack.peek()] < temps[i]) { //@ warmer
                int j = stack.pop(); //@ pop
                wait[j] = i - j; //@ settle
            }
            stack.push(i); //@ push
        }
        return wait; //@ done
    }
}
`,
  },
  cases: [
    { title: 'One hot day answers two', args: [[70, 72, 71, 75]] },
    { title: 'Equally warm is not warmer', args: [[60, 60, 61]] },
    { title: 'It only gets colder', args: [[64, 60, 55]] },
    { title: 'Warmer every day', args: [[10, 15, 20]] },
  ],
  structure: { variable: 'temps', kind: 'array' },
  pointers: ['i', 'j'],
  valueSlots: [
    { lineId: 'settle', variable: 'wait' },
    { lineId: 'push', variable: 'stack' },
  ],
  narration: {
    init: {
      phase: 'setup',
      description: 'Prepare an answer of 0 for each of the {temps.length} days.',
      annotation: 'all answers 0',
      calculation: 'wait = {wait}',
    },
    empty: {
      phase: 'setup',
      description: 'No day is waiting for a warmer one yet: the stack is empty.',
      annotation: 'nobody waits',
      calculation: 'stack = {stack}',
    },
    day: {
      phase: 'scan',
      description: 'Day {i} brings {temps[i]} degrees, while the waiting days are {stack}.',
      annotation: '{temps[i]} degrees',
      calculation: 'temps[{i}] = {temps[i]}',
    },
    warmer: {
      phase: 'resolve',
      description:
        'Day {stack[stack.length - 1]} on top of the stack had {temps[stack[stack.length - 1]]} degrees, so day {i} with {temps[i]} is warmer.',
      annotation: 'warmer than day {stack[stack.length - 1]}',
      calculation:
        '{temps[stack[stack.length - 1]]} < {temps[i]}: {temps[stack[stack.length - 1]] < temps[i]}',
    },
    pop: {
      phase: 'resolve',
      description: 'Day {j} has found its warmer day and leaves the stack.',
      annotation: 'day {j} leaves',
      calculation: 'stack = {stack}',
    },
    settle: {
      phase: 'resolve',
      description:
        'From day {j} to day {i} the wait was {wait[j] === 1 ? "1 day" : wait[j] + " days"}.',
      annotation: 'wait[{j}] = {wait[j]}',
      calculation: '{i} - {j} = {wait[j]}',
    },
    push: {
      phase: 'wait',
      description:
        'No day left below on the stack is colder than {temps[i]} degrees, so day {i} joins and waits.',
      annotation: 'day {i} waits',
      calculation: 'stack = {stack}',
    },
    done: {
      phase: 'done',
      description:
        'The forecast is over; days that still wait, {stack}, keep their 0. The answer is {result}.',
      annotation: 'answers {result}',
      calculation: 'result = {result}',
    },
  },
  thinking: {
    technical: {
      headline: 'A monotonic stack finds the next greater element',
      explanation:
        'The stack holds indices of days without an answer, and their temperatures never rise from bottom to top. A new day is therefore compared with the top alone: as long as it is strictly warmer, it is the first warmer day for the top, whose answer is the difference of the indices. When it is not warmer than the top, it cannot be warmer than anything below either. Every index enters once and leaves at most once, so the nested loops together cost linear time.',
      keyInsight:
        'An inner loop that only removes what was added once is paid for by the additions.',
    },
    fun: {
      headline: 'A queue of shivering tourists on a staircase',
      explanation:
        'Each day a tourist steps onto a staircase and refuses to leave until it gets warmer than on arrival. Those lower down came on days at least as hot, so they are pickier. Along comes a heat wave with an ice-cream cart: the last tourist cheers, counts the days spent shivering and runs off, then the one below, until somebody says that this is nothing special. Then the new day sends its own tourist to stand on top. Some are waiting there to this day.',
      keyInsight: 'If the last one in line is not impressed, nobody below is.',
    },
    spiritual: {
      headline: 'The answer to a day lies in a later day',
      explanation:
        'Some questions cannot be answered at the hour in which they arise. Lay them down gently, the newest on top, and go on living. When warmth comes it does not answer one question only: it lifts each one that it is able to lift, the most recent first, and leaves the deeper ones in patience. And what is never answered is no failure; it rests at zero, accepted as it is. To wait without searching is also a way of moving forward.',
      keyInsight: 'Hold your question still, and let time bring what answers it.',
    },
  },
};
