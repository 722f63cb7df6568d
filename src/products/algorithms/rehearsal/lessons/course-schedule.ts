import type { LessonSource } from '../lesson-source.ts';

export const courseSchedule: LessonSource = {
  id: 'course-schedule',
  summary:
    'Keep taking what waits for nothing: whoever is never freed stands in or behind a circle.',
  code: {
    javascript: `
function canFinish(courseCount, prerequisites) {
  const unlocks = Array.from({ length: courseCount }, () => []); //@ graph
  const waits = new Array(courseCount).fill(0); //@ waits
  for (const pair of prerequisites) {
    unlocks[pair[1]].push(pair[0]); //@ link
    waits[pair[0]] += 1; //@ count
  }
  const ready = []; //@ ready
  for (let free = 0; free < courseCount; free++) {
    if (waits[free] === 0) {
      ready.push(free); //@ start
    }
  }
  let taken = 0; //@ zero
  while (taken < ready.length) { //@ loop
    const course = ready[taken]; //@ take
    taken += 1;
    for (const later of unlocks[course]) {
      waits[later] -= 1; //@ lower
      if (waits[later] === 0) { //@ check
        ready.push(later); //@ free
      }
    }
  }
  return taken === courseCount; //@ done
}
`,
    python: `
def can_finish(courseCount, prerequisites):
    unlocks = [[] for _ in range(courseCount)]  #@ graph
    waits = [0] * courseCount  #@ waits
    for pair in prerequisites:
        unlocks[pair[1]].append(pair[0])  #@ link
        waits[pair[0]] += 1  #@ count
    ready = []  #@ ready
    for free in range(courseCount):
        if waits[free] == 0:
            ready.append(free)  #@ start
    taken = 0  #@ zero
    while taken < len(ready):  #@ loop
        course = ready[taken]  #@ take
        taken += 1
        for later in unlocks[course]:
            waits[later] -= 1  #@ lower
            if waits[later] == 0:  #@ check
                ready.append(later)  #@ free
    return taken == courseCount  #@ done
`,
    java: `
import java.util.ArrayList;
import java.util.List;

class Solution {
    static boolean canFinish(int courseCount, int[][] prerequisites) {
        List<List<Integer>> unlocks = new ArrayList<>(); //@ graph
        for (int course = 0; course < courseCount; course++) {
            unlocks.add(new ArrayList<>());
        }
        int[] waits = new int[courseCount]; //@ waits
        for (int[] pair : prerequisites) {
            unlocks.get(pair[1]).add(pair[0]); //@ link
            waits[pair[0]] += 1; //@ count
        }
        List<Integer> ready = new ArrayList<>(); //@ ready
        for (int free = 0; free < courseCount; free++) {
            if (waits[free] == 0) {
                ready.add(free); //@ start
            }
        }
        int taken = 0; //@ zero
        while (taken < ready.size()) { //@ loop
            int course = ready.get(taken); //@ take
            taken += 1;
            for (int later : unlocks.get(course)) {
                waits[later] -= 1; //@ lower
                if (waits[later] == 0) { //@ check
                    ready.add(later); //@ free
                }
            }
        }
        return taken == courseCount; //@ done
    }
}
`,
  },
  cases: [
    {
      title: 'One course opens two others',
      args: [
        3,
        [
          [1, 0],
          [2, 0],
          [2, 1],
        ],
      ],
    },
    {
      title: 'Two courses wait for each other',
      args: [
        3,
        [
          [0, 1],
          [1, 0],
          [1, 2],
        ],
      ],
    },
    {
      title: 'Four courses in a diamond',
      args: [
        4,
        [
          [1, 0],
          [2, 0],
          [3, 1],
          [3, 2],
        ],
      ],
    },
    { title: 'Nothing is required', args: [2, []] },
  ],
  structure: { variable: 'unlocks', kind: 'graph' },
  pointers: ['course', 'later'],
  valueSlots: [
    { lineId: 'take', variable: 'course' },
    { lineId: 'lower', variable: 'waits' },
    { lineId: 'free', variable: 'ready' },
  ],
  narration: {
    graph: {
      phase: 'setup',
      description:
        'For each of the {courseCount} courses keep a list of those it unlocks; all lists are empty.',
      annotation: 'courses: {courseCount}',
      calculation: 'unlocks = {unlocks}',
    },
    waits: {
      phase: 'setup',
      description:
        'For each course count the prerequisites it still waits for; none is counted yet.',
      annotation: 'all counts 0',
      calculation: 'waits = {waits}',
    },
    link: {
      phase: 'build',
      description:
        'Course {pair[0]} requires course {pair[1]}: note that {pair[1]} helps to unlock {pair[0]}.',
      annotation: '{pair[1]} before {pair[0]}',
      calculation: 'unlocks[{pair[1]}] = {unlocks[pair[1]]}',
    },
    count: {
      phase: 'build',
      description: 'So course {pair[0]} has one more prerequisite to wait for.',
      annotation: '{pair[0]} waits for {waits[pair[0]]}',
      calculation: '{waits[pair[0]] - 1} + 1 = {waits[pair[0]]}',
    },
    ready: {
      phase: 'start',
      description: 'All rules are noted. The queue of courses that can be taken is empty.',
      annotation: 'queue empty',
      calculation: 'ready = {ready}',
    },
    start: {
      phase: 'start',
      description: 'Course {free} waits for nothing, so it joins the queue from the start.',
      annotation: '{free} is ready',
      calculation: 'waits[{free}] = {waits[free]}',
    },
    zero: {
      phase: 'start',
      description: 'The courses without prerequisites are {ready}. None has been taken yet.',
      annotation: 'taken {taken}',
      calculation: 'taken = {taken}',
    },
    loop: {
      phase: 'take',
      description: 'The queue has a course that is ready and not taken yet.',
      annotation: 'queue {ready.slice(taken)}',
      calculation: '{taken} < {ready.length}: {taken < ready.length}',
    },
    take: {
      phase: 'take',
      description: 'Take course {course}, the next in the queue.',
      annotation: 'take {course}',
      calculation: 'ready[{taken}] = {course}',
    },
    lower: {
      phase: 'unlock',
      description:
        'Course {later} had to wait for {course}; that is over, and the prerequisites it still waits for number {waits[later]}.',
      annotation: '{later} waits for {waits[later]}',
      calculation: '{waits[later] + 1} - 1 = {waits[later]}',
    },
    check: {
      phase: 'unlock',
      description: 'Is course {later} free of open prerequisites now?',
      annotation: '{later} free?',
      calculation: '{waits[later]} = 0: {waits[later] === 0}',
    },
    free: {
      phase: 'unlock',
      description: 'It is: course {later} joins the queue.',
      annotation: '{later} is ready',
      calculation: 'ready = {ready}',
    },
    done: {
      phase: 'done',
      description:
        '{result ? "All " + courseCount + " courses could be taken, in the order " + ready.join(", ") + "." : "Only " + taken + " of " + courseCount + " could be taken: the others lie on a circle of rules or behind one."}',
      annotation: '{result ? "possible" : "impossible"}',
      calculation: '{taken} = {courseCount}: {result}',
    },
  },
  thinking: {
    technical: {
      headline: 'Kahn: peel off vertices of in-degree zero',
      explanation:
        'Courses are vertices, and a rule is an edge from the prerequisite to the course. An order that respects all edges exists exactly when the graph has no cycle. The algorithm counts incoming edges, queues the vertices that have none, and removes one after another; each removal lowers the counts of its successors and queues those that reach zero. A vertex on a cycle never reaches zero, and neither does anything behind it. So the order is complete if and only if every vertex was removed. Each vertex and each edge is handled once: time and space grow as their sum.',
      keyInsight:
        'A graph without cycles always has a vertex that waits for nothing, and still has after its removal.',
    },
    fun: {
      headline: 'The queue at the campus desk',
      explanation:
        'Each course carries a little stack of padlocks, one for every course it demands first. The clerk at the desk serves only those with no padlock left. When one is served, it runs down the corridor with a bunch of keys and clicks one lock off each course that was waiting for it. Whoever loses the last lock sprints to the end of the queue. If two courses hold the keys to each other, they glare across the corridor forever. At closing time the clerk counts the tickets: all served, or somebody is still glaring.',
      keyInsight:
        'Serve the ones with no locks, hand out their keys, and count the tickets at the end.',
    },
    spiritual: {
      headline: 'Begin where nothing holds you',
      explanation:
        'Many things wish to be done, and each seems to wait for another. Do not push at closed doors. Somewhere there is one that asks nothing of you first; enter there. When you have honoured it fully, notice how a weight lifts from others, quietly, one after another, until they too stand open. Continue in this manner. If at last some doors stay closed, it is because they wait for each other in a ring, and no effort inside the ring will free it. To see that clearly is an answer too.',
      keyInsight: 'Take what is free now, and let its completion free what comes after.',
    },
  },
};
