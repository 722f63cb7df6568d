import type { LessonSource } from '../lesson-source.ts';

export const activitySelection: LessonSource = {
  id: 'activity-selection',
  summary: 'Always take the meeting that ends first: it leaves the most room for all others.',
  code: {
    javascript: `
function mostMeetings(meetings) {
  meetings.sort((a, b) => a[1] - b[1]); //@ sort
  let count = 0; //@ zero
  let free = 0; //@ free
  for (let i = 0; i < meetings.length; i++) { //@ next
    if (meetings[i][0] >= free) { //@ check
      count += 1; //@ take
      free = meetings[i][1]; //@ busy
    }
  }
  return count; //@ done
}
`,
    python: `
def most_meetings(meetings):
    meetings.sort(key=lambda meeting: meeting[1])  #@ sort
    count = 0  #@ zero
    free = 0  #@ free
    for i in range(len(meetings)):  #@ next
        if meetings[i][0] >= free:  #@ check
            count += 1  #@ take
            free = meetings[i][1]  #@ busy
    return count  #@ done
`,
    java: `
import java.util.Arrays;

class Solution {
    static int mostMeetings(int[][] meetings) {
        Arrays.sort(meetings, (a, b) -> Integer.compare(a[1], b[1])); //@ sort
        int count = 0; //@ zero
        int free = 0; //@ free
        for (int i = 0; i < meetings.length; i++) { //@ next
            if (meetings[i][0] >= free) { //@ check
                count += 1; //@ take
                free = meetings[i][1]; //@ busy
            }
        }
        return count; //@ done
    }
}
`,
  },
  cases: [
    {
      title: 'A long meeting stands in the way',
      args: [
        [
          [0, 9],
          [1, 3],
          [4, 6],
          [5, 8],
        ],
      ],
    },
    {
      title: 'One begins when another ends',
      args: [
        [
          [2, 5],
          [5, 7],
          [0, 2],
        ],
      ],
    },
    {
      title: 'All at the same time',
      args: [
        [
          [3, 4],
          [3, 4],
          [1, 6],
        ],
      ],
    },
    {
      title: 'The shortest one is a trap',
      args: [
        [
          [0, 5],
          [4, 6],
          [5, 9],
        ],
      ],
    },
    { title: 'No meeting', args: [[]] },
  ],
  structure: { variable: 'meetings', kind: 'matrix' },
  pointers: ['i'],
  valueSlots: [
    { lineId: 'next', variable: 'i' },
    { lineId: 'take', variable: 'count' },
    { lineId: 'busy', variable: 'free' },
  ],
  narration: {
    sort: {
      phase: 'sort',
      description:
        '{meetings.length === 0 ? "There is nothing to sort." : "Sort the meetings by the hour at which they end: " + meetings.map((meeting) => meeting.join(" to ")).join(", ") + "."}',
      annotation: 'meetings: {meetings.length}',
      calculation: 'meetings = {meetings}',
    },
    zero: {
      phase: 'setup',
      description: 'No meeting has been given the room yet.',
      annotation: 'taken {count}',
      calculation: 'count = {count}',
    },
    free: {
      phase: 'setup',
      description: 'The room is free from hour {free} on.',
      annotation: 'free from {free}',
      calculation: 'free = {free}',
    },
    next: {
      phase: 'choose',
      description:
        'Of those not yet looked at, the one from {meetings[i][0]} to {meetings[i][1]} ends first.',
      annotation: '{meetings[i][0]} to {meetings[i][1]}',
      calculation: 'meetings[{i}] = {meetings[i]}',
    },
    check: {
      phase: 'choose',
      description:
        '{meetings[i][0] >= free ? "It begins when the room is free." : "It begins before the room is free at " + free + ", so it has to be turned down."}',
      annotation: '{meetings[i][0] >= free ? "fits" : "turned down"}',
      calculation: '{meetings[i][0]} >= {free}: {meetings[i][0] >= free}',
    },
    take: {
      phase: 'choose',
      description:
        'Give it the room: {count === 1 ? "it is the first one taken" : "that makes " + count + " meetings"}.',
      annotation: 'taken {count}',
      calculation: '{count - 1} + 1 = {count}',
    },
    busy: {
      phase: 'choose',
      description: 'The room is busy until {free}.',
      annotation: 'free from {free}',
      calculation: 'free = {free}',
    },
    done: {
      phase: 'done',
      description: 'More than {result} cannot share the room.',
      annotation: 'at most {result}',
      calculation: 'count = {result}',
    },
  },
  thinking: {
    technical: {
      headline: 'Earliest finish first, by an exchange argument',
      explanation:
        'Take any optimal schedule and replace its first meeting by the one that finishes earliest of all. Nothing can collide, because the replacement ends no later, and the number stays the same. So some optimal schedule begins with the greedy choice, and the argument repeats for what starts after it. Sorting by end dominates the cost; the scan is linear and needs only the time at which the room becomes free. Tempting rules that fail are the earliest start, the shortest duration and the fewest conflicts: for each of them three or more meetings can be arranged that defeat it.',
      keyInsight: 'What ends earliest can never harm a better plan.',
    },
    fun: {
      headline: 'One tennis court, many promises',
      explanation:
        'The club has a single court and a shoebox full of wishes. The caretaker lays the slips in a row by when the players would leave, not by when they would come. He reads the first: gone by three, lovely, here is the key. Then he puts the slip on a nail and reads on. You want to begin while they are still playing? Sorry, next. You begin at three sharp? The court is yours. The gentleman who wished to play from dawn till dusk complains loudly. Nine happy pairs wave at him from the clubhouse.',
      keyInsight: 'Hand the key to those who bring it back soonest.',
    },
    spiritual: {
      headline: 'Prefer what knows how to end',
      explanation:
        'Many things ask for the same room in your life, and you cannot host them all. Do not choose by who arrives first, nor by who asks for the least. Look at how each would leave. The one that ends soonest gives back the room while the day is still long, and everything you might have wished for afterwards is still possible. Welcome it fully. While it is here, those who come too early are kindly turned away, without a second thought. When it has gone, open the door once more.',
      keyInsight: 'What completes itself early makes space for all that is yet to come.',
    },
  },
};
