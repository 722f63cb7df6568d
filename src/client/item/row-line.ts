import type { DisplayLine } from './body-part.ts';
import type { TranscriptRow } from './transcript-rows.ts';

/** A row folded to one line, made from the index alone; not cut to any width. */
export function rowLine(row: TranscriptRow): DisplayLine {
  switch (row.type) {
    case 'attempt': {
      const { place, model, route, at } = row.entry;
      return { role: 'attempt', text: `attempt ${place.attempt}: ${model}, route ${route}, ${at}` };
    }
    case 'turn':
      return { role: 'turn-head', text: turnText(row.entry) };
    case 'text':
      return { role: 'text', text: row.block.excerpt };
    case 'thinking':
      return {
        role: 'thinking',
        text: `thinking, ${sizeText(row.block.size)}: ${row.block.excerpt}`,
      };
    case 'tool':
      return { role: row.result?.block.isError ? 'error' : 'tool', text: toolText(row) };
    case 'told':
      return { role: 'told', text: `told, ${sizeText(row.block.size)}: ${row.block.excerpt}` };
    case 'result': {
      const role = row.block.isError ? 'error' : 'result';
      return { role, text: `result without its call: ${row.block.excerpt}` };
    }
    case 'card':
      return { role: 'card', text: cardText(row.entry.check) };
    case 'end':
      return {
        role: 'attempt',
        text: `ended: ${row.entry.outcome}, ${row.entry.detail.slice(0, 300)}`,
      };
    case 'damaged': {
      const { place, lines, reason } = row.entry;
      const many = lines > 1 ? ` (and ${lines - 1} more lines after it)` : '';
      return { role: 'error', text: `line ${place.line}${many}: ${reason}` };
    }
    case 'more':
      return { role: 'meta', text: `… and ${row.entry.moreBlocks} more blocks` };
    default:
      return row satisfies never;
  }
}

/** Characters as a size: 950 B, 12.4 kB, 3.1 MB. */
export function sizeText(characters: number): string {
  if (characters < 1_000) return `${characters} B`;
  if (characters < 999_950) return `${(characters / 1_000).toFixed(1)} kB`;
  return `${(characters / 1_000_000).toFixed(1)} MB`;
}

function turnText(entry: Extract<TranscriptRow, { type: 'turn' }>['entry']): string {
  const { turn, purpose, stopReason, usage, costUsd, latencyMs } = entry;
  return [
    `turn ${turn}`,
    purpose,
    stopReason,
    usage ? `${usage.output} tokens out` : 'tokens unknown',
    costUsd === null ? 'cost unknown' : `$${costUsd.toFixed(4)}`,
    `${(latencyMs / 1_000).toFixed(1)} s`,
  ].join(' · ');
}

function toolText({ block, result }: Extract<TranscriptRow, { type: 'tool' }>): string {
  const size = block.excerpt === '' ? '' : sizeText(block.size);
  const call = [block.tool ?? '', block.excerpt, size].filter((word) => word !== '');
  if (!result) return `${call.join(' ')} → working`;
  return `${call.join(' ')} → ${result.block.isError ? 'error: ' : ''}${result.block.excerpt}`;
}

function cardText(check: Extract<TranscriptRow, { type: 'card' }>['entry']['check']): string {
  if (!check) return '';
  const failing = check.failing.length === 0 ? '' : `: ${check.failing.join(', ')}`;
  return `check ${check.check}: ${check.verdict}${failing}`;
}
