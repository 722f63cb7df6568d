import type { LessonSource } from '../lesson-source.ts';

export const redundantConnection: LessonSource = {
  id: 'redundant-connection',
  summary:
    'Give every group one representative, and an edge inside a group betrays itself at once.',
  code: {
    javascript: `
function redundantConnection(nodeCount, edges) {
  const parent = Array.from({ length: nodeCount }, (_, node) => node); //@ alone

  function find(node) {
    while (parent[node] !== node) { //@ climb
      parent[node] = parent[parent[node]]; //@ shorten
      node = parent[node];
    }
    return node;
  }

  for (const edge of edges) { //@ edge
    const first = find(edge[0]); //@ first
    const second = find(edge[1]); //@ second
    if (first === second) { //@ same
      return edge; //@ found
    }
    parent[second] = first; //@ join
  }
  return []; //@ none
}
`,
    python: `
def redundant_connection(nodeCount, edges):
    parent = list(range(nodeCount))  #@ alone

    def find(node):
        while parent[node] != node:  #@ climb
            parent[node] = parent[parent[node]]  #@ shorten
            node = parent[node]
        return node

    for edge in edges:  #@ edge
        first = find(edge[0])  #@ first
        second = find(edge[1])  #@ second
        if first == second:  #@ same
            return edge  #@ found
        parent[second] = first  #@ join
    return []  #@ none
`,
    java: `
import java.util.stream.IntStream;

class Solution {
    static int[] redundantConnection(int nodeCount, int[][] edges) {
        int[] parent = IntStream.range(0, nodeCount).toArray(); //@ alone
        for (int[] edge : edges) { //@ edge
            int first = find(parent, edge[0]); //@ first
            int second = find(parent, edge[1]); //@ second
            if (first == second) { //@ same
                return edge; //@ found
            }
            parent[second] = first; //@ join
        }
        return new int[0]; //@ none
    }

    private static int find(int[] parent, int node) {
        while (parent[node] != node) { //@ climb
            parent[node] = parent[parent[node]]; //@ shorten
            node = parent[node];
        }
        return node;
    }
}
`,
  },
  cases: [
    {
      title: 'A triangle closes with its third edge',
      args: [
        3,
        [
          [0, 1],
          [1, 2],
          [0, 2],
        ],
      ],
    },
    {
      title: 'Two groups grow together first',
      args: [
        4,
        [
          [0, 1],
          [2, 3],
          [3, 0],
          [1, 3],
        ],
      ],
    },
    {
      title: 'The same connection twice',
      args: [
        3,
        [
          [1, 2],
          [2, 1],
        ],
      ],
    },
    {
      title: 'No edge is too many',
      args: [
        4,
        [
          [0, 3],
          [1, 3],
        ],
      ],
    },
    { title: 'A single connection', args: [2, [[1, 0]]] },
  ],
  structure: { variable: 'parent', kind: 'array' },
  pointers: ['node', 'first', 'second'],
  valueSlots: [
    { lineId: 'first', variable: 'first' },
    { lineId: 'second', variable: 'second' },
    { lineId: 'join', variable: 'parent' },
  ],
  narration: {
    alone: {
      phase: 'setup',
      description:
        'At first each of the {nodeCount} nodes is a group of its own, and its own parent.',
      annotation: 'groups: {nodeCount}',
      calculation: 'parent = {parent}',
    },
    edge: {
      phase: 'edge',
      description: 'The next edge connects {edge[0]} and {edge[1]}.',
      annotation: '{edge[0]} to {edge[1]}',
      calculation: 'edge = {edge}',
    },
    climb: {
      phase: 'find',
      description: 'Node {node} is no representative: it has the parent {parent[node]}.',
      annotation: '{node} under {parent[node]}',
      calculation: '{parent[node]} != {node}: {parent[node] !== node}',
    },
    shorten: {
      phase: 'find',
      description:
        'Let node {node} point at the parent of its parent, {parent[node]} (a representative is its own parent): later searches get shorter.',
      annotation: '{node} under {parent[node]}',
      calculation: 'parent[{node}] = {parent[node]}',
    },
    first: {
      phase: 'find',
      description: 'The representative of {edge[0]} is {first}.',
      annotation: '{edge[0]} in group {first}',
      calculation: 'find({edge[0]}) = {first}',
    },
    second: {
      phase: 'find',
      description: 'The representative of {edge[1]} is {second}.',
      annotation: '{edge[1]} in group {second}',
      calculation: 'find({edge[1]}) = {second}',
    },
    same: {
      phase: 'edge',
      description:
        '{first === second ? "Both ends are in one group already, so a path between them exists without this edge." : "The ends lie in two groups, so this edge is needed."}',
      annotation: '{first === second ? "one group" : "two groups"}',
      calculation: '{first} = {second}: {first === second}',
    },
    found: {
      phase: 'done',
      description: 'The edge {result} is the first that closes a circle.',
      annotation: 'circle at {result}',
      calculation: 'result = {result}',
    },
    join: {
      phase: 'edge',
      description: 'Join the groups: {second} gets the parent {first}.',
      annotation: '{second} under {first}',
      calculation: 'parent[{second}] = {parent[second]}',
    },
    none: {
      phase: 'done',
      description: 'Every edge joined two groups, so none is redundant.',
      annotation: 'no circle',
      calculation: 'result = {result}',
    },
  },
  thinking: {
    technical: {
      headline: 'Union-find detects the edge that closes a cycle',
      explanation:
        'The groups are the connected components of the edges accepted so far, each stored as a tree of parent links whose root represents it. Two nodes are connected exactly when they have the same root. An edge between different roots merges two components, an edge within one closes a cycle. Path halving, the assignment inside find, makes nodes point to their grandparents on the way up; with it alone a sequence of operations costs O(log n) each, amortised, and with union by size almost constant. Linking the end nodes instead of their roots is the usual error: it tears a subtree out of its group.',
      keyInsight: 'Compare representatives, not nodes: equal ones mean that a path exists.',
    },
    fun: {
      headline: 'Clans, chiefs and the unnecessary handshake',
      explanation:
        'On an island everybody is the chief of a clan of one. When two islanders shake hands, they first find out who their chiefs are, by asking whom they follow, and whom that one follows, up to somebody who follows only himself. If the chiefs are two people, one bows to the other and the clans are one. Lazy islanders skip a rung while climbing, so the question is quicker next time. But if both come to the same chief, there is laughter and drums: you two belonged together all along, and the handshake was for nothing.',
      keyInsight: 'Ask for the chiefs; if it is one man, the handshake was superfluous.',
    },
    spiritual: {
      headline: 'To ask who we are at the root',
      explanation:
        'Two meet and believe that they are strangers. Do not look at their faces, follow each one upward, from what it leans on to what that leans on, until you come to something that rests in itself. If there are two such grounds, a bond between them is a true gift: let one ground rest in the other, and all who stood on either are of one house. If there is only one, the bond has existed since long before this meeting. Every such inquiry brings those who made it a little closer to their root.',
      keyInsight: 'Separate or joined is decided at the root, not on the surface.',
    },
  },
};
