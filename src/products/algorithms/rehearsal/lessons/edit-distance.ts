import type { LessonSource } from '../lesson-source.ts';

export const editDistance: LessonSource = {
  id: 'edit-distance',
  summary:
    'Three small edits end in three neighbouring cells: the cheapest neighbour decides what to do.',
  code: {
    javascript: `
function editDistance(source, target) {
  const table = Array.from({ length: source.length + 1 }, () => Array(target.length + 1).fill(0)); //@ table
  for (let i = 1; i <= source.length; i++) {
    table[i][0] = i; //@ erase
  }
  for (let j = 1; j <= target.length; j++) {
    table[0][j] = j; //@ type
  }
  for (let i = 1; i <= source.length; i++) { //@ row
    for (let j = 1; j <= target.length; j++) { //@ cell
      if (source[i - 1] === target[j - 1]) { //@ same
        table[i][j] = table[i - 1][j - 1]; //@ free
      } else {
        table[i][j] = 1 + Math.min(table[i - 1][j - 1], table[i - 1][j], table[i][j - 1]); //@ edit
      }
    }
  }
  return table[source.length][target.length]; //@ done
}
`,
    python: `
def edit_distance(source, target):
    table = [[0] * (len(target) + 1) for _ in range(len(source) + 1)]  #@ table
    for i in range(1, len(source) + 1):
        table[i][0] = i  #@ erase
    for j in range(1, len(target) + 1):
        table[0][j] = j  #@ type
    for i in range(1, len(source) + 1):  #@ row
        for j in range(1, len(target) + 1):  #@ cell
            if source[i - 1] == target[j - 1]:  #@ same
                table[i][j] = table[i - 1][j - 1]  #@ free
            else:
                table[i][j] = 1 + min(table[i - 1][j - 1], table[i - 1][j], table[i][j - 1])  #@ edit
    return table[len(source)][len(target)]  #@ done
`,
    java: `
class Solution {
    static int editDistance(String source, String target) {
        int[][] table = new int[source.length() + 1][target.length() + 1]; //@ table
        for (int i = 1; i <= source.length(); i++) {
            table[i][0] = i; //@ erase
        }
        for (int j = 1; j <= target.length(); j++) {
            table[0][j] = j; //@ type
        }
        for (int i = 1; i <= source.length(); i++) { //@ row
            for (int j = 1; j <= target.length(); j++) { //@ cell
                if (source.charAt(i - 1) == target.charAt(j - 1)) { //@ same
                    table[i][j] = table[i - 1][j - 1]; //@ free
                } else {
                    table[i][j] = 1 + Math.min(table[i - 1][j - 1], Math.min(table[i - 1][j], table[i][j - 1])); //@ edit
                }
            }
        }
        return table[source.length()][target.length()]; //@ done
    }
}
`,
  },
  cases: [
    { title: 'Drop the first letter', args: ['cat', 'at'] },
    { title: 'Two letters change places', args: ['ab', 'ba'] },
    { title: 'Three edits in a row', args: ['sea', 'at'] },
    { title: 'Nothing to do', args: ['go', 'go'] },
  ],
  structure: { variable: 'table', kind: 'matrix' },
  pointers: ['i,j'],
  valueSlots: [
    { lineId: 'row', variable: 'i' },
    { lineId: 'cell', variable: 'j' },
    { lineId: 'free', variable: 'table' },
    { lineId: 'edit', variable: 'table' },
  ],
  narration: {
    table: {
      phase: 'setup',
      description:
        'Cell [i][j] will hold the cost of turning the first i letters of "{source}" into the first j of "{target}".',
      annotation: '{table.length} by {table[0].length} cells',
      calculation:
        '({source.length} + 1) x ({target.length} + 1) = {table.length * table[0].length} cells',
    },
    erase: {
      phase: 'border',
      description: 'To turn "{source.slice(0, i)}" into nothing, delete every letter of it: {i}.',
      annotation: 'delete {i}',
      calculation: 'table[{i}][0] = {table[i][0]}',
    },
    type: {
      phase: 'border',
      description: 'To make "{target.slice(0, j)}" out of nothing, insert every letter of it: {j}.',
      annotation: 'insert {j}',
      calculation: 'table[0][{j}] = {table[0][j]}',
    },
    row: {
      phase: 'fill',
      description: 'Begin row {i}: the part to change is now "{source.slice(0, i)}".',
      annotation: 'row {i}: {source.slice(0, i)}',
      calculation: '{i} <= {source.length}: {i <= source.length}',
    },
    cell: {
      phase: 'fill',
      description: 'What does it cost to turn "{source.slice(0, i)}" into "{target.slice(0, j)}"?',
      annotation: 'cell [{i}][{j}]',
      calculation: '{j} <= {target.length}: {j <= target.length}',
    },
    same: {
      phase: 'compare',
      description: 'Do both parts end in the same letter?',
      annotation: '{source[i - 1]} and {target[j - 1]}',
      calculation: '{source[i - 1]} = {target[j - 1]}: {source[i - 1] === target[j - 1]}',
    },
    free: {
      phase: 'match',
      description:
        'Both end in "{source[i - 1]}": it stays, and the cost is that of the parts before it, {table[i][j]}.',
      annotation: 'free, {table[i][j]}',
      calculation: 'table[{i - 1}][{j - 1}] = {table[i][j]}',
    },
    edit: {
      phase: 'edit',
      description:
        'They differ: replace, delete or insert the last letter, whichever starts from the cheapest neighbour. The cost becomes {table[i][j]}.',
      annotation: 'one edit, {table[i][j]}',
      calculation:
        '1 + min({table[i - 1][j - 1]}, {table[i - 1][j]}, {table[i][j - 1]}) = {table[i][j]}',
    },
    done: {
      phase: 'done',
      description:
        'The last cell turns the whole of "{source}" into "{target}": the cost is {result}.',
      annotation: 'distance {result}',
      calculation: 'table[{source.length}][{target.length}] = {result}',
    },
  },
  thinking: {
    technical: {
      headline: 'Three edits, three neighbours',
      explanation:
        'Let table[i][j] be the least number of edits from the first i letters of the source to the first j of the target. Against an empty string only deletions or insertions help, which gives the borders. Equal last letters cost nothing and leave the diagonal cell. Otherwise the last edit is a replacement (diagonal), a deletion (above) or an insertion (left), each costing one on top of a finished cell. Taking the minimum is exact because every optimal script ends in one of these. Filling all cells takes the product of the lengths; two rows would be enough memory if only the number were wanted.',
      keyInsight:
        'The last edit has three possible forms, and each leaves a smaller problem of the same kind.',
    },
    fun: {
      headline: 'Autocorrect with a tight wallet',
      explanation:
        'A typesetter charges one coin per change: swap a letter, pull one out, push one in. Letters that are right already are on the house. Before touching the long word she fills in a price list for all its beginnings. For each new box she glances at three old ones: up, left, and up-left across the corner. Up costs a deletion, left an insertion, across a swap. She picks the cheapest, adds her coin, and moves on whistling. By the bottom right corner the bill is done, and no rival shop can undercut it.',
      keyInsight: 'Three old prices, one coin on top: that is the whole negotiation.',
    },
    spiritual: {
      headline: 'Becoming, with the least force',
      explanation:
        'One form wishes to become another. Violence would tear it all down and build anew; that is always possible, and the borders of the table remember its price. Gentleness asks, place by place, what is already as it should be, and leaves it in peace. Where something must change, there are only three gestures: release what is too much, welcome what is missing, transform what is there. Choose the one that rests on the lightest past. So the shortest way between two beings is found in many small acts of attention.',
      keyInsight:
        'Leave alone what is right already; then release, welcome or transform, one thing at a time.',
    },
  },
};
