import type { LessonSource } from '../lesson-source.ts';

export const parallelJobs: LessonSource = {
  id: 'parallel-jobs',
  summary: 'In topological order each job knows when it can begin: after its latest predecessor.',
  code: {
    javascript: `
function shortestProject(durations, rules) {
  const opens = durations.map(() => []); //@ graph
  const waits = durations.map(() => 0); //@ waits
  for (const [before, after] of rules) {
    opens[before].push(after); //@ rule
    waits[after] += 1;
  }
  const begin = durations.map(() => 0); //@ begin
  const ready = []; //@ ready
  for (let job = 0; job < durations.length; job++) {
    if (waits[job] === 0) {
      ready.push(job); //@ first
    }
  }
  let total = 0;
  let done = 0;
  while (done < ready.length) {
    const job = ready[done]; //@ job
    done += 1;
    const end = begin[job] + durations[job]; //@ end
    total = Math.max(total, end); //@ total
    for (const next of opens[job]) {
      begin[next] = Math.max(begin[next], end); //@ delay
      waits[next] -= 1;
      if (waits[next] === 0) {
        ready.push(next); //@ free
      }
    }
  }
  return done === durations.length ? total : -1; //@ done
}
`,
    python: `
def shortest_project(durations, rules):
    opens = [[] for _ in durations]  #@ graph
    waits = [0 for _ in durations]  #@ waits
    for before, after in rules:
        opens[before].append(after)  #@ rule
        waits[after] += 1
    begin = [0 for _ in durations]  #@ begin
    ready = []  #@ ready
    for job in range(len(durations)):
        if waits[job] == 0:
            ready.append(job)  #@ first
    total = 0
    done = 0
    while done < len(ready):
        job = ready[done]  #@ job
        done += 1
        end = begin[job] + durations[job]  #@ end
        total = max(total, end)  #@ total
        for next in opens[job]:
            begin[next] = max(begin[next], end)  #@ delay
            waits[next] -= 1
            if waits[next] == 0:
                ready.append(next)  #@ free
    return total if done == len(durations) else -1  #@ done
`,
    java: `
import java.util.ArrayList;
import java.util.List;

class Solution {
    static int shortestProject(int[] durations, int[][] rules) {
        List<List<Integer>> opens = new ArrayList<>(); //@ graph
        for (int duration : durations) opens.add(new ArrayList<>());
        int[] waits = new int[durations.length]; //@ waits
        for (int[] rule : rules) {
            opens.get(rule[0]).add(rule[1]); //@ rule
            waits[rule[1]] += 1;
        }
        int[] begin = new int[durations.length]; //@ begin
        List<Integer> ready = new ArrayList<>(); //@ ready
        for (int job = 0; job < durations.length; job++) {
            if (waits[job] == 0) {
                ready.add(job); //@ first
            }
        }
        int total = 0;
        int done = 0;
        while (done < ready.size()) {
            int job = ready.get(done); //@ job
            done += 1;
            int end = begin[job] + durations[job]; //@ end
            total = Math.max(total, end); //@ total
            for (int next : opens.get(job)) {
                begin[next] = Math.max(begin[next], end); //@ delay
                waits[next] -= 1;
                if (waits[next] == 0) {
                    ready.add(next); //@ free
                }
            }
        }
        return done == durations.length ? total : -1; //@ done
    }
}
`,
  },
  cases: [
    {
      title: 'A job waits for the longer of two',
      args: [
        [3, 5, 2],
        [
          [0, 2],
          [1, 2],
        ],
      ],
    },
    {
      title: 'Two chains side by side',
      args: [
        [4, 1, 2, 2],
        [
          [0, 1],
          [2, 3],
        ],
      ],
    },
    {
      title: 'Two jobs wait for each other',
      args: [
        [2, 3, 1],
        [
          [1, 2],
          [2, 1],
        ],
      ],
    },
    { title: 'No rules: everything at once', args: [[6, 2], []] },
    { title: 'Nothing to do', args: [[], []] },
  ],
  structure: { variable: 'begin', kind: 'array' },
  pointers: ['job', 'next'],
  valueSlots: [
    { lineId: 'job', variable: 'job' },
    { lineId: 'end', variable: 'end' },
    { lineId: 'delay', variable: 'begin' },
    { lineId: 'free', variable: 'ready' },
  ],
  narration: {
    graph: {
      phase: 'setup',
      description:
        'For each job keep a list of those that may only follow it; there are {durations.length} jobs.',
      annotation: 'jobs: {durations.length}',
      calculation: 'opens = {opens}',
    },
    waits: {
      phase: 'setup',
      description: 'Count for each job how many others it has to wait for.',
      annotation: 'counts at 0',
      calculation: 'waits = {waits}',
    },
    rule: {
      phase: 'setup',
      description: 'Job {after} may not begin before job {before} has ended.',
      annotation: '{before} before {after}',
      calculation: 'opens[{before}] = {opens[before]}',
    },
    begin: {
      phase: 'setup',
      description: 'Unless something delays it, a job begins at hour 0.',
      annotation: 'all from hour 0',
      calculation: 'begin = {begin}',
    },
    ready: {
      phase: 'setup',
      description: 'All rules are noted. No job is known to be ready yet.',
      annotation: 'none ready',
      calculation: 'ready = {ready}',
    },
    first: {
      phase: 'setup',
      description: 'Job {job} waits for nothing and can begin at once.',
      annotation: '{job} is ready',
      calculation: 'waits[{job}] = {waits[job]}',
    },
    job: {
      phase: 'plan',
      description:
        'Plan job {job}: all that it waits for is planned, so it begins at hour {begin[job]}.',
      annotation: 'job {job} at {begin[job]}',
      calculation: 'ready[{done}] = {job}',
    },
    end: {
      phase: 'plan',
      description: 'It takes {durations[job]} and ends at hour {end}.',
      annotation: 'ends at {end}',
      calculation: '{begin[job]} + {durations[job]} = {end}',
    },
    total: {
      phase: 'plan',
      description: 'The latest end so far is hour {total}.',
      annotation: 'total {total}',
      calculation: 'total = {total}',
    },
    delay: {
      phase: 'release',
      description:
        'Job {next} cannot begin before hour {end}: {begin[next] === end ? "its beginning is set to that" : "it begins later than that anyway, at hour " + begin[next]}.',
      annotation: 'job {next} at {begin[next]}',
      calculation: 'begin[{next}] = {begin[next]}',
    },
    free: {
      phase: 'release',
      description: 'That was the last one job {next} had to wait for: it is ready.',
      annotation: '{next} is ready',
      calculation: 'waits[{next}] = {waits[next]}',
    },
    done: {
      phase: 'done',
      description:
        '{result === -1 ? "Only " + done + " of " + durations.length + " jobs could be planned: the others wait in a circle or behind one." : "All is done at hour " + result + "."}',
      annotation: '{result === -1 ? "impossible" : "done at " + result}',
      calculation: '{done} = {durations.length}: {done === durations.length}',
    },
  },
  thinking: {
    technical: {
      headline: 'Longest path in an acyclic graph',
      explanation:
        'With unlimited hands, a job starts at the maximum of the ends of its predecessors, and the project takes as long as its heaviest chain: the critical path. Longest paths are hard in general graphs but easy without cycles, for in topological order all predecessors of a vertex are final when it is visited. Each visited vertex pushes its end along its outgoing edges and lowers their counts; a count of zero puts the successor into the queue. Vertices on a cycle never get there, so fewer visits than vertices means that no plan exists. Linear in vertices and edges.',
      keyInsight:
        'Process in an order that respects the rules, and a maximum per edge is all it takes.',
    },
    fun: {
      headline: 'Sunday roast with too many cooks',
      explanation:
        'There are as many cooks as dishes, so nobody waits for hands, only for each other. The gravy cannot start before the roast is out, the table not before the cloth is ironed. The head cook calls those who need nothing: begin! Whenever a dish will be finished she writes the hour on a paper flag and sticks it on all that hoped for it. If a dish has two flags, the later one counts. Once the last flag it was hoping for is in, its cook may put on the apron. Dinner is at the latest hour ever written, unless two cooks are politely waiting for each other.',
      keyInsight: 'The latest flag decides when you may begin.',
    },
    spiritual: {
      headline: 'The patience of what depends on many',
      explanation:
        'What rests on several others begins when the last of them is complete, not the first. It is no use to push, and no one is to blame. Start with what is already free, let it take its time, and let its completion be told to all who hoped for it. Each hears and moves its own hour back a little, if need be. When all have spoken, the door is open. The whole takes as long as its longest thread of waiting; hurrying anything else changes nothing. And where two wait for one another, time itself cannot help.',
      keyInsight: 'Only the longest thread of waiting decides when the whole is complete.',
    },
  },
};
