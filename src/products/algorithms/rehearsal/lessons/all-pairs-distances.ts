import type { LessonSource } from '../lesson-source.ts';

export const allPairsDistances: LessonSource = {
  id: 'all-pairs-distances',
  summary: 'Allow one more stopover at a time, and three loops find every shortest way there is.',
  code: {
    javascript: `
function allDistances(nodeCount, roads) {
  const distance = Array.from({ length: nodeCount }, () => new Array(nodeCount).fill(-1)); //@ unknown
  for (let node = 0; node < nodeCount; node++) {
    distance[node][node] = 0; //@ self
  }
  for (const [start, end, length] of roads) {
    distance[start][end] = length; //@ road
  }
  for (let via = 0; via < nodeCount; via++) { //@ via
    for (let source = 0; source < nodeCount; source++) {
      for (let to = 0; to < nodeCount; to++) {
        if (distance[source][via] > 0 && distance[via][to] > 0) {
          const detour = distance[source][via] + distance[via][to]; //@ detour
          if (distance[source][to] === -1 || detour < distance[source][to]) { //@ compare
            distance[source][to] = detour; //@ shorter
          }
        }
      }
    }
  }
  return distance; //@ done
}
`,
    python: `
def all_distances(nodeCount, roads):
    distance = [[-1] * nodeCount for _ in range(nodeCount)]  #@ unknown
    for node in range(nodeCount):
        distance[node][node] = 0  #@ self
    for start, end, length in roads:
        distance[start][end] = length  #@ road
    for via in range(nodeCount):  #@ via
        for source in range(nodeCount):
            for to in range(nodeCount):
                if distance[source][via] > 0 and distance[via][to] > 0:
                    detour = distance[source][via] + distance[via][to]  #@ detour
                    if distance[source][to] == -1 or detour < distance[source][to]:  #@ compare
                        distance[source][to] = detour  #@ shorter
    return distance  #@ done
`,
    java: `
import java.util.Arrays;

class Solution {
    static int[][] allDistances(int nodeCount, int[][] roads) {
        int[][] distance = new int[nodeCount][nodeCount]; //@ unknown
        for (int[] row : distance) Arrays.fill(row, -1);
        for (int node = 0; node < nodeCount; node++) {
            distance[node][node] = 0; //@ self
        }
        for (int[] road : roads) {
            distance[road[0]][road[1]] = road[2]; //@ road
        }
        for (int via = 0; via < nodeCount; via++) { //@ via
            for (int source = 0; source < nodeCount; source++) {
                for (int to = 0; to < nodeCount; to++) {
                    if (distance[source][via] > 0 && distance[via][to] > 0) {
                        int detour = distance[source][via] + distance[via][to]; //@ detour
                        if (distance[source][to] == -1 || detour < distance[source][to]) { //@ compare
                            distance[source][to] = detour; //@ shorter
                        }
                    }
                }
            }
        }
        return distance; //@ done
    }
}
`,
  },
  cases: [
    {
      title: 'A detour beats the direct road',
      args: [
        3,
        [
          [0, 1, 2],
          [1, 2, 3],
          [0, 2, 9],
        ],
      ],
    },
    {
      title: 'A ring of one-way roads',
      args: [
        3,
        [
          [0, 1, 1],
          [1, 2, 1],
          [2, 0, 1],
        ],
      ],
    },
    {
      title: 'A way with two stopovers',
      args: [
        4,
        [
          [3, 1, 2],
          [1, 0, 1],
          [0, 2, 4],
        ],
      ],
    },
    {
      title: 'The direct road stays the best',
      args: [
        3,
        [
          [0, 2, 1],
          [2, 1, 1],
          [0, 1, 2],
        ],
      ],
    },
    { title: 'A place without roads', args: [2, []] },
  ],
  structure: { variable: 'distance', kind: 'matrix' },
  pointers: ['source,to'],
  valueSlots: [
    { lineId: 'via', variable: 'via' },
    { lineId: 'detour', variable: 'detour' },
    { lineId: 'shorter', variable: 'distance' },
  ],
  narration: {
    unknown: {
      phase: 'setup',
      description:
        'Draw a table of {nodeCount} by {nodeCount}: row = from, column = to. A -1 says that no way is known.',
      annotation: 'no way known',
      calculation: '{nodeCount} x {nodeCount} = {nodeCount * nodeCount}',
    },
    self: {
      phase: 'setup',
      description: 'From place {node} to itself it is no way at all.',
      annotation: '{node} to {node}: 0',
      calculation: 'distance[{node}][{node}] = {distance[node][node]}',
    },
    road: {
      phase: 'setup',
      description: 'A road leads from {start} to {end}; its length is {length}.',
      annotation: '{start} to {end}: {length}',
      calculation: 'distance[{start}][{end}] = {length}',
    },
    via: {
      phase: 'stopover',
      description:
        'From now on ways may also stop over at {via}; {via === 0 ? "so far no stopover was allowed" : "the stopovers before it were " + Array.from({ length: via }, (_, node) => node).join(", ")}.',
      annotation: 'via {via}',
      calculation: '{via} < {nodeCount}: {via < nodeCount}',
    },
    detour: {
      phase: 'stopover',
      description:
        'From {source} to {via} it is {distance[source][via]}, and from {via} to {to} it is {distance[via][to]}: together {detour}.',
      annotation: '{source}, {via}, {to}: {detour}',
      calculation: '{distance[source][via]} + {distance[via][to]} = {detour}',
    },
    compare: {
      phase: 'compare',
      description:
        '{source === to ? "That leads back to where it began, which is never shorter than staying." : distance[source][to] === -1 ? "Until now no way from " + source + " to " + to + " was known." : "The best way from " + source + " to " + to + " so far has the length " + distance[source][to] + "."}',
      annotation: '{detour} against {distance[source][to]}',
      calculation:
        '{distance[source][to] === -1 ? "no way yet: true" : detour + " < " + distance[source][to] + ": " + (detour < distance[source][to])}',
    },
    shorter: {
      phase: 'compare',
      description:
        'The way over {via} is the best so far: from {source} to {to} it is {distance[source][to]}.',
      annotation: '{source} to {to}: {distance[source][to]}',
      calculation: 'distance[{source}][{to}] = {distance[source][to]}',
    },
    done: {
      phase: 'done',
      description: 'Every place has served as a stopover, so each entry is final: {result}.',
      annotation: 'all pairs done',
      calculation: 'result = {result}',
    },
  },
  thinking: {
    technical: {
      headline: 'Floyd and Warshall: induct on the allowed intermediates',
      explanation:
        'Let d be the shortest distances using only vertices below k in between. A shortest path that may also use k either avoids it, or consists of a path to k and a path from k, both with vertices below k inside. So one pass over all pairs leads from k to k + 1, and it can be done in place because row and column k do not change during their own pass. Three nested loops, cubic time, a square table. The stopover must be the outermost loop; with it inside, pairs are finished before their parts are known, and the answers are wrong without looking so.',
      keyInsight: 'Do not extend paths edge by edge: extend the set of places they may pass.',
    },
    fun: {
      headline: 'The airline that opens one hub a day',
      explanation:
        'A tiny airline has a wall chart of prices between all its towns and a pot of chalk. On Monday town Zero becomes a hub: passengers may change planes there. The clerk goes through the whole chart: would it be cheaper by way of Zero? Then rub out, write anew. On Tuesday town One becomes a hub as well, and through she goes again, and note, the prices to One may already include a change at Zero. On the day when the last town opens its hub the chart is finished. No customer will ever find a trick she has missed.',
      keyInsight: 'Open the hubs one after another, and after each go through the whole chart.',
    },
    spiritual: {
      headline: 'With each place that opens, all grow closer',
      explanation:
        'At first only those know each other whom a direct road unites. All others believe that nothing leads from one to the next. Then one place opens its gate and says: come through me. Every pair in the land looks once, quietly, whether this shortens their distance. Some change, many do not. Then the next gate opens, and it passes on what the earlier ones have given. No one needs to know the whole way. When each place has once been of service to all, nothing between any two is longer than it has to be.',
      keyInsight:
        'Let each place serve once as a passage, and the whole becomes as near as it can.',
    },
  },
};
