import type { Tool } from '../../tools/tool.ts';
import type { Recorder } from '../journal/recorder.ts';
import type { ApprovalState } from '../state/state.ts';

/**
 * Says of every action that was begun, and whose end a crash swallowed, that nobody knows whether it
 * happened, and what can be seen of it. It is never repeated by itself.
 */
export async function closeActing(
  { store, record }: Pick<Recorder, 'store' | 'record'>,
  tools: readonly Tool[],
): Promise<void> {
  for (const approval of store.getState().approvals.values()) {
    if (approval.state !== 'acting') continue;
    const { id, item } = approval;
    const seen = await evidenceOf(approval, tools);
    const text = `the engine died after it was begun, before its end was on record; ${seen}`;
    record({ type: 'action.ended', id, item, outcome: 'unknown', text });
  }
}

async function evidenceOf({ tool, input }: ApprovalState, tools: readonly Tool[]): Promise<string> {
  const found = tools.find(({ name }) => name === tool);
  if (!found || found.gate === 'none') return `there is no tool ${tool} any more that could look`;
  return found.evidence(JSON.parse(input)).catch((error: unknown) => {
    return `it cannot be looked at: ${error instanceof Error ? error.message : String(error)}`;
  });
}
