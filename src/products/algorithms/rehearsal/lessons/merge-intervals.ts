import type { LessonSource } from '../lesson-source.ts';

export const mergeIntervals: LessonSource = {
  id: 'merge-intervals',
  summary:
    'Sort by start, and each interval has to be compared with a single one: the last merged.',
  code: {
    javascript: `
function mergeIntervals(intervals) {
  const ordered = [...intervals].sort((x, y) => x[0] - y[0]); //@ sort
  const merged = []; //@ init
  for (let i = 0; i < ordered.length; i++) { //@ next
    const start = ordered[i][0]; //@ start
    const end = ordered[i][1]; //@ end
    if (merged.length > 0 && start <= merged[merged.length - 1][1]) { //@ overlap
      const last = merged[merged.length - 1]; //@ last
      last[1] = Math.max(last[1], end); //@ extend
    } else {
      merged.push([start, end]); //@ append
    }
  }
  return merged; //@ done
}
`,
    python: `
def merge_intervals(intervals):
    ordered = sorted(intervals, key=lambda x: x[0])  #@ sort
    merged = []  #@ init
    for i in range(len(ordered)):  #@ next
        start = ordered[i][0]  #@ start
        end = ordered[i][1]  #@ end
        if merged and start <= merged[-1][1]:  #@ overlap
            last = merged[-1]  #@ last
            last[1] = max(last[1], end)  #@ extend
        else:
            merged.append([start, end])  #@ append
    return merged  #@ done
`,
    java: `
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

class Solution {
    static int[][] mergeIntervals(int[][] intervals) {
        int[][] ordered = intervals.clone();
        Arrays.sort(ordered, (x, y) -> Integer.compare(x[0], y[0])); //@ sort
        List<int[]> merged = new ArrayList<>(); //@ init
        for (int i = 0; i < ordered.length; i++) { //@ next
            int start = ordered[i][0]; //@ start
            int end = ordered[i][1]; //@ end
            if (!merged.isEmpty() && start <= merged.get(merged.size() - 1)[1]) { //@ overlap
                int[] last = merged.get(merged.size() - 1); //@ last
                last[1] = Math.max(last[1], end); //@ extend
            } else {
                merged.add(new int[] {start, end}); //@ append
            }
        }
        return merged.toArray(new int[0][]); //@ done
    }
}
`,
  },
  cases: [
    {
      title: 'Two overlap, one stands apart',
      args: [
        [
          [8, 10],
          [1, 3],
          [2, 6],
        ],
      ],
    },
    {
      title: 'Ends that touch',
      args: [
        [
          [1, 4],
          [4, 5],
        ],
      ],
    },
    {
      title: 'One swallows the others',
      args: [
        [
          [1, 9],
          [2, 3],
          [4, 7],
        ],
      ],
    },
    { title: 'A single interval', args: [[[5, 6]]] },
  ],
  structure: { variable: 'ordered', kind: 'array' },
  pointers: ['i'],
  valueSlots: [
    { lineId: 'start', variable: 'start' },
    { lineId: 'end', variable: 'end' },
    { lineId: 'append', variable: 'merged' },
  ],
  narration: {
    sort: {
      phase: 'sort',
      description: 'Put the intervals in the order of their starts: {ordered}.',
      annotation: 'sorted by start',
      calculation: 'ordered = {ordered}',
    },
    init: {
      phase: 'setup',
      description: 'The list of merged intervals is empty at first.',
      annotation: 'nothing merged',
      calculation: 'merged = {merged}',
    },
    next: {
      phase: 'scan',
      description: 'Take the interval {ordered[i]} at index {i}.',
      annotation: 'interval {i}',
      calculation: 'ordered[{i}] = {ordered[i]}',
    },
    start: {
      phase: 'scan',
      description: 'It begins at {start}.',
      annotation: 'start {start}',
      calculation: 'start = {start}',
    },
    end: {
      phase: 'scan',
      description: 'It ends at {end}.',
      annotation: 'end {end}',
      calculation: 'end = {end}',
    },
    overlap: {
      phase: 'compare',
      description:
        '{merged.length === 0 ? "There is no merged interval that it could touch." : "Does it begin at or before " + merged[merged.length - 1][1] + ", where the last merged one ends? " + (start <= merged[merged.length - 1][1] ? "Yes." : "No.")}',
      annotation:
        '{merged.length === 0 ? "the first one" : start <= merged[merged.length - 1][1] ? "they meet" : "stands apart"}',
      calculation:
        '{merged.length === 0 ? "merged is empty" : start + " <= " + merged[merged.length - 1][1] + ": " + (start <= merged[merged.length - 1][1])}',
    },
    last: {
      phase: 'merge',
      description: 'The interval to be joined with it is {last}, the last of the merged ones.',
      annotation: 'join with {last}',
      calculation: 'last = {last}',
    },
    extend: {
      phase: 'merge',
      description: 'Joined with {ordered[i]} it reaches from {last[0]} to {last[1]}.',
      annotation: 'now {last}',
      calculation: 'later end = {last[1]}',
    },
    append: {
      phase: 'append',
      description: 'A new merged interval begins: {merged[merged.length - 1]}.',
      annotation: 'new {merged[merged.length - 1]}',
      calculation: 'merged = {merged}',
    },
    done: {
      phase: 'done',
      description: 'All intervals are placed; what remains is {result}.',
      annotation: '{result.length} left',
      calculation: 'result = {result}',
    },
  },
  thinking: {
    technical: {
      headline: 'Sorting makes overlap a local question',
      explanation:
        'After sorting by start, any interval that meets an earlier group must meet the group with the greatest end, and that is the last one merged: earlier groups were closed because their ends lie before a start already seen. One comparison per interval decides between extending and appending. The maximum matters when extending, since an interval may lie wholly inside its predecessor. Sorting dominates with O(n log n); the scan is linear. Fresh pairs are appended, so the input stays as it was.',
      keyInsight: 'In the right order, only the most recent group can still grow.',
    },
    fun: {
      headline: 'Booking the karaoke room',
      explanation:
        'Ten bands scribble their hours on a napkin and you want to know when the karaoke room is noisy. Read the napkin as written and you go mad; line the bands up by starting time and it is a breeze. Is somebody still howling when the next band walks in? Then it is one long noise; check only who leaves last. Is the room silent? Start a new line in the complaint book. A band that plays five minutes in the middle of an all-nighter changes nothing.',
      keyInsight: 'Ask each newcomer one thing: is anybody still singing?',
    },
    spiritual: {
      headline: 'What touches becomes one',
      explanation:
        'Seen without order, the seasons of a life look like a heap of fragments. Lay them down by their beginnings and a quiet shape appears. Where one season begins before the other has ended, there was never a border; let them flow together and take the longer breath of the two. Where stillness lies between them, honour the gap and let something new begin. You look back only as far as the last embrace, for what closed before it has found its rest.',
      keyInsight: 'Put things in order first, and their unity shows itself.',
    },
  },
};
