import type { LessonSource } from '../lesson-source.ts';

export const reverseLinkedList: LessonSource = {
  id: 'reverse-linked-list',
  summary: 'Remember the way on, turn one link, move up: three names are enough to reverse a list.',
  code: {
    javascript: `
function reverseList(links, head) {
  let before = -1; //@ before
  let node = head; //@ start
  while (node !== -1) { //@ loop
    const after = links[node]; //@ remember
    links[node] = before; //@ turn
    before = node; //@ follow
    node = after; //@ step
  }
  return links; //@ done
}
`,
    python: `
def reverse_list(links, head):
    before = -1  #@ before
    node = head  #@ start
    while node != -1:  #@ loop
        after = links[node]  #@ remember
        links[node] = before  #@ turn
        before = node  #@ follow
        node = after  #@ step
    return links  #@ done
`,
    java: `
class Solution {
    static int[] reverseList(int[] links, int head) {
        int before = -1; //@ before
        int node = head; //@ start
        while (node != -1) { //@ loop
            int after = links[node]; //@ remember
            links[node] = before; //@ turn
            before = node; //@ follow
            node = after; //@ step
        }
        return links; //@ done
    }
}
`,
  },
  cases: [
    { title: 'Three nodes in a row', args: [[1, 2, -1], 0] },
    { title: 'The nodes lie out of order', args: [[3, -1, 0, 1], 2] },
    { title: 'Two nodes, the last one in front', args: [[-1, 0], 1] },
    { title: 'A node alone', args: [[-1], 0] },
    { title: 'A list without nodes', args: [[], -1] },
  ],
  structure: { variable: 'links', kind: 'array' },
  pointers: ['before', 'node', 'after'],
  valueSlots: [
    { lineId: 'remember', variable: 'after' },
    { lineId: 'turn', variable: 'links' },
    { lineId: 'follow', variable: 'before' },
    { lineId: 'step', variable: 'node' },
  ],
  narration: {
    before: {
      phase: 'setup',
      description: 'Nothing has been turned yet, so there is no node before the first: {before}.',
      annotation: 'nothing before',
      calculation: 'before = {before}',
    },
    start: {
      phase: 'setup',
      description:
        '{node === -1 ? "The list has no head, so there is nothing to turn." : "Begin at the head, node " + node + "."}',
      annotation: '{node === -1 ? "no node" : "at node " + node}',
      calculation: 'node = {node}',
    },
    loop: {
      phase: 'turn',
      description: 'Node {node} still points onward in the old direction.',
      annotation: 'node {node}',
      calculation: '{node} != -1: {node !== -1}',
    },
    remember: {
      phase: 'turn',
      description:
        'Before its link is lost, note where it leads: {after === -1 ? "nowhere, this is the old end" : "to node " + after}.',
      annotation: 'then {after === -1 ? "the end" : after}',
      calculation: 'links[{node}] = {after}',
    },
    turn: {
      phase: 'turn',
      description:
        'Turn the link of node {node} around: it leads {before === -1 ? "nowhere now, for this is the new end" : "back to node " + before + " now"}.',
      annotation: '{node} to {before === -1 ? "nothing" : before}',
      calculation: 'links[{node}] = {links[node]}',
    },
    follow: {
      phase: 'move',
      description: 'Node {before} is the front of the part that is turned.',
      annotation: 'turned up to {before}',
      calculation: 'before = {before}',
    },
    step: {
      phase: 'move',
      description:
        '{node === -1 ? "The way on leads nowhere: every link is turned." : "Go on to node " + node + ", which was noted before."}',
      annotation: '{node === -1 ? "past the end" : "at node " + node}',
      calculation: 'node = {node}',
    },
    done: {
      phase: 'done',
      description:
        '{before === -1 ? "An empty list is its own reverse." : "The list now begins at node " + before + "; its links are " + JSON.stringify(result) + "."}',
      annotation: '{before === -1 ? "still empty" : "new head " + before}',
      calculation: 'result = {result}',
    },
  },
  thinking: {
    technical: {
      headline: 'Three references and one assignment a node',
      explanation:
        'At the top of the loop the chain is split in two: the nodes from before backwards are reversed and end in -1, those from node onwards are untouched. The body moves one node across the border. The order of its four assignments is everything: the successor must be saved before the link is overwritten, or the rest of the list becomes unreachable. Each node is visited once, so time is linear; the links are changed in place with three variables. A recursive version is shorter but needs a stack frame for every node. The empty list passes straight through.',
      keyInsight: 'Save the way forward first; only then is it safe to point backward.',
    },
    fun: {
      headline: 'Elephants change direction',
      explanation:
        'The circus elephants walk in a line, each holding the tail in front with its trunk. The ringmaster wants them to leave by the other door, and there is no room to pass. So a small boy runs along the line. At each elephant he puts a finger on the neighbour that it holds, so as not to forget where to run next. Then he has it let go and grab the tail behind instead. The very first grabs nothing and swings its trunk happily. When there is no further elephant under his finger, the former rear leads the parade.',
      keyInsight: 'Put a finger on the next elephant before this one lets go.',
    },
    spiritual: {
      headline: 'To turn around without losing the path',
      explanation:
        'Each being looks towards the one that follows, and the whole line faces the same horizon. One day it is asked to face home. This cannot be done at once and by force, for whoever merely lets go is lost. Stand with one alone. Learn first where its gaze was leading, and keep that in your heart. Then let it turn to the one it came from. Take a step, and stand with the next. What was the end is now a beginning, and no one was left behind.',
      keyInsight: 'Know where you would have gone, and you are free to turn.',
    },
  },
};
