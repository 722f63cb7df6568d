import type { LessonSource } from '../lesson-source.ts';

export const minimumPathSum: LessonSource = {
  id: 'minimum-path-sum',
  summary: 'Every cell asks its two predecessors for their price and takes the cheaper offer.',
  code: {
    javascript: `
function minPathSum(grid) {
  const height = grid.length; //@ height
  const width = grid[0].length; //@ width
  for (let col = 1; col < width; col++) {
    grid[0][col] += grid[0][col - 1]; //@ top
  }
  for (let row = 1; row < height; row++) {
    grid[row][0] += grid[row - 1][0]; //@ edge
    for (let col = 1; col < width; col++) {
      const cheaper = Math.min(grid[row - 1][col], grid[row][col - 1]); //@ choose
      grid[row][col] += cheaper; //@ pay
    }
  }
  return grid[height - 1][width - 1]; //@ done
}
`,
    python: `
def min_path_sum(grid):
    height = len(grid)  #@ height
    width = len(grid[0])  #@ width
    for col in range(1, width):
        grid[0][col] += grid[0][col - 1]  #@ top
    for row in range(1, height):
        grid[row][0] += grid[row - 1][0]  #@ edge
        for col in range(1, width):
            cheaper = min(grid[row - 1][col], grid[row][col - 1])  #@ choose
            grid[row][col] += cheaper  #@ pay
    return grid[height - 1][width - 1]  #@ done
`,
    java: `
class Solution {
    static int minPathSum(int[][] grid) {
        int height = grid.length; //@ height
        int width = grid[0].length; //@ width
        for (int col = 1; col < width; col++) {
            grid[0][col] += grid[0][col - 1]; //@ top
        }
        for (int row = 1; row < height; row++) {
            grid[row][0] += grid[row - 1][0]; //@ edge
            for (int col = 1; col < width; col++) {
                int cheaper = Math.min(grid[row - 1][col], grid[row][col - 1]); //@ choose
                grid[row][col] += cheaper; //@ pay
            }
        }
        return grid[height - 1][width - 1]; //@ done
    }
}
`,
  },
  cases: [
    {
      title: 'The way around is cheaper',
      args: [
        [
          [1, 3, 1],
          [1, 5, 1],
          [4, 2, 1],
        ],
      ],
    },
    {
      title: 'A free column',
      args: [
        [
          [2, 9],
          [0, 9],
          [0, 1],
        ],
      ],
    },
    { title: 'A single row leaves no choice', args: [[[4, 0, 6]]] },
    { title: 'A single column neither', args: [[[5], [5]]] },
    { title: 'Start and end are one cell', args: [[[8]]] },
  ],
  structure: { variable: 'grid', kind: 'matrix' },
  pointers: ['row,col'],
  valueSlots: [
    { lineId: 'top', variable: 'grid' },
    { lineId: 'choose', variable: 'cheaper' },
    { lineId: 'pay', variable: 'grid' },
  ],
  narration: {
    height: {
      phase: 'setup',
      description: 'The grid has {height} {height === 1 ? "row" : "rows"}.',
      annotation: 'rows: {height}',
      calculation: 'height = {height}',
    },
    width: {
      phase: 'setup',
      description:
        'It has {width} {width === 1 ? "column" : "columns"}. Each cell will be replaced by the price of the cheapest way to it.',
      annotation: 'columns: {width}',
      calculation: 'width = {width}',
    },
    top: {
      phase: 'border',
      description:
        'In the top row the only way to column {col} comes from its left: {grid[0][col - 1]} plus its own {grid[0][col] - grid[0][col - 1]}.',
      annotation: 'top {col}: {grid[0][col]}',
      calculation: '{grid[0][col - 1]} + {grid[0][col] - grid[0][col - 1]} = {grid[0][col]}',
    },
    edge: {
      phase: 'border',
      description:
        'In the first column the only way to row {row} comes from above: {grid[row - 1][0]} plus its own {grid[row][0] - grid[row - 1][0]}.',
      annotation: 'row {row}: {grid[row][0]}',
      calculation: '{grid[row - 1][0]} + {grid[row][0] - grid[row - 1][0]} = {grid[row][0]}',
    },
    choose: {
      phase: 'choose',
      description:
        'To row {row}, column {col} one may come from above for {grid[row - 1][col]} or from the left for {grid[row][col - 1]}: {grid[row - 1][col] === grid[row][col - 1] ? "both are equal" : cheaper === grid[row - 1][col] ? "from above is cheaper" : "from the left is cheaper"}.',
      annotation: 'cheaper: {cheaper}',
      calculation: 'min({grid[row - 1][col]}, {grid[row][col - 1]}) = {cheaper}',
    },
    pay: {
      phase: 'choose',
      description:
        'With the toll of the cell itself, the cheapest way to it costs {grid[row][col]}.',
      annotation: '({row}, {col}): {grid[row][col]}',
      calculation: '{cheaper} + {grid[row][col] - cheaper} = {grid[row][col]}',
    },
    done: {
      phase: 'done',
      description: 'The bottom right cell holds the price of the cheapest way: {result}.',
      annotation: 'costs {result}',
      calculation: 'grid[{height - 1}][{width - 1}] = {result}',
    },
  },
  thinking: {
    technical: {
      headline: 'A shortest path in a grid without back edges',
      explanation:
        'Moves lead only right or down, so the cells form an acyclic graph, and row by row is one of its topological orders. The cheapest path to a cell is the cheaper of the cheapest paths to its upper and left neighbours, plus its own cost. When a cell is reached both neighbours are final. Cells of the first row and the first column have a single predecessor, which must be handled apart, or a missing neighbour would count as free. Each cell is computed in constant time. Writing the totals into the grid itself saves the table; where the input must be kept, one row is enough.',
      keyInsight: 'If every way into a cell passes finished cells, two numbers decide.',
    },
    fun: {
      headline: 'Toll booths on the way to the beach',
      explanation:
        'In this town every crossing has a toll booth, and all streets run east or south, towards the sea. Nobody plans the trip. Instead each keeper paints a sign: what you have spent, at the very least, when you leave my booth. Keepers on the northern and western edge have one neighbour upstream and copy from it. All others lean out, read the sign to the north, read the sign to the west, pick the smaller and add their own toll. The last keeper, with sand in his shoes, paints the sign that everybody wanted to know. No one has driven a metre.',
      keyInsight: 'Read two signs, take the smaller, add your toll, paint your own.',
    },
    spiritual: {
      headline: 'Each place inherits the gentler way',
      explanation:
        'To every place lead two paths from earlier places, and each of them carries its whole past in one number. You need not remember how it came about. Ask both what they have borne so far, and take up the lighter one. Then add what this place itself asks of you; no place is passed without its due. At the edges there is only one path, and nothing to decide. If every place does this small honest thing in its turn, the last one will hold the gentlest journey of all, though none ever saw the whole.',
      keyInsight: 'Choose the lighter past, pay the present, and pass the sum on.',
    },
  },
};
