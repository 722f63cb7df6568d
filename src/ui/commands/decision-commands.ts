import { waitingApprovals } from '../../engine/approvals/approvals.ts';
import type { ApprovalState } from '../../engine/state/state.ts';
import type { Hands } from '../hands.ts';
import { notLive } from '../not-live.ts';
import { askToAllow, notAllowable } from '../screens/approvals/allow-alike.ts';
import { askToApprove, decideAll } from '../screens/approvals/decide.ts';
import { notHeard } from '../screens/approvals/undecidable.ts';
import type { TypedCommand } from './command.ts';

/** Ids that the last word may become: of what waits, those not named yet. */
function approvalIds(hands: Hands, words: readonly string[]): readonly string[] {
  const start = words.at(-1) ?? '';
  const named = new Set(words.slice(0, -1));
  return waiting(hands)
    .map(({ id }) => id)
    .filter((id) => id.startsWith(start) && !named.has(id));
}

function waiting(hands: Hands): readonly ApprovalState[] {
  return waitingApprovals(hands.session.store.getState());
}

/** The approvals of these ids, or what was expected instead. */
function named(hands: Hands, command: string, ids: readonly string[]): ApprovalState[] | string {
  const why = notHeard(hands);
  if (why !== undefined) return `${command}: ${why}`;
  const byId = new Map(waiting(hands).map((approval) => [approval.id, approval]));
  const wrong = ids.find((id) => !byId.has(id));
  if (ids.length === 0) return `${command}: expected ids of approvals that wait, found nothing`;
  if (wrong !== undefined) {
    return `${command}: expected ids of approvals that wait, found ${wrong}; tab completes them`;
  }
  return [...new Set(ids)].flatMap((id) => byId.get(id) ?? []);
}

/** Decisions by the ids of approvals. What is typed may have been pasted: an approval asks once more. */
export const decisionCommands: readonly TypedCommand[] = [
  {
    name: 'approve',
    args: '<approval>…',
    help: 'approve actions; shows them and asks once more',
    complete: approvalIds,
    run(hands, ids) {
      const approvals = named(hands, 'approve', ids);
      if (typeof approvals === 'string') return approvals;
      askToApprove(hands, approvals);
      return undefined;
    },
  },
  {
    name: 'deny',
    args: '<approval>… <reason>',
    help: 'deny actions with one reason; agents are told it',
    complete: approvalIds,
    run(hands, words) {
      const all = hands.session.store.getState().approvals;
      const reasonAt = words.findIndex((word) => !all.has(word));
      const ids = reasonAt < 0 ? words : words.slice(0, reasonAt);
      const reason = reasonAt < 0 ? '' : words.slice(reasonAt).join(' ');
      if (ids.length === 0) {
        return `deny: expected the id of an approval, found ${words[0] ?? 'nothing'}`;
      }
      const approvals = named(hands, 'deny', ids);
      if (typeof approvals === 'string') return approvals;
      if (reason === '') return 'deny: expected a reason after the ids; agents are told it';
      void decideAll(hands, approvals, { type: 'deny', reason });
      return undefined;
    },
  },
  {
    name: 'allow',
    args: '<approval>',
    help: 'allow all calls like that one for the rest of the run; asks twice',
    complete: (hands, words) => (words.length > 1 ? [] : approvalIds(hands, words)),
    run(hands, [id, ...others]) {
      if (others.length > 0) return 'allow: expected one id: a rule is made from one approval';
      const approvals = named(hands, 'allow', id === undefined ? [] : [id]);
      if (typeof approvals === 'string') return approvals;
      const [approval] = approvals;
      const why = notLive(hands) ?? (approval && notAllowable(approval));
      if (why !== undefined) return `allow: ${why}`;
      if (approval) askToAllow(hands, approval);
      return undefined;
    },
  },
];
