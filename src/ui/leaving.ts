import { plural } from './format.ts';
import type { Hands } from './hands.ts';
import type { Line } from './line.ts';
import { hasEnded } from './selectors.ts';
import type { Question } from './ui.ts';

/** Whether there is nothing that leaving could do anything to. */
export function isOver({ session }: Hands): boolean {
  const { run } = session.store.getState();
  return run.state === 'none' || hasEnded(run) || session.getLink().type === 'none';
}

/** Leaves at once where nothing runs; asks how otherwise. */
export function askToLeave(hands: Hands): void {
  if (isOver(hands)) hands.leave();
  else ask(hands, leaveQuestion(hands));
}

export function ask(hands: Hands, question: Question): void {
  hands.ui.set((ui) => ({ ...ui, overlay: { type: 'question', question } }));
}

function leaveQuestion(hands: Hands): Question {
  const { summary, approvals } = hands.frame();
  const later: Line = [
    {
      text: ` ${plural(approvals.length, 'approval')} waiting: decide later, by ai-factory attach or ai-factory approve.`,
      tone: 'warn',
    },
  ];
  const detach = {
    label: 'detach',
    detail: 'the batch goes on without this console',
    run: () => hands.leave(),
  };
  return {
    title: 'leave the console?',
    about: [
      [
        {
          text: ` ${plural(summary.items.working, 'item')} in flight. Everything accepted so far is on disk.`,
        },
      ],
      ...(approvals.length > 0 ? [later] : []),
    ],
    answers: [
      ...(hands.canDetach ? [detach] : []),
      { label: 'go back', detail: 'stay here', run: () => {} },
      {
        label: 'finish and stop',
        detail: 'calls in flight are finished, then it stops',
        run: () => stop(hands, 'finish'),
      },
      {
        label: 'stop now',
        detail: 'calls in flight are cut; the next run goes on',
        run: () => stop(hands, 'now'),
      },
    ],
    choice: 0,
    urgent: hands.canDetach ? 3 : 2,
  };
}

/** Asks the run to stop; the console goes when it has. A second "stop now" does not wait for that. */
export function stop(hands: Hands, how: 'finish' | 'now'): void {
  const before = hands.ui.get().stopping;
  if (isOver(hands) || (how === 'now' && before === 'now')) {
    hands.leave();
    return;
  }
  // At once, so that asking twice gets out of here even when the engine does not answer.
  hands.ui.set((ui) => ({ ...ui, stopping: how }));
  const done = how === 'now' ? 'stopping now' : 'finishing what is in flight';
  void hands.send({ type: 'stop', now: how === 'now' }, done).then((taken) => {
    if (!taken) hands.ui.set((ui) => ({ ...ui, stopping: 'no' }));
  });
}
