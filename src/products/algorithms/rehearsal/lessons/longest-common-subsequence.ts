import type { LessonSource } from '../lesson-source.ts';

export const longestCommonSubsequence: LessonSource = {
  id: 'longest-common-subsequence',
  summary:
    'Compare two words by their last letters only, and let a table of shorter beginnings do the rest.',
  code: {
    javascript: `
function longestCommonSubsequence(first, second) {
  const table = Array.from({ length: first.length + 1 }, () => Array(second.length + 1).fill(0)); //@ table
  for (let i = 1; i <= first.length; i++) { //@ row
    for (let j = 1; j <= second.length; j++) { //@ cell
      if (first[i - 1] === second[j - 1]) { //@ same
        table[i][j] = table[i - 1][j - 1] + 1; //@ extend
      } else {
        table[i][j] = Math.max(table[i - 1][j], table[i][j - 1]); //@ keep
      }
    }
  }
  return table[first.length][second.length]; //@ done
}
`,
    python: `
def longest_common_subsequence(first, second):
    table = [[0] * (len(second) + 1) for _ in range(len(first) + 1)]  #@ table
    for i in range(1, len(first) + 1):  #@ row
        for j in range(1, len(second) + 1):  #@ cell
            if first[i - 1] == second[j - 1]:  #@ same
                table[i][j] = table[i - 1][j - 1] + 1  #@ extend
            else:
                table[i][j] = max(table[i - 1][j], table[i][j - 1])  #@ keep
    return table[len(first)][len(second)]  #@ done
`,
    java: `
class Solution {
    static int longestCommonSubsequence(String first, String second) {
        int[][] table = new int[first.length() + 1][second.length() + 1]; //@ table
        for (int i = 1; i <= first.length(); i++) { //@ row
            for (int j = 1; j <= second.length(); j++) { //@ cell
                if (first.charAt(i - 1) == second.charAt(j - 1)) { //@ same
                    table[i][j] = table[i - 1][j - 1] + 1; //@ extend
                } else {
                    table[i][j] = Math.max(table[i - 1][j], table[i][j - 1]); //@ keep
                }
            }
        }
        return table[first.length()][second.length()]; //@ done
    }
}
`,
  },
  cases: [
    { title: 'A letter has to be skipped', args: ['sea', 'sa'] },
    { title: 'The same letters in another order', args: ['abc', 'cab'] },
    { title: 'Nothing in common', args: ['ab', 'xyz'] },
    { title: 'Twice the same word', args: ['ok', 'ok'] },
  ],
  structure: { variable: 'table', kind: 'matrix' },
  pointers: ['i,j'],
  valueSlots: [
    { lineId: 'row', variable: 'i' },
    { lineId: 'cell', variable: 'j' },
    { lineId: 'extend', variable: 'table' },
    { lineId: 'keep', variable: 'table' },
  ],
  narration: {
    table: {
      phase: 'setup',
      description:
        'Cell [i][j] will hold the answer for the first i letters of "{first}" and the first j of "{second}". With no letters it is 0, so row 0 and column 0 are right already.',
      annotation: '{table.length} by {table[0].length} zeros',
      calculation:
        '({first.length} + 1) x ({second.length} + 1) = {table.length * table[0].length} cells',
    },
    row: {
      phase: 'fill',
      description: 'Begin row {i}: the part of the first word is now "{first.slice(0, i)}".',
      annotation: 'row {i}: {first.slice(0, i)}',
      calculation: '{i} <= {first.length}: {i <= first.length}',
    },
    cell: {
      phase: 'fill',
      description: 'Compare "{first.slice(0, i)}" with "{second.slice(0, j)}".',
      annotation: 'cell [{i}][{j}]',
      calculation: '{j} <= {second.length}: {j <= second.length}',
    },
    same: {
      phase: 'compare',
      description: 'Do both parts end in the same letter?',
      annotation: '{first[i - 1]} and {second[j - 1]}',
      calculation: '{first[i - 1]} = {second[j - 1]}: {first[i - 1] === second[j - 1]}',
    },
    extend: {
      phase: 'match',
      description:
        'Both end in "{first[i - 1]}": that letter extends the best of the two parts without it, to {table[i][j]}.',
      annotation: 'match, {table[i][j]}',
      calculation: '{table[i - 1][j - 1]} + 1 = {table[i][j]}',
    },
    keep: {
      phase: 'carry',
      description:
        'They differ, so at least one of the two last letters is of no use: keep the better result without one of them, {table[i][j]}.',
      annotation: 'no match, {table[i][j]}',
      calculation: 'max({table[i - 1][j]}, {table[i][j - 1]}) = {table[i][j]}',
    },
    done: {
      phase: 'done',
      description: 'The last cell compares the whole words: the length is {result}.',
      annotation: 'length {result}',
      calculation: 'table[{first.length}][{second.length}] = {result}',
    },
  },
  thinking: {
    technical: {
      headline: 'Optimal substructure on pairs of prefixes',
      explanation:
        'Define table[i][j] as the length of a longest common subsequence of the first i and the first j letters. If the two last letters are equal, some optimal solution matches them, so the value is the diagonal neighbour plus one. If they differ, they cannot both be matched with each other, and dropping one of them loses nothing: take the larger of the upper and the left neighbour. Each cell needs three finished neighbours, so filling row by row works. The cost is the product of both lengths, in time and, with the whole table kept, in space.',
      keyInsight: 'A pair of prefixes is a complete description of what remains to be solved.',
    },
    fun: {
      headline: 'Two playlists at one party',
      explanation:
        'Two DJs want to find the longest run of songs that both have in the same order, skipping freely. They compare only the last tracks. Same song? Great, it goes into the set, and both lists get shorter. Different songs? Then one of them has to give up a last track, and they would argue all night over who, if the wall behind them did not show every shorter negotiation already settled. They peek at both outcomes, take the better one, and the neighbours finally get to hear some music.',
      keyInsight:
        'Equal endings go into the set; otherwise somebody drops a track, and the wall knows who.',
    },
    spiritual: {
      headline: 'Listening for what two stories share',
      explanation:
        'Two lives are told from beginning to end, and between them runs a hidden thread of the same moments in the same order. You find it neither by forcing them to agree nor by rushing to the close. Take a little of each and listen. Where they now speak the same word, rejoice, and add it to the harmony that was there before. Where they differ, let one word go, whichever leaves more in common. What is shared never shrinks as the stories lengthen; it waits, or it grows.',
      keyInsight: 'Let go of what does not meet, and nothing that truly meets is lost.',
    },
  },
};
