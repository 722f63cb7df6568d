import type { ApprovalState } from '../../../engine/state/state.ts';
import { grouped, plural } from '../../format.ts';

/** What a decision would do to an approval as it stands, in the few words of a key. */
export function decisionLabels({ state }: Pick<ApprovalState, 'state'>): {
  approve: string;
  deny: string;
} {
  if (state === 'unknown') return { approve: 'once more', deny: 'leave it' };
  if (state === 'failed') return { approve: 'try again', deny: 'leave it' };
  return { approve: 'approve', deny: 'deny' };
}

/** The same in a sentence, with the keys that do it; undefined where that goes without saying. */
export function decisionMeaning(
  { state, asker }: ApprovalState,
  keys: { approve: string; deny: string },
): string | undefined {
  const { approve, deny } = keys;
  const goesOn = asker === 'agent' ? ', and the agent is told so' : '';
  if (state === 'unknown') {
    return `${approve} carries it out once more · ${deny} leaves it as it is${goesOn}`;
  }
  if (state === 'failed') return `${approve} tries it again · ${deny} leaves it as it is`;
  return undefined;
}

/** `waits`, or what became of it that a person has to know. */
export function standsWords({ state }: ApprovalState): { short: string; long: string } {
  if (state === 'unknown') return { short: 'unknown', long: 'outcome unknown' };
  return state === 'failed'
    ? { short: 'failed', long: 'failed' }
    : { short: 'waits', long: 'waits' };
}

/** Approvals that would do the same to targets that begin alike. */
export interface ActionKind {
  count: number;
  verb: string;
  /** The target, or as much of it as all have in common. */
  target: string;
  state: ApprovalState['state'];
}

/** What these would do, by verb, tool and standing, in the order in which they come. */
export function kindsOf(approvals: readonly ApprovalState[]): ActionKind[] {
  const kinds = new Map<string, ActionKind>();
  for (const { tool, state, action } of approvals) {
    const key = JSON.stringify([tool, action.verb, state]);
    const known = kinds.get(key);
    const target = known ? inCommon(known.target, action.target) : action.target;
    kinds.set(key, { count: (known?.count ?? 0) + 1, verb: action.verb, target, state });
  }
  return [...kinds.values()];
}

/** `publish published/two-sum.json`, `12: publish published/…`, `3: delete notes.md, and 2 other kinds`. */
export function whatOf(approvals: readonly ApprovalState[]): string {
  const [first, ...others] = kindsOf(approvals);
  if (!first) return 'nothing';
  const count = approvals.length === 1 ? '' : `${grouped(approvals.length)}: `;
  const more = others.length === 0 ? '' : `, and ${plural(others.length, 'other kind')}`;
  return `${count}${first.verb} ${first.target}${more}`;
}

/** An ellipsis stands for what differs. */
function inCommon(a: string, b: string): string {
  if (a === b) return a;
  const start = a.endsWith('…') ? a.slice(0, -1) : a;
  let length = 0;
  while (length < start.length && start[length] === b[length]) length += 1;
  // Not through the middle of a character that takes two.
  return `${start.slice(0, length).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/** `11 approved, 1 refused: it was denied already, by anna`; of many reasons the first. */
export function endWords(done: string, taken: number, refusals: readonly string[]): string {
  const [first] = refusals;
  const head = `${grouped(taken)} ${done}`;
  if (first === undefined) return head;
  const isOne = refusals.every((reason) => reason === first);
  return `${head}, ${grouped(refusals.length)} refused${isOne ? '' : ', such as'}: ${first}`;
}
