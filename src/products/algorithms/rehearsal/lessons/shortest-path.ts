import type { LessonSource } from '../lesson-source.ts';

export const shortestPath: LessonSource = {
  id: 'shortest-path',
  summary:
    'The nearest open node cannot get any nearer: settle it, and let it improve its neighbours.',
  code: {
    javascript: `
function shortestPath(nodeCount, edges, source) {
  const length = Array.from({ length: nodeCount }, () => Array(nodeCount).fill(-1)); //@ matrix
  for (const edge of edges) {
    length[edge[0]][edge[1]] = edge[2]; //@ edge
  }
  const distance = new Array(nodeCount).fill(-1); //@ unknown
  distance[source] = 0; //@ source
  const settled = new Array(nodeCount).fill(false); //@ open
  while (true) {
    let current = -1;
    for (let node = 0; node < nodeCount; node++) {
      if (settled[node] || distance[node] === -1) continue;
      if (current === -1 || distance[node] < distance[current]) current = node;
    }
    if (current === -1) { //@ over
      return distance; //@ done
    }
    settled[current] = true; //@ settle
    for (let other = 0; other < nodeCount; other++) {
      if (settled[other] || length[current][other] === -1) continue;
      const through = distance[current] + length[current][other]; //@ through
      if (distance[other] === -1 || through < distance[other]) { //@ better
        distance[other] = through; //@ relax
      }
    }
  }
}
`,
    python: `
def shortest_path(nodeCount, edges, source):
    length = [[-1] * nodeCount for _ in range(nodeCount)]  #@ matrix
    for edge in edges:
        length[edge[0]][edge[1]] = edge[2]  #@ edge
    distance = [-1] * nodeCount  #@ unknown
    distance[source] = 0  #@ source
    settled = [False] * nodeCount  #@ open
    while True:
        current = -1
        for node in range(nodeCount):
            if settled[node] or distance[node] == -1:
                continue
            if current == -1 or distance[node] < distance[current]:
                current = node
        if current == -1:  #@ over
            return distance  #@ done
        settled[current] = True  #@ settle
        for other in range(nodeCount):
            if settled[other] or length[current][other] == -1:
                continue
            through = distance[current] + length[current][other]  #@ through
            if distance[other] == -1 or through < distance[other]:  #@ better
                distance[other] = through  #@ relax
`,
    java: `
import java.util.Arrays;

class Solution {
    static int[] shortestPath(int nodeCount, int[][] edges, int source) {
        int[][] length = new int[nodeCount][nodeCount]; //@ matrix
        for (int[] row : length) Arrays.fill(row, -1);
        for (int[] edge : edges) {
            length[edge[0]][edge[1]] = edge[2]; //@ edge
        }
        int[] distance = new int[nodeCount]; //@ unknown
        Arrays.fill(distance, -1);
        distance[source] = 0; //@ source
        boolean[] settled = new boolean[nodeCount]; //@ open
        while (true) {
            int current = -1;
            for (int node = 0; node < nodeCount; node++) {
                if (settled[node] || distance[node] == -1) continue;
                if (current == -1 || distance[node] < distance[current]) current = node;
            }
            if (current == -1) { //@ over
                return distance; //@ done
            }
            settled[current] = true; //@ settle
            for (int other = 0; other < nodeCount; other++) {
                if (settled[other] || length[current][other] == -1) continue;
                int through = distance[current] + length[current][other]; //@ through
                if (distance[other] == -1 || through < distance[other]) { //@ better
                    distance[other] = through; //@ relax
                }
            }
        }
    }
}
`,
  },
  cases: [
    {
      title: 'The detour is shorter',
      args: [
        3,
        [
          [0, 1, 7],
          [0, 2, 2],
          [2, 1, 3],
        ],
        0,
      ],
    },
    {
      title: 'One node is out of reach',
      args: [
        4,
        [
          [0, 1, 4],
          [1, 2, 1],
          [3, 0, 2],
        ],
        0,
      ],
    },
    {
      title: 'Four nodes and a direct road that loses',
      args: [
        4,
        [
          [0, 1, 1],
          [1, 2, 2],
          [0, 2, 5],
          [2, 3, 1],
        ],
        0,
      ],
    },
    { title: 'No roads at all', args: [2, [], 1] },
  ],
  structure: { variable: 'distance', kind: 'array' },
  pointers: ['current', 'other'],
  valueSlots: [
    { lineId: 'settle', variable: 'current' },
    { lineId: 'through', variable: 'through' },
    { lineId: 'relax', variable: 'distance' },
  ],
  narration: {
    matrix: {
      phase: 'setup',
      description:
        'Make a table with a row and a column for each of the {nodeCount} nodes; no road is entered yet.',
      annotation: 'no roads yet',
      calculation: '{nodeCount} x {nodeCount} = {nodeCount * nodeCount} cells',
    },
    edge: {
      phase: 'setup',
      description: 'Enter the road from {edge[0]} to {edge[1]}, of length {edge[2]}.',
      annotation: '{edge[0]} to {edge[1]}: {edge[2]}',
      calculation: 'length[{edge[0]}][{edge[1]}] = {length[edge[0]][edge[1]]}',
    },
    unknown: {
      phase: 'setup',
      description: 'No node is known to be reachable: every distance is -1.',
      annotation: 'all unknown',
      calculation: '{nodeCount} distances, each -1',
    },
    source: {
      phase: 'setup',
      description: 'The start is at node {source}, and getting there costs nothing.',
      annotation: 'start at {source}',
      calculation: 'distance[{source}] = {distance[source]}',
    },
    open: {
      phase: 'setup',
      description: 'All nodes are open: no distance is final yet.',
      annotation: 'none settled',
      calculation: 'settled = {settled}',
    },
    over: {
      phase: 'choose',
      description:
        '{current === -1 ? "No open node has a known distance, so nothing can improve any more." : "Of the open nodes that are reached, " + current + " is nearest, at distance " + distance[current] + "."}',
      annotation: '{current === -1 ? "none left" : "nearest is " + current}',
      calculation: '{current} = -1: {current === -1}',
    },
    settle: {
      phase: 'settle',
      description:
        'No way through a node further off could be shorter: the distance of {current} is final.',
      annotation: 'settle {current}',
      calculation: 'distance[{current}] = {distance[current]}',
    },
    through: {
      phase: 'relax',
      description: 'By way of {current}, the node {other} can be reached at distance {through}.',
      annotation: 'offer {through}',
      calculation: '{distance[current]} + {length[current][other]} = {through}',
    },
    better: {
      phase: 'relax',
      description:
        '{distance[other] === -1 ? "Node " + other + " was not reached before, so any way is welcome." : "Is that shorter than " + distance[other] + ", the best known so far for node " + other + "?"}',
      annotation: 'better for {other}?',
      calculation:
        '{distance[other] === -1 ? "no distance yet: true" : through + " < " + distance[other] + ": " + (through < distance[other])}',
    },
    relax: {
      phase: 'relax',
      description: 'Note {through} as the best known distance of node {other}.',
      annotation: '{other} at {distance[other]}',
      calculation: 'distance[{other}] = {distance[other]}',
    },
    done: {
      phase: 'done',
      description:
        'The distances from {source} are {result}{result.includes(-1) ? "; -1 marks what cannot be reached" : ""}.',
      annotation: 'final distances',
      calculation: 'result = {result}',
    },
  },
  thinking: {
    technical: {
      headline: 'Dijkstra with a plain scan for the minimum',
      explanation:
        'Each node has a tentative distance. Of all open nodes the one with the least is final: a shorter way would have to leave the settled set through some open node that is at least as far, and lengths are never negative. Settling it relaxes its outgoing edges. Here the minimum is found by scanning all nodes and edges lie in a matrix, so a round costs O(V) and the whole run O(V^2), which is fine for dense graphs. A heap with adjacency lists would give O((V + E) log V). One negative edge breaks the argument, and the algorithm.',
      keyInsight: 'With no negative lengths, the nearest open node already has its final distance.',
    },
    fun: {
      headline: 'Spilled juice finds the way',
      explanation:
        'Tip a glass of juice over one town of a model railway and watch it run along the tracks at an even speed. The first town to get wet is the nearest; nobody can beat juice that has already arrived. The moment it gets wet it sends trickles down its own tracks, and each dry town updates its forecast: splash at minute seven, no wait, there is a short cut, make that five. Always look to the town with the earliest forecast. Those that never get wet put a minus one on the sign and hang out their washing.',
      keyInsight: 'The earliest splash cannot be overtaken, so follow the forecasts in order.',
    },
    spiritual: {
      headline: 'Certainty grows from the nearest outward',
      explanation:
        'You stand at one place and know only that you are here. Everything else is rumour: perhaps so far, perhaps further, perhaps without any road. Do not strain towards the most distant goal. Turn to what is nearest; about it no better news can come, since every other road is longer already. Accept it, and from its ground look out again. Some rumours soften, some distances shrink. In this way trust widens ring by ring, never revoking what it has settled, until all that can be reached is known.',
      keyInsight:
        'Settle what is near with full trust, and the far will be revised in your favour.',
    },
  },
};
