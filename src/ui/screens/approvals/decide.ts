import { awaitsPerson, lookedAt } from '../../../engine/approvals/approvals.ts';
import type { ApprovalState } from '../../../engine/state/state.ts';
import { grouped } from '../../format.ts';
import type { Hands } from '../../hands.ts';
import { openConfirm } from '../../open-confirm.ts';
import { openPrompt } from '../../open-prompt.ts';
import { aboutBatch } from './about-batch.ts';
import { decisionLabels, endWords, whatOf } from './decision-words.ts';
import { unmark } from './marks.ts';

/** An engine hears 64 at once from one console; the others have a word to say, too. */
const atOnce = 16;
const progressEvery = 100;

type Decision = { type: 'approve' } | { type: 'deny'; reason: string };

/** Asks once, naming count and action and all that it is about; nothing is sent before. */
export function askToApprove(hands: Hands, approvals: readonly ApprovalState[]): void {
  const [only] = approvals;
  const label = only && approvals.length === 1 ? decisionLabels(only).approve : 'approve all';
  openConfirm(hands, {
    title: `approve ${whatOf(approvals)} ?`,
    about: aboutBatch(approvals, hands.space()),
    key: 'y',
    label: approvals.length === 1 ? label : `${label} ${grouped(approvals.length)}`,
    run: () => void decideAll(hands, approvals, { type: 'approve' }),
  });
}

/** One reason for all of them. */
export function askToDeny(hands: Hands, approvals: readonly ApprovalState[]): void {
  const count = approvals.length === 1 ? '' : `${grouped(approvals.length)} `;
  const isForAgents = approvals.some(({ asker }) => asker === 'agent');
  openPrompt(hands, {
    prefix: `deny ${count}because: `,
    hint: `the reason goes ${isForAgents ? 'to the agent' : 'on record'}; esc decides nothing`,
    history: [],
    submit(reason) {
      if (reason === '') hands.say('nothing was decided: a denial needs a reason', 'warn');
      else void decideAll(hands, approvals, { type: 'deny', reason });
    },
  });
}

/** Sends each decision on its own, and says in one line what came of all of them. */
export async function decideAll(
  hands: Hands,
  approvals: readonly ApprovalState[],
  decision: Decision,
): Promise<void> {
  unmark(hands, approvals);
  // That takes a moment: the directory is opened, and locked, for it.
  if (hands.session.getLink().type === 'none') hands.say('deciding without an engine');
  const done = decision.type === 'approve' ? 'approved' : 'denied';
  const [only] = approvals;
  if (only && approvals.length === 1) {
    const { action } = only;
    if (standsOtherwise(hands, only)) hands.say(`nothing was decided: ${otherwise}`, 'warn');
    else
      await hands.send(
        { ...decision, ...lookedAt(only) },
        `${done}: ${action.verb} ${action.target}`,
      );
    return;
  }
  const refusals = await sendEach(hands, approvals, decision);
  const words = endWords(done, approvals.length - refusals.length, refusals);
  hands.say(words, refusals.length > 0 ? 'warn' : 'quiet');
}

/** Gives the reasons of those that were refused. */
async function sendEach(
  hands: Hands,
  approvals: readonly ApprovalState[],
  decision: Decision,
): Promise<string[]> {
  const left = [...approvals].reverse();
  const refusals: string[] = [];
  let answered = 0;
  const lane = async () => {
    for (let one = left.pop(); one !== undefined; one = left.pop()) {
      const ack = standsOtherwise(hands, one)
        ? { ok: false as const, reason: otherwise }
        : await hands.tell({ ...decision, ...lookedAt(one) });
      if (!ack.ok) refusals.push(ack.reason);
      answered += 1;
      if (answered % progressEvery === 0) {
        hands.say(`${grouped(answered)} of ${grouped(approvals.length)} decided`);
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  return refusals;
}

const otherwise = 'it has been tried meanwhile: look at it again, then decide';

/**
 * Whether it waits for another decision than the one that was taken: approving what waits must not
 * repeat what may have happened since. What is decided by now the engine refuses in its own words.
 */
function standsOtherwise({ session }: Hands, { id, state }: ApprovalState): boolean {
  const now = session.store.getState().approvals.get(id);
  return now !== undefined && awaitsPerson(now) && now.state !== state;
}
