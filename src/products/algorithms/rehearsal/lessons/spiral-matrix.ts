import type { LessonSource } from '../lesson-source.ts';

export const spiralMatrix: LessonSource = {
  id: 'spiral-matrix',
  summary: 'A spiral is a walk whose legs get shorter: count down two lengths and turn around.',
  code: {
    javascript: `
function spiralOrder(matrix) {
  const order = []; //@ order
  let row = 0;
  let col = -1; //@ start
  let across = matrix[0].length; //@ across
  let down = matrix.length - 1; //@ down
  let heading = 1;
  while (across > 0 && down >= 0) { //@ leg
    for (let step = 0; step < across; step++) {
      col += heading;
      order.push(matrix[row][col]); //@ side
    }
    for (let step = 0; step < down; step++) {
      row += heading;
      order.push(matrix[row][col]); //@ drop
    }
    across -= 1;
    down -= 1; //@ shrink
    heading = -heading; //@ turn
  }
  return order; //@ done
}
`,
    python: `
def spiral_order(matrix):
    order = []  #@ order
    row = 0
    col = -1  #@ start
    across = len(matrix[0])  #@ across
    down = len(matrix) - 1  #@ down
    heading = 1
    while across > 0 and down >= 0:  #@ leg
        for step in range(across):
            col += heading
            order.append(matrix[row][col])  #@ side
        for step in range(down):
            row += heading
            order.append(matrix[row][col])  #@ drop
        across -= 1
        down -= 1  #@ shrink
        heading = -heading  #@ turn
    return order  #@ done
`,
    java: `
class Solution {
    static int[] spiralOrder(int[][] matrix) {
        int[] order = new int[matrix.length * matrix[0].length]; //@ order
        int size = 0;
        int row = 0;
        int col = -1; //@ start
        int across = matrix[0].length; //@ across
        int down = matrix.length - 1; //@ down
        int heading = 1;
        while (across > 0 && down >= 0) { //@ leg
            for (int step = 0; step < across; step++) {
                col += heading;
                order[size++] = matrix[row][col]; //@ side
            }
            for (int step = 0; step < down; step++) {
                row += heading;
                order[size++] = matrix[row][col]; //@ drop
            }
            across -= 1;
            down -= 1; //@ shrink
            heading = -heading; //@ turn
        }
        return order; //@ done
    }
}
`,
  },
  cases: [
    {
      title: 'Three rows and three columns',
      args: [
        [
          [1, 2, 3],
          [4, 5, 6],
          [7, 8, 9],
        ],
      ],
    },
    {
      title: 'Wider than high',
      args: [
        [
          [1, 2, 3, 4],
          [5, 6, 7, 8],
        ],
      ],
    },
    { title: 'A single row', args: [[[6, 5, 4]]] },
    { title: 'A single column', args: [[[1], [2], [3]]] },
    { title: 'A single cell', args: [[[7]]] },
  ],
  structure: { variable: 'matrix', kind: 'matrix' },
  pointers: ['row,col'],
  valueSlots: [
    { lineId: 'side', variable: 'order' },
    { lineId: 'drop', variable: 'order' },
    { lineId: 'shrink', variable: 'down' },
    { lineId: 'turn', variable: 'heading' },
  ],
  narration: {
    order: {
      phase: 'setup',
      description: 'The numbers will be listed in the order in which the walk meets them.',
      annotation: 'nothing listed',
      calculation: 'order = {order}',
    },
    start: {
      phase: 'setup',
      description: 'Stand just outside the matrix, to the left of its top row.',
      annotation: 'before row {row}',
      calculation: 'row = {row}, col = {col}',
    },
    across: {
      phase: 'setup',
      description:
        'The first leg goes across the whole top row, {across} {across === 1 ? "step" : "steps"} long.',
      annotation: 'across {across}',
      calculation: 'across = {across}',
    },
    down: {
      phase: 'setup',
      description:
        'The leg after it goes down the last column; its first cell is visited by then, so its steps number {down}.',
      annotation: 'down {down}',
      calculation: '{matrix.length} - 1 = {down}',
    },
    leg: {
      phase: 'walk',
      description:
        'Go {across} {heading > 0 ? "to the right" : "to the left"} and then {down} {heading > 0 ? "down" : "up"}.',
      annotation: '{across} and {down}',
      calculation: '{across} > 0 and {down} >= 0: {across > 0 && down >= 0}',
    },
    side: {
      phase: 'walk',
      description:
        'One step to the {heading > 0 ? "right" : "left"}, to row {row}, column {col}: list {matrix[row][col]}.',
      annotation: '{matrix[row][col]}',
      calculation: 'matrix[{row}][{col}] = {matrix[row][col]}',
    },
    drop: {
      phase: 'walk',
      description:
        'One step {heading > 0 ? "down" : "up"}, to row {row}, column {col}: list {matrix[row][col]}.',
      annotation: '{matrix[row][col]}',
      calculation: 'matrix[{row}][{col}] = {matrix[row][col]}',
    },
    shrink: {
      phase: 'turn',
      description:
        'A row and a column are used up, so both kinds of legs get shorter: {across} and {down}.',
      annotation: 'legs {across}, {down}',
      calculation: 'across = {across}, down = {down}',
    },
    turn: {
      phase: 'turn',
      description:
        'Turn around: the next legs lead {heading > 0 ? "right and down" : "left and up"}.',
      annotation: 'heading {heading}',
      calculation: 'heading = {heading}',
    },
    done: {
      phase: 'done',
      description:
        'No leg is left and all {result.length} {result.length === 1 ? "cell is" : "cells are"} listed: {result}.',
      annotation: 'all listed',
      calculation: 'result = {result}',
    },
  },
  thinking: {
    technical: {
      headline: 'Two leg lengths instead of four borders',
      explanation:
        'The walk consists of legs that alternate between horizontal and vertical. Horizontal legs have the lengths c, c - 1, c - 2 and so on, vertical ones r - 1, r - 2, …, because each leg uses up one row or one column for all that follow. A sign that flips after every pair gives the direction, right and down or left and up. The loop ends when the horizontal length is zero or the vertical one is below zero. Compared with moving four borders, the conditions for a single remaining row or column, where most errors occur, come out of the same two counters.',
      keyInsight: 'Every leg eats one line of the rectangle, so the lengths simply count down.',
    },
    fun: {
      headline: 'Mowing the lawn towards the deck chair',
      explanation:
        'Somebody has put the deck chair in the middle of the lawn, and Aunt Olga starts the mower at the corner. She knows no map. She knows two numbers: so many paces along the fence, so many down the side. At the corner she cuts a pace off each number, spins round and does it again the other way. The uncut patch shrinks politely. When one of her numbers says there are no paces left, she lets go of the handle, and look, there is the chair, and there is the lemonade. Not a blade was mown twice.',
      keyInsight: 'Two numbers of paces, one less each time, and turn at the end.',
    },
    spiritual: {
      headline: 'The way to the centre goes around it',
      explanation:
        'You cannot jump to the middle of a thing. Begin at the outer edge and follow it with patience, to where it ends. Then accept the bend, and follow the next. After every two bends the direction is reversed, and what lies open before you is a little smaller, for what has been walked does not need to be walked again. You do not search for the centre; you only keep to shorter and shorter paths. There comes a moment in which no path is left, and that is where you have arrived.',
      keyInsight: 'Walk the rim faithfully, and it will lead you inward.',
    },
  },
};
