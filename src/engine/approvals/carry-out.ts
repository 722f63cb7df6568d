import { runTool } from '../../tools/run-tool.ts';
import type { Tool, ToolContext, ToolResult } from '../../tools/tool.ts';
import type { Shop } from '../shop.ts';
import type { ApprovalState } from '../state/state.ts';

/** An approved call, and what it is run with. */
export interface ApprovedCall {
  approval: Pick<ApprovalState, 'id' | 'item'>;
  tool: Tool;
  input: unknown;
  context: ToolContext;
}

/**
 * Carries an approved action out, once: on disk before it happens is that it was begun, after it how it
 * ended. Whatever dies in between leaves an action begun and not ended, which no start repeats.
 */
export async function carryOut(
  { record, sync }: Pick<Shop, 'record' | 'sync'>,
  { approval, tool, input, context }: ApprovedCall,
): Promise<ToolResult> {
  const { id, item } = approval;
  record({ type: 'action.begun', id, item });
  await sync();
  const result = await runTool([tool], { name: tool.name, input }, { ...context, approvalId: id });
  if (result.outcome === 'void') {
    const reason = result.text;
    record({ type: 'approval.decided', id, item, decision: 'void', by: tool.name, reason });
  } else {
    const outcome = result.outcome ?? (result.isError ? 'failed' : 'done');
    record({ type: 'action.ended', id, item, outcome, text: result.text });
  }
  return result;
}
