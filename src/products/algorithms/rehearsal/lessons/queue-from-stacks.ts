import type { LessonSource } from '../lesson-source.ts';

export const queueFromStacks: LessonSource = {
  id: 'queue-from-stacks',
  summary: 'Pour one stack into another, and last in, first out becomes first in, first out.',
  code: {
    javascript: `
function serveQueue(calls) {
  const inbox = []; //@ inbox
  const outbox = []; //@ outbox
  const served = []; //@ served
  for (const call of calls) { //@ call
    if (call > 0) { //@ kind
      inbox.push(call); //@ join
      continue;
    }
    if (outbox.length === 0) { //@ empty
      while (inbox.length > 0) {
        outbox.push(inbox.pop()); //@ pour
      }
    }
    served.push(outbox.pop()); //@ serve
  }
  return served; //@ done
}
`,
    python: `
def serve_queue(calls):
    inbox = []  #@ inbox
    outbox = []  #@ outbox
    served = []  #@ served
    for call in calls:  #@ call
        if call > 0:  #@ kind
            inbox.append(call)  #@ join
            continue
        if len(outbox) == 0:  #@ empty
            while len(inbox) > 0:
                outbox.append(inbox.pop())  #@ pour
        served.append(outbox.pop())  #@ serve
    return served  #@ done
`,
    java: `
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

class Solution {
    static int[] serveQueue(int[] calls) {
        Deque<Integer> inbox = new ArrayDeque<>(); //@ inbox
        Deque<Integer> outbox = new ArrayDeque<>(); //@ outbox
        List<Integer> served = new ArrayList<>(); //@ served
        for (int call : calls) { //@ call
            if (call > 0) { //@ kind
                inbox.push(call); //@ join
                continue;
            }
            if (outbox.size() == 0) { //@ empty
                while (inbox.size() > 0) {
                    outbox.push(inbox.pop()); //@ pour
                }
            }
            served.add(outbox.pop()); //@ serve
        }
        return served.stream().mapToInt(Integer::intValue).toArray(); //@ done
    }
}
`,
  },
  cases: [
    { title: 'Two join, two are served', args: [[4, 7, 0, 0]] },
    { title: 'A newcomer waits while the others leave', args: [[3, 5, 0, 8, 0, 0]] },
    { title: 'The same number joins twice', args: [[2, 0, 2, 0]] },
    { title: 'Nobody is served', args: [[6, 1]] },
    { title: 'A quiet day', args: [[]] },
  ],
  structure: { variable: 'outbox', kind: 'stack' },
  pointers: [],
  valueSlots: [
    { lineId: 'join', variable: 'inbox' },
    { lineId: 'pour', variable: 'outbox' },
    { lineId: 'serve', variable: 'served' },
  ],
  narration: {
    inbox: {
      phase: 'setup',
      description: 'Whoever joins the queue will be put on the first stack, the inbox.',
      annotation: 'inbox empty',
      calculation: 'inbox = {inbox}',
    },
    outbox: {
      phase: 'setup',
      description: 'Whoever leaves the queue will be taken from the second stack, the outbox.',
      annotation: 'outbox empty',
      calculation: 'outbox = {outbox}',
    },
    served: {
      phase: 'setup',
      description: 'The list of those who were served is still empty.',
      annotation: 'nobody served',
      calculation: 'served = {served}',
    },
    call: {
      phase: 'call',
      description: 'The next call is {call}.',
      annotation: 'call {call}',
      calculation: 'call = {call}',
    },
    kind: {
      phase: 'call',
      description:
        '{call > 0 ? "A number above zero wants to join the queue." : "A zero asks for the one who has waited longest."}',
      annotation: '{call > 0 ? "join" : "serve"}',
      calculation: '{call} > 0: {call > 0}',
    },
    join: {
      phase: 'join',
      description: 'Put {call} on top of the inbox; those who came before lie below.',
      annotation: '{call} joins',
      calculation: 'inbox = {inbox}',
    },
    empty: {
      phase: 'serve',
      description:
        '{outbox.length === 0 ? "The outbox is empty and has to be filled from the inbox." : "The outbox still has the next one on its top; nothing needs to be moved."}',
      annotation: '{outbox.length === 0 ? "pour over" : "ready"}',
      calculation: '{outbox.length} = 0: {outbox.length === 0}',
    },
    pour: {
      phase: 'serve',
      description:
        'Move {outbox[outbox.length - 1]} from the top of the inbox to the top of the outbox, which turns the order around.',
      annotation: 'inbox keeps {inbox.length}',
      calculation: 'outbox = {outbox}',
    },
    serve: {
      phase: 'serve',
      description:
        'The top of the outbox, {served[served.length - 1]}, has waited longest and leaves.',
      annotation: '{served[served.length - 1]} is served',
      calculation: 'served = {served}',
    },
    done: {
      phase: 'done',
      description:
        '{result.length === 0 ? "Nobody was served." : "They were served in the order in which they had joined: " + result.join(", ") + "."}',
      annotation: 'served: {result.length}',
      calculation: 'result = {result}',
    },
  },
  thinking: {
    technical: {
      headline: 'Two reversals make the identity',
      explanation:
        'A stack reverses what passes through it. Send every element through two of them, and the original order is restored. The queue is, at any time, the outbox from top to bottom followed by the inbox from bottom to top. Transfers must happen only when the outbox is empty; pouring earlier would put younger elements above older ones. A single removal can cost as many moves as there are elements, yet each element is pushed twice and popped twice in its whole life, so a sequence of n calls takes linear time, and a call is constant on amortised average.',
      keyInsight: 'Move everything, but only when nothing is left to hand out.',
    },
    fun: {
      headline: 'The waiter with a spike of his own',
      explanation:
        'The cook throws each order slip face up onto a spike, so the newest is on top. That is unfair to whoever came first. So the waiter has a spike of his own. When it is bare, he pulls off slip after slip from the cook and jabs each onto his: the newest lands at the bottom, the oldest on top. Now he just takes from the top. More orders may arrive meanwhile, they pile up on the other spike and do not disturb him. Only when his own is bare again does he reach across. Grumbling customers: none.',
      keyInsight: 'Turn the pile over once, and the patient ones lie on top.',
    },
    spiritual: {
      headline: 'Turned twice, everything is where it began',
      explanation:
        'What arrives last is loudest, and covers what came earlier. If you only ever respond to the top, the oldest longing is never heard. When there is stillness on the giving side, take what has been received and lay it over, one by one. Now the deepest lies uppermost. Give from there, without interruption, even as new things come in on the other side; they are safe, their hour is not yet. Do not turn the pile too early, or patience is lost. Justice is a second reversal, done at the right time.',
      keyInsight: 'Finish giving what you have turned before you turn what is new.',
    },
  },
};
