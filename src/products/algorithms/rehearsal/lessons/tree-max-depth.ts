import type { LessonSource } from '../lesson-source.ts';

export const treeMaxDepth: LessonSource = {
  id: 'tree-max-depth',
  summary: 'Walk down a tree one whole level at a time, and its depth is the number of walks.',
  code: {
    javascript: `
function maxDepth(tree) {
  let depth = 0; //@ zero
  if (tree.length === 0 || tree[0] === -1) { //@ empty
    return depth; //@ none
  }
  let level = [0]; //@ root
  while (level.length > 0) { //@ loop
    depth += 1; //@ deeper
    const below = []; //@ below
    for (const place of level) { //@ visit
      for (let child = 2 * place + 1; child <= 2 * place + 2; child++) {
        if (child < tree.length && tree[child] !== -1) { //@ check
          below.push(child); //@ keep
        }
      }
    }
    level = below; //@ descend
  }
  return depth; //@ done
}
`,
    python: `
def max_depth(tree):
    depth = 0  #@ zero
    if len(tree) == 0 or tree[0] == -1:  #@ empty
        return depth  #@ none
    level = [0]  #@ root
    while len(level) > 0:  #@ loop
        depth += 1  #@ deeper
        below = []  #@ below
        for place in level:  #@ visit
            for child in range(2 * place + 1, 2 * place + 3):
                if child < len(tree) and tree[child] != -1:  #@ check
                    below.append(child)  #@ keep
        level = below  #@ descend
    return depth  #@ done
`,
    java: `
import java.util.ArrayList;
import java.util.List;

class Solution {
    static int maxDepth(int[] tree) {
        int depth = 0; //@ zero
        if (tree.length == 0 || tree[0] == -1) { //@ empty
            return depth; //@ none
        }
        List<Integer> level = List.of(0); //@ root
        while (level.size() > 0) { //@ loop
            depth += 1; //@ deeper
            List<Integer> below = new ArrayList<>(); //@ below
            for (int place : level) { //@ visit
                for (int child = 2 * place + 1; child <= 2 * place + 2; child++) {
                    if (child < tree.length && tree[child] != -1) { //@ check
                        below.add(child); //@ keep
                    }
                }
            }
            level = below; //@ descend
        }
        return depth; //@ done
    }
}
`,
  },
  cases: [
    { title: 'The right branch goes deeper', args: [[3, 9, 20, -1, -1, 15, 7]] },
    { title: 'A chain that leans to the left', args: [[5, 4, -1, 3]] },
    { title: 'A root alone', args: [[8]] },
    { title: 'No tree at all', args: [[-1]] },
  ],
  structure: { variable: 'tree', kind: 'tree' },
  pointers: ['place', 'child'],
  valueSlots: [
    { lineId: 'deeper', variable: 'depth' },
    { lineId: 'visit', variable: 'place' },
    { lineId: 'keep', variable: 'below' },
    { lineId: 'descend', variable: 'level' },
  ],
  narration: {
    empty: {
      phase: 'setup',
      description:
        'Is there a root? {tree.length === 0 || tree[0] === -1 ? "Place 0 holds none." : "Yes, with the value " + tree[0] + "."}',
      annotation: '{tree.length === 0 || tree[0] === -1 ? "no root" : "root " + tree[0]}',
      calculation: 'root missing: {tree.length === 0 || tree[0] === -1}',
    },
    none: {
      phase: 'done',
      description: 'A tree without a root has no level, so its depth is {result}.',
      annotation: 'depth {result}',
      calculation: 'result = {result}',
    },
    zero: {
      phase: 'setup',
      description: 'No level has been counted yet.',
      annotation: 'depth {depth}',
      calculation: 'depth = {depth}',
    },
    root: {
      phase: 'setup',
      description: 'The first level to visit is the root alone, at place 0.',
      annotation: 'level {level}',
      calculation: 'level = {level}',
    },
    loop: {
      phase: 'level',
      description:
        'The list of places {level} is not empty, so there is a level number {depth + 1}.',
      annotation: 'nodes: {level.length}',
      calculation: '{level.length} > 0: {level.length > 0}',
    },
    deeper: {
      phase: 'level',
      description: 'Count this level: the depth so far is {depth}.',
      annotation: 'depth {depth}',
      calculation: '{depth - 1} + 1 = {depth}',
    },
    below: {
      phase: 'level',
      description: 'Start an empty list for the nodes one level further down.',
      annotation: 'next level empty',
      calculation: 'below = {below}',
    },
    visit: {
      phase: 'visit',
      description: 'Visit the node {tree[place]} at place {place}.',
      annotation: 'visiting {tree[place]}',
      calculation: 'children at {2 * place + 1} and {2 * place + 2}',
    },
    check: {
      phase: 'visit',
      description:
        'Does {tree[place]} have a {child === 2 * place + 1 ? "left" : "right"} child? {child < tree.length && tree[child] !== -1 ? "Yes, " + tree[child] + " at place " + child + "." : "No, place " + child + (child < tree.length ? " is marked as missing." : " is beyond the end of the array.")}',
      annotation: 'place {child}?',
      calculation: 'child at {child}: {child < tree.length && tree[child] !== -1}',
    },
    keep: {
      phase: 'collect',
      description: 'Note the place {child} of the node {tree[child]} for the next level.',
      annotation: 'next level {below}',
      calculation: 'below = {below}',
    },
    descend: {
      phase: 'descend',
      description:
        'The level is finished. {level.length === 0 ? "There are no nodes below it." : (level.length === 1 ? "Go down to the node at place " : "Go down to the nodes at the places ") + level.join(", ") + "."}',
      annotation: 'level {level}',
      calculation: 'level = {level}',
    },
    done: {
      phase: 'done',
      description: 'An empty level ends the walk: the deepest node lies on level {result}.',
      annotation: 'depth {result}',
      calculation: 'result = {result}',
    },
  },
  thinking: {
    technical: {
      headline: 'Breadth first, counting the frontiers',
      explanation:
        'In this layout the children of place p stand at 2p + 1 and 2p + 2, so no node objects are needed. The walk keeps the places of one level, the frontier, and builds the next one from their existing children. Each pass of the outer loop handles exactly one level, and the number of passes until the frontier is empty is the depth. Every node enters a frontier once, and each asks about two children: linear time. The memory is the widest level. A recursive solution, one plus the larger depth of both subtrees, costs the same time and stack space proportional to the depth.',
      keyInsight: 'Handle a whole level in one pass, and counting passes measures the depth.',
    },
    fun: {
      headline: 'The elevator inspector',
      explanation:
        'An inspector has to report how many floors an upside-down tower has; the entrance is at the top, of course. She rides down floor by floor. On each she knocks at every flat and asks: any stairs down on the left, on the right? She scribbles the door numbers on a fresh page, presses the button on her counter and takes the elevator to precisely those doors. One day the fresh page stays blank. No doors, no more floors. She reads the counter, snaps the notebook shut and has gone to lunch before anyone notices.',
      keyInsight:
        'Click the counter once a floor, and stop when the page for the next floor is blank.',
    },
    spiritual: {
      headline: 'Generations, each giving way to the next',
      explanation:
        'A tree is a family that flows downward from one ancestor. To learn how long the lineage lasts, you need not follow a single proud branch to its tip and return disappointed from the others. Stay with a whole generation. Greet each member, ask who comes after, and hold those names with open hands. Then let the generation go entirely and turn towards its children. Short branches fall quiet without shame; long ones continue. When nobody comes after, the count of your farewells is the depth of the line.',
      keyInsight:
        'Be wholly with one generation, then release it; the depth is how often you let go.',
    },
  },
};
