import type { LessonSource } from '../lesson-source.ts';

export const largestRectangle: LessonSource = {
  id: 'largest-rectangle',
  summary: 'A bar knows how wide its rectangle is at the moment when a lower bar ends it.',
  code: {
    javascript: `
function largestRectangle(heights) {
  const bars = [...heights, 0]; //@ bars
  const stack = []; //@ init
  let best = 0; //@ zero
  for (let i = 0; i < bars.length; i++) { //@ bar
    while (stack.length > 0 && bars[stack[stack.length - 1]] > bars[i]) { //@ taller
      const top = stack.pop(); //@ pop
      const width = stack.length === 0 ? i : i - stack[stack.length - 1] - 1; //@ width
      best = Math.max(best, bars[top] * width); //@ update
    }
    stack.push(i); //@ push
  }
  return best; //@ done
}
`,
    python: `
def largest_rectangle(heights):
    bars = heights + [0]  #@ bars
    stack = []  #@ init
    best = 0  #@ zero
    for i in range(len(bars)):  #@ bar
        while stack and bars[stack[-1]] > bars[i]:  #@ taller
            top = stack.pop()  #@ pop
            width = i - stack[-1] - 1 if stack else i  #@ width
            best = max(best, bars[top] * width)  #@ update
        stack.append(i)  #@ push
    return best  #@ done
`,
    java: `
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

class Solution {
    static int largestRectangle(int[] heights) {
        int[] bars = Arrays.copyOf(heights, heights.length + 1); //@ bars
        Deque<Integer> stack = new ArrayDeque<>(); //@ init
        int best = 0; //@ zero
        for (int i = 0; i < bars.length; i++) { //@ bar
            while (!stack.isEmpty() && bars[stack.peek()] > bars[i]) { //@ taller
                int top = stack.pop(); //@ pop
                int width = stack.isEmpty() ? i : i - stack.peek() - 1; //@ width
                best = Math.max(best, bars[top] * width); //@ update
            }
            stack.push(i); //@ push
        }
        return best; //@ done
    }
}
`,
  },
  cases: [
    { title: 'Two tall neighbours win', args: [[1, 5, 6, 2]] },
    { title: 'Low but wide wins', args: [[2, 1, 2]] },
    { title: 'Bars of equal height', args: [[3, 3]] },
    { title: 'A single bar', args: [[4]] },
  ],
  structure: { variable: 'bars', kind: 'array' },
  pointers: ['i', 'top'],
  valueSlots: [
    { lineId: 'width', variable: 'width' },
    { lineId: 'update', variable: 'best' },
    { lineId: 'push', variable: 'stack' },
  ],
  narration: {
    bars: {
      phase: 'setup',
      description:
        'Copy the bars and add one of height 0 at the end, which will end every rectangle.',
      annotation: 'a floor at the end',
      calculation: 'bars = {bars}',
    },
    init: {
      phase: 'setup',
      description: 'No bar is open yet: the stack is empty.',
      annotation: 'no open bars',
      calculation: 'stack = {stack}',
    },
    zero: {
      phase: 'setup',
      description: 'No rectangle was measured yet, so the best area is {best}.',
      annotation: 'best {best}',
      calculation: 'best = {best}',
    },
    bar: {
      phase: 'scan',
      description:
        '{i < heights.length ? "Bar " + i + " has height " + bars[i] + "." : "Index " + i + " is the added bar of height 0."}',
      annotation: 'height {bars[i]}',
      calculation: 'bars[{i}] = {bars[i]}',
    },
    taller: {
      phase: 'measure',
      description:
        'Bar {stack[stack.length - 1]} on top of the stack is taller than bar {i}: its rectangle ends here.',
      annotation: 'bar {stack[stack.length - 1]} is cut off',
      calculation:
        '{bars[stack[stack.length - 1]]} > {bars[i]}: {bars[stack[stack.length - 1]] > bars[i]}',
    },
    pop: {
      phase: 'measure',
      description:
        'Take bar {top} off the stack to measure the rectangle of its height, {bars[top]}.',
      annotation: 'measure bar {top}',
      calculation: 'stack = {stack}',
    },
    width: {
      phase: 'measure',
      description:
        '{stack.length === 0 ? "Nothing lower stands before it" : "On the left it stops after bar " + stack[stack.length - 1]}: the rectangle covers index {i - width} to {i - 1}, width {width}.',
      annotation: 'width {width}',
      calculation:
        '{stack.length === 0 ? i : i + " - " + stack[stack.length - 1] + " - 1"} = {width}',
    },
    update: {
      phase: 'measure',
      description: 'Its area is {bars[top] * width}, and the best area so far is {best}.',
      annotation: 'best {best}',
      calculation: '{bars[top]} * {width} = {bars[top] * width}',
    },
    push: {
      phase: 'open',
      description:
        'Nothing on the stack is taller than {bars[i]} now, so index {i} goes on top and stays open.',
      annotation: 'bar {i} is open',
      calculation: 'stack = {stack}',
    },
    done: {
      phase: 'done',
      description:
        'Every bar of positive height was measured: the largest rectangle has area {result}.',
      annotation: 'area {result}',
      calculation: 'result = {result}',
    },
  },
  thinking: {
    technical: {
      headline: 'Each bar is measured when a lower bar closes it',
      explanation:
        'An optimal rectangle has the full height of some bar and stretches until a lower bar stops it on either side. The stack keeps indices whose heights never fall from bottom to top. When a lower bar arrives at index i, the popped bar ends on its right at i - 1, and the index beneath it on the stack marks the last bar on its left that is not taller. Of several equal bars the deepest one obtains the full width. A sentinel of height zero empties the stack of what is left; each index moves in and out once, hence linear time.',
      keyInsight: 'The bar below on the stack is the left border, the arriving bar the right one.',
    },
    fun: {
      headline: 'Posters on a skyline',
      explanation:
        'You run a poster business and want the biggest poster that fits on a skyline. Every house dreams: my poster, at my full height, all along the street! As you stroll past rising roofs the dreams simply grow. Then comes a lower house and spoils the view; the tall dreamers just passed must cash in at once, tallest first, and each finds out how far back it can stretch. At the end of the street a vacant lot of height zero calls in every dream that remains. You keep the biggest bill.',
      keyInsight: 'Nobody has to measure a dream until a smaller neighbour ends it.',
    },
    spiritual: {
      headline: 'Limits give a life its shape',
      explanation:
        'While the path rises, nothing can yet be measured; all is promise. Only when something humbler appears do the high places learn how far they truly reached. Do not curse the limit: it is the moment of knowing. The lowest ones among us, whom nothing cuts short, may quietly span the whole field and hold more than any tower. And at the last the ground itself, level with zero, receives every height and shows what each of them contained.',
      keyInsight: 'Height is seen at once; breadth is known only at the end.',
    },
  },
};
