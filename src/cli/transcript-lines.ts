import type { Entry } from '../engine/agent/transcript.ts';
import type { AssistantBlock, UserBlock } from '../models/port.ts';
import { cut } from '../ui/sanitise.ts';

const width = 160;
const linesShown = 12;

/** A transcript entry as lines for a person: who said what, tools folded, nothing that moves a terminal. */
export function transcriptLines(entry: Entry): string[] {
  switch (entry.type) {
    case 'opened':
      return [`=== attempt ${entry.attempt}: ${entry.model}, route ${entry.route}, ${entry.at}`];
    case 'user':
      return [`--- to the model, ${entry.at}`, ...entry.content.flatMap(userBlockLines)];
    case 'reply': {
      const cost = entry.costUsd === null ? 'cost unknown' : `$${entry.costUsd.toFixed(4)}`;
      const head = `--- turn ${entry.turn}: ${entry.stopReason}, ${cost}, ${entry.usage?.output ?? '?'} tokens out, ${(entry.latencyMs / 1000).toFixed(1)} s`;
      return [cut(head, width), ...entry.content.flatMap(replyBlockLines)];
    }
    case 'ended':
      return [cut(`=== ${entry.outcome}: ${entry.detail}`, width)];
    default:
      return entry satisfies never;
  }
}

function userBlockLines(block: UserBlock): string[] {
  if (block.type === 'text') return folded(block.text);
  return [`[result${block.is_error ? ', error' : ''}]`, ...folded(block.content)];
}

function replyBlockLines(block: AssistantBlock): string[] {
  switch (block.type) {
    case 'text':
      return folded(block.text);
    case 'tool_use':
      return folded(`[tool ${block.name}] ${JSON.stringify(block.input)}`);
    case 'thinking':
    case 'redacted_thinking':
      return folded(`[thinking] ${String(block.thinking ?? '(redacted)')}`);
    default:
      return block satisfies never;
  }
}

function folded(text: string): string[] {
  const lines = text.split('\n');
  const more = lines.length - linesShown;
  return [
    ...lines.slice(0, linesShown).map((line) => `  ${cut(line, width)}`),
    ...(more > 0 ? [`  … ${more} more lines`] : []),
  ];
}
