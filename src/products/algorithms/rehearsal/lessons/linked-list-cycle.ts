import type { LessonSource } from '../lesson-source.ts';

export const linkedListCycle: LessonSource = {
  id: 'linked-list-cycle',
  summary:
    'Two walkers, one twice as fast, meet in any circle, and their meeting betrays its entrance.',
  code: {
    javascript: `
function cycleStart(links, head) {
  let slow = head; //@ slow
  let fast = head; //@ fast
  while (fast !== -1 && links[fast] !== -1) { //@ loop
    slow = links[slow]; //@ walk
    fast = links[links[fast]]; //@ run
    if (slow === fast) { //@ meet
      slow = head; //@ restart
      while (slow !== fast) {
        slow = links[slow]; //@ near
        fast = links[fast]; //@ round
      }
      return slow; //@ found
    }
  }
  return -1; //@ none
}
`,
    python: `
def cycle_start(links, head):
    slow = head  #@ slow
    fast = head  #@ fast
    while fast != -1 and links[fast] != -1:  #@ loop
        slow = links[slow]  #@ walk
        fast = links[links[fast]]  #@ run
        if slow == fast:  #@ meet
            slow = head  #@ restart
            while slow != fast:
                slow = links[slow]  #@ near
                fast = links[fast]  #@ round
            return slow  #@ found
    return -1  #@ none
`,
    java: `
class Solution {
    static int cycleStart(int[] links, int head) {
        int slow = head; //@ slow
        int fast = head; //@ fast
        while (fast != -1 && links[fast] != -1) { //@ loop
            slow = links[slow]; //@ walk
            fast = links[links[fast]]; //@ run
            if (slow == fast) { //@ meet
                slow = head; //@ restart
                while (slow != fast) {
                    slow = links[slow]; //@ near
                    fast = links[fast]; //@ round
                }
                return slow; //@ found
            }
        }
        return -1; //@ none
    }
}
`,
  },
  cases: [
    { title: 'Two nodes lead into a circle of three', args: [[1, 2, 3, 4, 2], 0] },
    { title: 'The circle includes the head', args: [[2, 0, 1], 0] },
    { title: 'A straight list comes to its end', args: [[3, -1, 1, 2], 0] },
    { title: 'A node that leads to itself', args: [[1, 1], 0] },
    { title: 'A list without nodes', args: [[], -1] },
  ],
  structure: { variable: 'links', kind: 'array' },
  pointers: ['slow', 'fast'],
  valueSlots: [
    { lineId: 'walk', variable: 'slow' },
    { lineId: 'run', variable: 'fast' },
    { lineId: 'near', variable: 'slow' },
    { lineId: 'round', variable: 'fast' },
  ],
  narration: {
    slow: {
      phase: 'setup',
      description:
        '{head === -1 ? "There is no head on which to put the slow walker." : "Put the slow walker on the head, node " + slow + "."}',
      annotation: 'slow at {slow}',
      calculation: 'slow = {slow}',
    },
    fast: {
      phase: 'setup',
      description:
        '{head === -1 ? "Nor is there one for the fast walker." : "The fast one starts there, too."}',
      annotation: 'fast at {fast}',
      calculation: 'fast = {fast}',
    },
    loop: {
      phase: 'chase',
      description: 'From node {fast} the fast walker can go on: the end has not come yet.',
      annotation: 'no end yet',
      calculation: 'links[{fast}] = {links[fast]}',
    },
    walk: {
      phase: 'chase',
      description: 'The slow walker takes one step, to node {slow}.',
      annotation: 'slow at {slow}',
      calculation: 'slow = {slow}',
    },
    run: {
      phase: 'chase',
      description:
        'The fast walker takes two steps{fast === -1 ? " and leaves the list" : ", to node " + fast}.',
      annotation: '{fast === -1 ? "fast is out" : "fast at " + fast}',
      calculation: 'fast = {fast}',
    },
    meet: {
      phase: 'chase',
      description:
        '{slow === fast ? "They meet on node " + slow + ", so there is a circle." : "They are in different places."}',
      annotation: '{slow === fast ? "they meet" : "not yet"}',
      calculation: '{slow} = {fast}: {slow === fast}',
    },
    restart: {
      phase: 'entrance',
      description:
        'Send the slow walker back to the head, node {slow}. From now on both take single steps.',
      annotation: 'slow back at {slow}',
      calculation: 'slow = {slow}',
    },
    near: {
      phase: 'entrance',
      description: 'The one from the head steps to node {slow}.',
      annotation: 'slow at {slow}',
      calculation: 'slow = {slow}',
    },
    round: {
      phase: 'entrance',
      description: 'The one inside the circle steps to node {fast}.',
      annotation: 'fast at {fast}',
      calculation: 'fast = {fast}',
    },
    found: {
      phase: 'done',
      description: 'Both stand on node {result}: here the circle begins.',
      annotation: 'circle from {result}',
      calculation: '{slow} = {fast}: {slow === fast}',
    },
    none: {
      phase: 'done',
      description: 'The list has an end, so it has no circle.',
      annotation: 'no circle',
      calculation: 'result = {result}',
    },
  },
  thinking: {
    technical: {
      headline: 'Floyd: the meeting point and the entrance are in step',
      explanation:
        'Inside a cycle the gap between the two pointers changes by one with each round, so they must meet. When they do, the slow one has made d steps and the fast one 2d, and the difference d is a multiple of the cycle length. Let a be the distance from the head to the entrance. A pointer that starts at the head needs a steps to get there; the one at the meeting point has d steps behind it, and after a more it is a plus whole cycles from the head: at the entrance as well. Linear time, two variables. A set of visited nodes is simpler but needs linear memory.',
      keyInsight: 'The distance walked until the meeting is a whole number of circles.',
    },
    fun: {
      headline: 'Tortoise and hare on the park path',
      explanation:
        'A path leads into the park and may or may not end in a loop around the pond; in the fog nobody can see. A hare and a tortoise set off together, two hops to each crawl. If the path ends, the hare bumps into the gate and calls out. If it loops, the hare comes puffing up from behind: you again! Then they play a trick. The tortoise is carried back to the entrance of the park, and both walk on at tortoise speed. Wherever they shake paws for the second time, the path first touches the pond.',
      keyInsight: 'Meet once at two speeds, and once more at the same.',
    },
    spiritual: {
      headline: 'To meet oneself, and then to begin once more',
      explanation:
        'Some paths come to an end, others return into themselves, and from within the walking they look alike. Let one part of you go with care and another hurry ahead. If there is an end, haste will find it and bring the message. If there is none, haste will one day come from behind and stand beside the slow one, and you will know: this is a circle. Do not remain there. Return to the beginning with this knowledge, and walk in even steps. The place where the two meet again is where the repetition began.',
      keyInsight:
        'A circle is recognised by meeting yourself; its gate, by starting again in calm.',
    },
  },
};
