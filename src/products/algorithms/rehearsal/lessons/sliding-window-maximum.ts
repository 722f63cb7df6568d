import type { LessonSource } from '../lesson-source.ts';

export const slidingWindowMaximum: LessonSource = {
  id: 'sliding-window-maximum',
  summary: 'Keep only those who may still become the greatest, and the greatest stands in front.',
  code: {
    javascript: `
function windowMaxima(nums, k) {
  const queue = []; //@ queue
  const maxima = []; //@ maxima
  for (let i = 0; i < nums.length; i++) { //@ next
    if (queue.length > 0 && queue[0] === i - k) { //@ old
      queue.shift(); //@ leave
    }
    while (queue.length > 0 && nums[queue[queue.length - 1]] <= nums[i]) {
      queue.pop(); //@ drop
    }
    queue.push(i); //@ join
    if (i >= k - 1) {
      maxima.push(nums[queue[0]]); //@ note
    }
  }
  return maxima; //@ done
}
`,
    python: `
from collections import deque


def window_maxima(nums, k):
    queue = deque()  #@ queue
    maxima = []  #@ maxima
    for i in range(len(nums)):  #@ next
        if len(queue) > 0 and queue[0] == i - k:  #@ old
            queue.popleft()  #@ leave
        while len(queue) > 0 and nums[queue[-1]] <= nums[i]:
            queue.pop()  #@ drop
        queue.append(i)  #@ join
        if i >= k - 1:
            maxima.append(nums[queue[0]])  #@ note
    return maxima  #@ done
`,
    java: `
import java.util.ArrayDeque;
import java.util.Deque;

class Solution {
    static int[] windowMaxima(int[] nums, int k) {
        Deque<Integer> queue = new ArrayDeque<>(); //@ queue
        int[] maxima = new int[nums.length - k + 1]; //@ maxima
        for (int i = 0; i < nums.length; i++) { //@ next
            if (queue.size() > 0 && queue.peekFirst() == i - k) { //@ old
                queue.pollFirst(); //@ leave
            }
            while (queue.size() > 0 && nums[queue.peekLast()] <= nums[i]) {
                queue.pollLast(); //@ drop
            }
            queue.addLast(i); //@ join
            if (i >= k - 1) {
                maxima[i - k + 1] = nums[queue.peekFirst()]; //@ note
            }
        }
        return maxima; //@ done
    }
}
`,
  },
  cases: [
    { title: 'A great number hides the smaller ones', args: [[1, 3, -1, 2, 5], 3] },
    { title: 'The greatest leaves the window', args: [[9, 4, 6, 1], 2] },
    { title: 'Equal numbers: the younger one stays', args: [[2, 2, 2], 2] },
    { title: 'A window of one', args: [[5, -3], 1] },
    { title: 'The window covers everything', args: [[0, 8, 7], 3] },
  ],
  structure: { variable: 'queue', kind: 'queue' },
  pointers: [],
  valueSlots: [
    { lineId: 'next', variable: 'i' },
    { lineId: 'join', variable: 'queue' },
    { lineId: 'note', variable: 'maxima' },
  ],
  narration: {
    queue: {
      phase: 'setup',
      description:
        'The queue will hold indices of numbers that may still become the greatest of a window.',
      annotation: 'queue empty',
      calculation: 'queue = {queue}',
    },
    maxima: {
      phase: 'setup',
      description:
        'With a window of {k} over {nums.length} numbers, {nums.length - k + 1} results are to be listed.',
      annotation: 'results: {nums.length - k + 1}',
      calculation: '{nums.length} - {k} + 1 = {nums.length - k + 1}',
    },
    next: {
      phase: 'slide',
      description: 'The window slides on: {nums[i]} at index {i} comes in.',
      annotation: '{nums[i]} comes in',
      calculation: 'nums[{i}] = {nums[i]}',
    },
    old: {
      phase: 'slide',
      description:
        '{queue.length === 0 ? "The queue is empty, so nobody can be too old." : queue[0] === i - k ? "The front, index " + queue[0] + ", lies outside the window now." : "The front, index " + queue[0] + ", still lies in the window."}',
      annotation: '{queue.length > 0 && queue[0] === i - k ? "front too old" : "none too old"}',
      calculation: 'index leaving: {i} - {k} = {i - k}',
    },
    leave: {
      phase: 'slide',
      description:
        'It leaves at the front; {queue.length === 0 ? "nobody is left in the queue" : "now index " + queue[0] + " with " + nums[queue[0]] + " is in front"}.',
      annotation: 'the front leaves',
      calculation: 'queue = {queue}',
    },
    drop: {
      phase: 'compare',
      description:
        'The last in the queue was not greater than {nums[i]} and will leave the window sooner: it can never be the greatest any more, and goes.',
      annotation: 'the last one goes',
      calculation: 'queue = {queue}',
    },
    join: {
      phase: 'compare',
      description:
        'Index {i} joins at the end; {queue.length === 1 ? "it is alone" : "in front of it stand only greater numbers"}.',
      annotation: '{nums[i]} joins',
      calculation: 'queue = {queue}',
    },
    note: {
      phase: 'note',
      description:
        'The window {nums.slice(i - k + 1, i + 1)} is complete, and its greatest is in front: {nums[queue[0]]}.',
      annotation: 'greatest {nums[queue[0]]}',
      calculation: 'nums[{queue[0]}] = {nums[queue[0]]}',
    },
    done: {
      phase: 'done',
      description: 'Every window has its greatest: {result}.',
      annotation: 'windows: {result.length}',
      calculation: 'result = {result}',
    },
  },
  thinking: {
    technical: {
      headline: 'A monotonic deque of candidates',
      explanation:
        'An element is dominated if a later one is at least as great: while both are inside the window it cannot be the maximum, and it leaves first. The deque keeps exactly the indices that are not dominated, so their values decrease from front to back and the front is the maximum. A newcomer removes the dominated tail; the front is removed when its index falls out of the window, which is why indices are stored and not values. Every index is added once and removed once at most, hence linear time in total for any k, against n times k for scanning each window.',
      keyInsight: 'Who is both older and not greater can be forgotten at once.',
    },
    fun: {
      headline: 'Auditions for the tallest pirate',
      explanation:
        'A film company always wants to know the tallest of the pirates who came aboard during the last three days. The pirates stand in a line on deck, oldest contract first. A new one climbs up the rope and looks at the back of the line. Anyone not taller than me? Jump overboard, mate: you will be sacked before I am, so you will never be the star. Splash, splash. Then he lines up behind someone truly taller. In the morning the one in front is checked: contract over? Off he goes, with honours. The director only ever looks at the front.',
      keyInsight: 'The newcomer clears the back, the calendar clears the front.',
    },
    spiritual: {
      headline: 'What is eclipsed may rest',
      explanation:
        'A view on life has a certain width: as something new enters, something old departs. We ask what is greatest within it. Do not keep everything for this. When something comes that is larger and will remain longer, what it eclipses need not wait for its hour; that hour will not come, and it may lie down. Yet do not despise a small thing that arrives late, for the great ones before it will go first. So there stands a short line of those who still have a future, ever smaller towards the end, and the first in it is the answer of today.',
      keyInsight: 'Release what is already surpassed, and honour what may yet outlast the great.',
    },
  },
};
