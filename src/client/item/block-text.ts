import type { AssistantBlock, UserBlock } from '../../models/port.ts';
import { textOr } from '../../models/record.ts';

/** The words of a text, result or thinking block; those of a block without words are empty. */
export function blockText(
  block: Exclude<AssistantBlock | UserBlock, { type: 'tool_use' }>,
): string {
  switch (block.type) {
    case 'text':
      return textOr<string>(block.text, '');
    case 'tool_result':
      return textOr<string>(block.content, '');
    case 'thinking':
      return textOr<string>(block.thinking, '');
    case 'redacted_thinking':
      return '(redacted by the provider)';
    default:
      // A block of a kind that came later is shown as it lies on disk.
      return jsonText(block satisfies never);
  }
}

/** A value as JSON; what is nested too deep for that is said to be. `indent` spreads it over lines. */
export function jsonText(value: unknown, indent?: number): string {
  try {
    return JSON.stringify(value, undefined, indent) ?? '';
  } catch {
    return '(nested too deep to be shown)';
  }
}
