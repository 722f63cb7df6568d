import type { LessonSource } from '../lesson-source.ts';

export const numberOfIslands: LessonSource = {
  id: 'number-of-islands',
  summary: 'Count an island when you first step on it, then mark all of it so that it counts once.',
  code: {
    javascript: `
function numberOfIslands(grid) {
  let count = 0; //@ init
  for (let row = 0; row < grid.length; row++) { //@ row
    for (let col = 0; col < grid[row].length; col++) { //@ cell
      if (grid[row][col] === 1) { //@ land
        count += 1; //@ count
        grid[row][col] = 2; //@ first
        const stack = [[row, col]]; //@ start
        while (stack.length > 0) { //@ explore
          const [r, c] = stack.pop(); //@ pop
          for (const [y, x] of [[r + 1, c], [r - 1, c], [r, c + 1], [r, c - 1]]) {
            if (y >= 0 && y < grid.length && x >= 0 && x < grid[y].length && grid[y][x] === 1) {
              grid[y][x] = 2; //@ mark
              stack.push([y, x]); //@ push
            }
          }
        }
      }
    }
  }
  return count; //@ done
}
`,
    python: `
def number_of_islands(grid):
    count = 0  #@ init
    for row in range(len(grid)):  #@ row
        for col in range(len(grid[row])):  #@ cell
            if grid[row][col] == 1:  #@ land
                count += 1  #@ count
                grid[row][col] = 2  #@ first
                stack = [(row, col)]  #@ start
                while stack:  #@ explore
                    r, c = stack.pop()  #@ pop
                    for y, x in ((r + 1, c), (r - 1, c), (r, c + 1), (r, c - 1)):
                        if 0 <= y < len(grid) and 0 <= x < len(grid[y]) and grid[y][x] == 1:
                            grid[y][x] = 2  #@ mark
                            stack.append((y, x))  #@ push
    return count  #@ done
`,
    java: `
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

class Solution {
    static int numberOfIslands(int[][] grid) {
        int count = 0; //@ init
        for (int row = 0; row < grid.length; row++) { //@ row
            for (int col = 0; col < grid[row].length; col++) { //@ cell
                if (grid[row][col] == 1) { //@ land
                    count += 1; //@ count
                    grid[row][col] = 2; //@ first
                    Deque<int[]> stack = new ArrayDeque<>(List.of(new int[] {row, col})); //@ start
                    while (!stack.isEmpty()) { //@ explore
                        int[] place = stack.pop(); //@ pop
                        int r = place[0];
                        int c = place[1];
                        for (int[] near : new int[][] {{r + 1, c}, {r - 1, c}, {r, c + 1}, {r, c - 1}}) {
                            int y = near[0];
                            int x = near[1];
                            if (y >= 0 && y < grid.length && x >= 0 && x < grid[y].length && grid[y][x] == 1) {
                                grid[y][x] = 2; //@ mark
                                stack.push(new int[] {y, x}); //@ push
                            }
                        }
                    }
                }
            }
        }
        return count; //@ done
    }
}
`,
  },
  cases: [
    {
      title: 'Two islands of different size',
      args: [
        [
          [1, 1, 0],
          [0, 0, 1],
        ],
      ],
    },
    {
      title: 'A corner does not connect',
      args: [
        [
          [1, 0],
          [0, 1],
        ],
      ],
    },
    {
      title: 'One island around a bend',
      args: [
        [
          [1, 1],
          [1, 0],
        ],
      ],
    },
    { title: 'Nothing but water', args: [[[0, 0]]] },
  ],
  structure: { variable: 'grid', kind: 'matrix' },
  pointers: ['row,col', 'r,c', 'y,x'],
  valueSlots: [
    { lineId: 'count', variable: 'count' },
    { lineId: 'push', variable: 'stack' },
  ],
  narration: {
    init: {
      phase: 'setup',
      description: 'No island has been found yet.',
      annotation: 'count {count}',
      calculation: 'count = {count}',
    },
    row: {
      phase: 'scan',
      description: 'Walk along row {row}, which holds {grid[row]}.',
      annotation: 'row {row}',
      calculation: '{row} < {grid.length}: {row < grid.length}',
    },
    cell: {
      phase: 'scan',
      description: 'Come to row {row}, column {col}.',
      annotation: 'cell {[row, col]}',
      calculation: 'grid[{row}][{col}] = {grid[row][col]}',
    },
    land: {
      phase: 'check',
      description:
        'Is there land not yet counted? {grid[row][col] === 1 ? "Yes, a new island." : grid[row][col] === 2 ? "No, this land was counted before." : "No, it is water."}',
      annotation:
        '{grid[row][col] === 1 ? "new land" : grid[row][col] === 2 ? "counted land" : "water"}',
      calculation: '{grid[row][col]} = 1: {grid[row][col] === 1}',
    },
    count: {
      phase: 'count',
      description: 'Count it at once; islands found so far: {count}.',
      annotation: 'island {count}',
      calculation: '{count - 1} + 1 = {count}',
    },
    first: {
      phase: 'mark',
      description: 'Mark the cell {[row, col]} with 2, so that it cannot be counted again.',
      annotation: 'marked {[row, col]}',
      calculation: 'grid[{row}][{col}] = {grid[row][col]}',
    },
    start: {
      phase: 'explore',
      description: 'Start to explore the island from here: the stack of cells to visit is {stack}.',
      annotation: 'explore island {count}',
      calculation: 'stack = {stack}',
    },
    explore: {
      phase: 'explore',
      description:
        'Marked cells of island {count} whose neighbours were not looked at yet: {stack.length}.',
      annotation: '{stack.length} to visit',
      calculation: '{stack.length} > 0: {stack.length > 0}',
    },
    pop: {
      phase: 'explore',
      description: 'Take the cell {[r, c]} off the stack and look around it.',
      annotation: 'at {[r, c]}',
      calculation: 'stack = {stack}',
    },
    mark: {
      phase: 'mark',
      description: 'Its neighbour {[y, x]} is land of the same island: mark it with 2.',
      annotation: 'marked {[y, x]}',
      calculation: 'grid[{y}][{x}] = {grid[y][x]}',
    },
    push: {
      phase: 'explore',
      description: 'Put {[y, x]} on the stack, for it may have more neighbours.',
      annotation: 'visit {[y, x]} later',
      calculation: 'stack = {stack}',
    },
    done: {
      phase: 'done',
      description: 'Every cell was looked at: the number of islands is {result}.',
      annotation: 'islands: {result}',
      calculation: 'result = {result}',
    },
  },
  thinking: {
    technical: {
      headline: 'Connected components by flood fill',
      explanation:
        'The grid is an implicit graph: land cells are vertices, and cells that share a side are joined by an edge. The number of islands is the number of connected components. A scan finds a vertex that no search has visited, which starts a new component, and a depth-first search from it marks the component entirely. Marking a cell when it is pushed, not when it is popped, keeps it from entering the stack twice. So each cell is pushed at most once, and time and space grow with the number of cells.',
      keyInsight: 'One search marks one whole component, so searches started equal components.',
    },
    fun: {
      headline: 'The island tax collector',
      explanation:
        'A tax collector crosses the sea in a helicopter, row by row. Each time she spots untouched land, she notes one island on her clipboard and drops a crew with buckets of paint. The crew splashes every patch it can walk to, without getting its feet wet and without hopping across corners, and flies home when all the ground is shiny. Should she pass above painted land again, she simply yawns. At the last corner she adds up the clipboard and sends the bills.',
      keyInsight: 'Paint everything you can walk to, and you never bill an island twice.',
    },
    spiritual: {
      headline: 'Many shores, one ground',
      explanation:
        'Two shores may appear to be strangers until you follow the ground between them and find no break. To know what belongs together, do not judge from above; begin at one place and walk, from neighbour to neighbour, until nothing connected remains unvisited. Greet each place once, and let your greeting stay on it. Then lift your eyes again. What you have embraced you need not count a second time, and what is still untouched is truly another world.',
      keyInsight: 'Follow the connection to its end before you say how many there are.',
    },
  },
};
