import type {
  AssistantBlock,
  ModelMessage,
  ModelReply,
  ToolUseBlock,
} from '../../src/models/port.ts';

const usage = { input: 100, output: 50, cacheWrite5m: 0, cacheWrite1h: 0, cacheRead: 1000 };

/** A whole reply of a model. */
export function reply(
  content: AssistantBlock[],
  stopReason = content.some(({ type }) => type === 'tool_use') ? 'tool_use' : 'end_turn',
): ModelMessage {
  return {
    type: 'message',
    content,
    stopReason,
    usage,
    servedModel: 'served',
    requestId: 'req_1',
    latencyMs: 12,
  };
}

export function says(words: string): AssistantBlock {
  return { type: 'text', text: words };
}

/** A tool call; its id tells what it is. */
export function uses(name: string, input: unknown, id = `use_${name}`): ToolUseBlock {
  return { type: 'tool_use', id, name, input };
}

export function writes(content: string, id?: string): ToolUseBlock {
  return uses('write_file', { path: 'note.json', content }, id);
}

export function edits(oldText: string, newText: string, id?: string): ToolUseBlock {
  return uses('edit_file', { path: 'note.json', old_text: oldText, new_text: newText }, id);
}

/** Asks to delete a file of the draft. */
export function deletes(path: string, id?: string): ToolUseBlock {
  return uses('delete_file', { path, reason: 'it is no use' }, id);
}

export function validates(id?: string): ToolUseBlock {
  return uses('validate', {}, id);
}

export function failure(failureClass: 'transient' | 'deterministic' | 'aborted'): ModelReply {
  const message = `it was ${failureClass}`;
  return { type: 'failure', failure: { class: failureClass, message }, usage: undefined };
}
