import type { ApprovalState } from '../../../engine/state/state.ts';
import type { Hands } from '../../hands.ts';
import { isReadable } from '../../reading-time.ts';
import type { Mark, Ui } from '../../ui.ts';

type Marks = ReadonlyMap<string, Mark>;

/** A mark is on the action as it stood: one that asks for something else by now, or failed since, has none. */
export function isMarked(marks: Marks, { id, digest, state }: ApprovalState): boolean {
  const mark = marks.get(id);
  return mark !== undefined && mark.digest === digest && mark.state === state;
}

/** Those marked that still wait, oldest first. */
export function markedOf(hands: Hands): readonly ApprovalState[] {
  const { marks } = hands.ui.get().approvals;
  if (marks.size === 0) return [];
  return hands.frame().approvals.filter((approval) => isMarked(marks, approval));
}

/** Whether all of them have been marked long enough for a person to have seen what they marked. */
export function areReadable(hands: Hands, marked: readonly ApprovalState[]): boolean {
  const { marks } = hands.ui.get().approvals;
  const nowMs = hands.now();
  return marked.every(({ id }) => isReadable(marks.get(id)?.atMs ?? nowMs, nowMs));
}

/** Same tool, same verb, and they stand alike: what waits is not mixed with what may have happened. */
export function areAlike(a: ApprovalState, b: ApprovalState): boolean {
  return a.tool === b.tool && a.action.verb === b.action.verb && a.state === b.state;
}

/** Marks these, or takes their marks away when all of them have one. */
export function toggleMarks(hands: Hands, approvals: readonly ApprovalState[]): void {
  const { marks } = hands.ui.get().approvals;
  const isUnmarking = approvals.every((approval) => isMarked(marks, approval));
  const next = new Map(markedOf(hands).flatMap(({ id }) => entryOf(marks, id)));
  const atMs = hands.now();
  for (const { id, digest, state } of approvals) {
    if (isUnmarking) next.delete(id);
    else if (!next.has(id)) next.set(id, { digest, state, atMs });
  }
  hands.ui.set((ui) => withMarks(ui, next));
}

/** Takes the marks of these away, of all without any named. */
export function unmark(hands: Hands, approvals?: readonly ApprovalState[]): void {
  const { marks } = hands.ui.get().approvals;
  if (marks.size === 0) return;
  const next = new Map(approvals === undefined ? [] : marks);
  for (const { id } of approvals ?? []) next.delete(id);
  hands.ui.set((ui) => withMarks(ui, next));
}

function entryOf(marks: Marks, id: string): [string, Mark][] {
  const mark = marks.get(id);
  return mark ? [[id, mark]] : [];
}

function withMarks(ui: Ui, marks: Marks): Ui {
  return { ...ui, approvals: { ...ui.approvals, marks } };
}
