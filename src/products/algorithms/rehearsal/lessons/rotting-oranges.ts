import type { LessonSource } from '../lesson-source.ts';

export const rottingOranges: LessonSource = {
  id: 'rotting-oranges',
  summary: 'Start a breadth-first search from all rotten oranges at once: each wave is one minute.',
  code: {
    javascript: `
function rottingOranges(grid) {
  let fresh = 0; //@ init
  let frontier = []; //@ edge
  for (let row = 0; row < grid.length; row++) {
    for (let col = 0; col < grid[row].length; col++) {
      if (grid[row][col] === 1) {
        fresh += 1; //@ fresh
      }
      if (grid[row][col] === 2) {
        frontier.push([row, col]); //@ rotten
      }
    }
  }
  let minutes = 0; //@ clock
  while (fresh > 0 && frontier.length > 0) { //@ minute
    const next = []; //@ next
    for (const [row, col] of frontier) { //@ orange
      for (const [y, x] of [[row + 1, col], [row - 1, col], [row, col + 1], [row, col - 1]]) {
        if (y >= 0 && y < grid.length && x >= 0 && x < grid[y].length && grid[y][x] === 1) {
          grid[y][x] = 2; //@ rot
          fresh -= 1; //@ fewer
          next.push([y, x]); //@ join
        }
      }
    }
    frontier = next; //@ advance
    minutes += 1; //@ tick
  }
  return fresh === 0 ? minutes : -1; //@ done
}
`,
    python: `
def rotting_oranges(grid):
    fresh = 0  #@ init
    frontier = []  #@ edge
    for row in range(len(grid)):
        for col in range(len(grid[row])):
            if grid[row][col] == 1:
                fresh += 1  #@ fresh
            if grid[row][col] == 2:
                frontier.append((row, col))  #@ rotten
    minutes = 0  #@ clock
    while fresh > 0 and frontier:  #@ minute
        next = []  #@ next
        for row, col in frontier:  #@ orange
            for y, x in ((row + 1, col), (row - 1, col), (row, col + 1), (row, col - 1)):
                if 0 <= y < len(grid) and 0 <= x < len(grid[y]) and grid[y][x] == 1:
                    grid[y][x] = 2  #@ rot
                    fresh -= 1  #@ fewer
                    next.append((y, x))  #@ join
        frontier = next  #@ advance
        minutes += 1  #@ tick
    return minutes if fresh == 0 else -1  #@ done
`,
    java: `
import java.util.ArrayList;
import java.util.List;

class Solution {
    static int rottingOranges(int[][] grid) {
        int fresh = 0; //@ init
        List<int[]> frontier = new ArrayList<>(); //@ edge
        for (int row = 0; row < grid.length; row++) {
            for (int col = 0; col < grid[row].length; col++) {
                if (grid[row][col] == 1) {
                    fresh += 1; //@ fresh
                }
                if (grid[row][col] == 2) {
                    frontier.add(new int[] {row, col}); //@ rotten
                }
            }
        }
        int minutes = 0; //@ clock
        while (fresh > 0 && !frontier.isEmpty()) { //@ minute
            List<int[]> next = new ArrayList<>(); //@ next
            for (int[] place : frontier) { //@ orange
                int row = place[0];
                int col = place[1];
                for (int[] near : new int[][] {{row + 1, col}, {row - 1, col}, {row, col + 1}, {row, col - 1}}) {
                    int y = near[0];
                    int x = near[1];
                    if (y >= 0 && y < grid.length && x >= 0 && x < grid[y].length && grid[y][x] == 1) {
                        grid[y][x] = 2; //@ rot
                        fresh -= 1; //@ fewer
                        next.add(new int[] {y, x}); //@ join
                    }
                }
            }
            frontier = next; //@ advance
            minutes += 1; //@ tick
        }
        return fresh == 0 ? minutes : -1; //@ done
    }
}
`,
  },
  cases: [
    { title: 'The rot walks along a row', args: [[[2, 1, 1]]] },
    {
      title: 'A square rots from its corner',
      args: [
        [
          [2, 1],
          [1, 1],
        ],
      ],
    },
    { title: 'A gap saves one orange', args: [[[2, 0, 1]]] },
    {
      title: 'Nothing is fresh at the start',
      args: [
        [
          [2, 0],
          [0, 2],
        ],
      ],
    },
  ],
  structure: { variable: 'grid', kind: 'matrix' },
  pointers: ['row,col', 'y,x'],
  valueSlots: [
    { lineId: 'fewer', variable: 'fresh' },
    { lineId: 'advance', variable: 'frontier' },
    { lineId: 'tick', variable: 'minutes' },
  ],
  narration: {
    init: {
      phase: 'setup',
      description: 'Begin to count the fresh oranges, with {fresh} known so far.',
      annotation: 'fresh {fresh}',
      calculation: 'fresh = {fresh}',
    },
    edge: {
      phase: 'setup',
      description:
        'The frontier will hold the oranges that can spread the rot; it is empty at first.',
      annotation: 'empty frontier',
      calculation: 'frontier = {frontier}',
    },
    fresh: {
      phase: 'setup',
      description: 'At {[row, col]} lies a fresh orange; counted so far: {fresh}.',
      annotation: 'fresh at {[row, col]}',
      calculation: '{fresh - 1} + 1 = {fresh}',
    },
    rotten: {
      phase: 'setup',
      description: 'At {[row, col]} lies a rotten orange: it joins the frontier.',
      annotation: 'rotten at {[row, col]}',
      calculation: 'frontier = {frontier}',
    },
    clock: {
      phase: 'setup',
      description: 'The clock starts; oranges fresh: {fresh}, rotten: {frontier.length}.',
      annotation: 'minute {minutes}',
      calculation: 'minutes = {minutes}',
    },
    minute: {
      phase: 'wave',
      description:
        'Minute {minutes + 1} begins; oranges still fresh: {fresh}, in the frontier: {frontier.length}.',
      annotation: 'minute {minutes + 1} begins',
      calculation: '{fresh} > 0 and {frontier.length} > 0: {fresh > 0 && frontier.length > 0}',
    },
    next: {
      phase: 'wave',
      description: 'Prepare an empty list for the oranges that rot in this minute.',
      annotation: 'nothing rotted yet',
      calculation: 'next = {next}',
    },
    orange: {
      phase: 'spread',
      description: 'Look around the rotten orange at {[row, col]} for fresh neighbours.',
      annotation: 'spread from {[row, col]}',
      calculation: 'grid[{row}][{col}] = {grid[row][col]}',
    },
    rot: {
      phase: 'spread',
      description: 'The fresh neighbour at {[y, x]} becomes rotten.',
      annotation: '{[y, x]} rots',
      calculation: 'grid[{y}][{x}] = {grid[y][x]}',
    },
    fewer: {
      phase: 'spread',
      description: 'Oranges still fresh after that: {fresh}.',
      annotation: 'fresh {fresh}',
      calculation: '{fresh + 1} - 1 = {fresh}',
    },
    join: {
      phase: 'spread',
      description: 'Note {[y, x]} for the next minute; it must not spread the rot in this one.',
      annotation: 'next: {[y, x]}',
      calculation: 'next = {next}',
    },
    advance: {
      phase: 'wave',
      description:
        '{frontier.length === 0 ? "Nothing rotted in this minute: the frontier is empty." : "What rotted in this minute becomes the new frontier: " + JSON.stringify(frontier) + "."}',
      annotation: 'frontier of {frontier.length}',
      calculation: 'frontier = {frontier}',
    },
    tick: {
      phase: 'wave',
      description: 'The minute is over; minutes passed: {minutes}, oranges still fresh: {fresh}.',
      annotation: '{minutes} passed',
      calculation: '{minutes - 1} + 1 = {minutes}',
    },
    done: {
      phase: 'done',
      description:
        '{fresh === 0 ? "No orange is fresh any more" : "The rot cannot reach every orange"}: the answer is {result}.',
      annotation: 'answer {result}',
      calculation: '{fresh} = 0: {fresh === 0}, result = {result}',
    },
  },
  thinking: {
    technical: {
      headline: 'Breadth-first search with many sources',
      explanation:
        'The minute in which an orange rots is its distance to the nearest orange that was rotten from the start. Breadth-first search visits cells in the order of distance, and putting all sources into the first level gives the distance to the closest one without separate searches. Handling one level per iteration makes the level number the clock. The count of fresh oranges serves twice: it stops the search without an idle last minute, and whatever remains of it proves that some cell cannot be reached. Each cell enters a frontier at most once.',
      keyInsight: 'Start from all sources together, and the level is the distance to the nearest.',
    },
    fun: {
      headline: 'Gossip in the fruit crate',
      explanation:
        'A mouldy orange leans over and whispers: have you heard? One minute later its neighbours are mouldy too, terribly excited and whispering themselves. Several gossips can begin at the same moment in distant corners, and the news rolls toward the middle from everywhere. The rule of the crate: whoever has just heard it must catch breath before passing it on. When everybody knows, look at the clock. And the orange behind the gap, with no neighbour at all? It stays fresh and blissfully ignorant: minus one.',
      keyInsight: 'All gossips talk at once; count the rounds, not the whispers.',
    },
    spiritual: {
      headline: 'Change arrives in waves',
      explanation:
        'Nothing in the world transforms alone. What has changed touches what lies beside it, and in the next breath that too carries the change onward. Watch without haste: let a wave be complete before you name the following one, and time itself becomes visible as a widening ring. From however many centres it comes, each being is reached by the nearest. And should something remain that no wave can touch, acknowledge it honestly rather than wait for ever. Passing away has its order as well.',
      keyInsight: 'Let each wave finish, and you will know how far away everything was.',
    },
  },
};
