import type { Hands } from '../../hands.ts';
import { isReadable } from '../../reading-time.ts';
import { picked, readingKey } from './in-focus.ts';
import { areReadable, markedOf } from './marks.ts';

/** Why nothing may be decided now; undefined when it may. */
export function undecidable(hands: Hands): string | undefined {
  const approval = picked(hands);
  if (!approval) return 'nothing waits for a decision';
  const why = notHeard(hands);
  if (why !== undefined) return why;
  const marked = markedOf(hands);
  if (marked.length > 0) {
    return areReadable(hands, marked) ? undefined : 'they have only just been marked: look first';
  }
  return isInFocus(hands) ? undefined : 'it has only just appeared: read it first';
}

/** Why nothing can be told of a decision; one is taken without an engine too, but not while one is silent. */
export function notHeard({ session }: Hands): string | undefined {
  const link = session.getLink();
  return link.type === 'lost' ? link.reason : undefined;
}

/** Whether the one under the cursor has been there long enough to be read. */
export function isInFocus(hands: Hands): boolean {
  const { focus, focusMs } = hands.ui.get().approvals;
  return focus === readingKey(picked(hands)) && isReadable(focusMs, hands.now());
}
