import type { LessonSource } from '../lesson-source.ts';

export const nQueens: LessonSource = {
  id: 'n-queens',
  summary: 'Build a board row by row, and turn back the moment a row offers no safe place.',
  code: {
    javascript: `
function countQueens(n) {
  const board = Array.from({ length: n }, () => Array(n).fill(0)); //@ board

  function isSafe(row, column) {
    for (let up = 1; up <= row; up++) {
      if (board[row - up][column] === 1) return false;
      if (column - up >= 0 && board[row - up][column - up] === 1) return false;
      if (column + up < n && board[row - up][column + up] === 1) return false;
    }
    return true;
  }

  function fill(row) {
    if (row === n) {
      return 1; //@ found
    }
    let count = 0;
    for (let column = 0; column < n; column++) {
      if (isSafe(row, column)) {
        board[row][column] = 1; //@ place
        count += fill(row + 1);
        board[row][column] = 0; //@ remove
      }
    }
    return count;
  }

  return fill(0); //@ done
}
`,
    python: `
def count_queens(n):
    board = [[0] * n for _ in range(n)]  #@ board

    def is_safe(row, column):
        for up in range(1, row + 1):
            if board[row - up][column] == 1:
                return False
            if column - up >= 0 and board[row - up][column - up] == 1:
                return False
            if column + up < n and board[row - up][column + up] == 1:
                return False
        return True

    def fill(row):
        if row == n:
            return 1  #@ found
        count = 0
        for column in range(n):
            if is_safe(row, column):
                board[row][column] = 1  #@ place
                count += fill(row + 1)
                board[row][column] = 0  #@ remove
        return count

    return fill(0)  #@ done
`,
    java: `
class Solution {
    static int countQueens(int n) {
        int[][] board = new int[n][n]; //@ board
        return fill(board, 0, n); //@ done
    }

    private static int fill(int[][] board, int row, int n) {
        if (row == n) {
            return 1; //@ found
        }
        int count = 0;
        for (int column = 0; column < n; column++) {
            if (isSafe(board, row, column)) {
                board[row][column] = 1; //@ place
                count += fill(board, row + 1, n);
                board[row][column] = 0; //@ remove
            }
        }
        return count;
    }

    private static boolean isSafe(int[][] board, int row, int column) {
        for (int up = 1; up <= row; up++) {
            if (board[row - up][column] == 1) return false;
            if (column - up >= 0 && board[row - up][column - up] == 1) return false;
            if (column + up < board.length && board[row - up][column + up] == 1) return false;
        }
        return true;
    }
}
`,
  },
  cases: [
    { title: 'Four queens and two solutions', args: [4] },
    { title: 'Three queens always collide', args: [3] },
    { title: 'Two queens have no room', args: [2] },
    { title: 'A queen alone', args: [1] },
  ],
  structure: { variable: 'board', kind: 'matrix' },
  pointers: ['row,column'],
  valueSlots: [
    { lineId: 'place', variable: 'column' },
    { lineId: 'remove', variable: 'count' },
  ],
  narration: {
    board: {
      phase: 'setup',
      description:
        'Set up a board with {n * n} {n === 1 ? "square" : "squares"} and no queen on it.',
      annotation: 'board of size {n}',
      calculation: '{n} x {n} = {n * n}',
    },
    place: {
      phase: 'place',
      description:
        '{row === 0 ? "Nothing threatens row 0" : "No queen further up sees this square"}: place a queen in row {row}, column {column}.',
      annotation: 'queen at ({row}, {column})',
      calculation: 'board[{row}][{column}] = {board[row][column]}',
    },
    found: {
      phase: 'count',
      description:
        'Every row holds a queen and no two attack each other: this board counts as {returned}.',
      annotation: 'a solution',
      calculation: '{row} = {n}: {row === n}',
    },
    remove: {
      phase: 'take back',
      description:
        'All that can follow this queen was tried: take it back from row {row}, column {column}. {row === 0 ? "Solutions so far: " : "Solutions so far with the rows above as they stand: "}{count}.',
      annotation: 'back from ({row}, {column})',
      calculation: 'board[{row}][{column}] = {board[row][column]}',
    },
    done: {
      phase: 'done',
      description: 'Every first square was tried; the number of solutions is {result}.',
      annotation: 'solutions: {result}',
      calculation: 'result = {result}',
    },
  },
  thinking: {
    technical: {
      headline: 'Depth-first search with pruning at every row',
      explanation:
        'In a solution each row holds exactly one queen, so the search decides on one column for each row, from the top. A square is safe if the column and both diagonals above it are empty; rows below need no look, as they are still bare. An unsafe square is cut off with all its continuations, which is what makes the search feasible. After the recursive call the queen is removed, so one board serves all branches. No column repeats along a path, which bounds the paths by n!; with n squares a row and O(n) for each test the whole stays within O(n^2 * n!).',
      keyInsight: 'A partial board that already fails cannot be rescued, so never build on it.',
    },
    fun: {
      headline: 'Seating queens at a very tense dinner',
      explanation:
        'Four queens come to dinner, one a row, and none can bear to see another along a column or a diagonal. The poor butler seats the first in the corner. He seats the second where nobody glares. The third looks around: glare, glare, glare, glare. With many apologies he asks the second to stand up and move along, and if that does not help either, the first. He writes nothing down; the chairs remember. Whenever all four are seated in icy peace he rings a bell, then unseats the last to look for another arrangement.',
      keyInsight: 'Never argue with a blocked row: go back one and move the queen there.',
    },
    spiritual: {
      headline: 'Turning back is part of the way',
      explanation:
        'Each sovereign needs space in all directions, and harmony means that none stands in the sight of another. You set down the first in trust, then the second in respect for the first. When you find that no place is left for the next, nothing has gone wrong. You have learnt that this beginning cannot bear that ending. Lift the last choice gently, let the square be as empty as before, and try its neighbour. What seems a retreat is how the whole is searched without grasping, and every true arrangement will show itself in time.',
      keyInsight: 'Release the last choice completely, and the path continues from there.',
    },
  },
};
