import type { Entry } from '../../engine/agent/transcript.ts';
import type { AssistantBlock, UserBlock } from '../../models/port.ts';
import { isRecord, textOr } from '../../models/record.ts';
import { isUnparsedInput } from '../../models/unparsed-input.ts';
import { blockText, jsonText } from './block-text.ts';
import type { BodyPart, LineRole } from './body-part.ts';
import type { IndexedBlock, IndexedEntry } from './indexed-entry.ts';
import type { TranscriptRow } from './transcript-rows.ts';

/** Reads an entry's content, as `Transcript.read`. */
export type ReadEntry = (entry: IndexedEntry) => Promise<Entry | undefined>;

/** What a row unfolds to, its content read from disk; nothing for a row that holds no more than it shows. */
export async function rowBody(row: TranscriptRow, read: ReadEntry): Promise<BodyPart[]> {
  switch (row.type) {
    case 'text':
    case 'thinking':
    case 'told':
      return wordsOf(await blockOf(row, read), row.type);
    case 'tool':
      return [...inputOf(await blockOf(row, read)), ...(await outcomeOf(row, read))];
    case 'result':
      return wordsOf(await blockOf(row, read), row.block.isError ? 'error' : 'result');
    case 'card': {
      const entry = await read(row.entry);
      return entry?.type === 'user' && entry.check ? [prose('card', entry.check.text)] : [gone];
    }
    case 'turn':
      return [prose('meta', turnDetails(row.entry))];
    case 'end':
      return [prose('meta', row.entry.detail)];
    case 'attempt':
    case 'damaged':
    case 'more':
      return [];
    default:
      return row satisfies never;
  }
}

const gone: BodyPart = {
  role: 'error',
  text: 'It stands on disk no more: the attempt was begun anew.',
  isProse: true,
};

function prose(role: LineRole, text: string): BodyPart {
  return { role, text, isProse: true };
}

function verbatim(role: LineRole, text: string): BodyPart {
  return { role, text, isProse: false };
}

type Block = AssistantBlock | UserBlock | undefined;

async function blockOf(
  row: { entry: IndexedEntry; block: IndexedBlock },
  read: ReadEntry,
): Promise<Block> {
  const entry = await read(row.entry);
  const holdsBlocks = entry?.type === 'user' || entry?.type === 'reply';
  return holdsBlocks ? entry.content[row.block.index] : undefined;
}

function wordsOf(block: Block, role: LineRole): BodyPart[] {
  if (block === undefined || block.type === 'tool_use') return [gone];
  return [{ role, text: blockText(block), isProse: block.type !== 'tool_result' }];
}

/** The input as a person reads it: a file's text as its lines, an edit as what goes and what comes. */
function inputOf(block: Block): BodyPart[] {
  if (block?.type !== 'tool_use') return [gone];
  const { input } = block;
  if (isUnparsedInput(input)) {
    const words = prose('error', 'The input was cut or is no JSON; as far as it came:');
    return [words, verbatim('tool-input', textOr<string>(input.__unparsed, ''))];
  }
  if (!isRecord(input)) return [verbatim('tool-input', jsonText(input, 2))];
  const texts = Object.entries(input).filter(([key]) => key in roleOfField);
  const others = Object.entries(input).filter(([key]) => !(key in roleOfField));
  return [
    ...(others.length === 0
      ? []
      : [verbatim('tool-input', jsonText(Object.fromEntries(others), 2))]),
    ...texts.flatMap(([key, value]) => fieldOf(key, value)),
  ];
}

/** Fields of our tools that hold the text of a file, or a piece of one. */
const roleOfField: Record<string, LineRole> = {
  content: 'tool-input',
  old_text: 'removed',
  new_text: 'added',
};

function fieldOf(key: string, value: unknown): BodyPart[] {
  const text = typeof value === 'string' ? value : jsonText(value, 2);
  return [verbatim('meta', `${key}:`), verbatim(roleOfField[key] ?? 'tool-input', text)];
}

async function outcomeOf(
  { result }: Extract<TranscriptRow, { type: 'tool' }>,
  read: ReadEntry,
): Promise<BodyPart[]> {
  if (!result) return [prose('meta', 'no result yet')];
  const role = result.block.isError ? 'error' : 'result';
  return [verbatim('meta', 'result:'), ...wordsOf(await blockOf(result, read), role)];
}

function turnDetails(entry: Extract<TranscriptRow, { type: 'turn' }>['entry']): string {
  const { usage, at, servedModel, stopReason, stopDetail } = entry;
  const tokens = usage
    ? `tokens  ${usage.input} input, ${usage.output} output, ${usage.cacheRead} read from the cache, ` +
      `${usage.cacheWrite5m + usage.cacheWrite1h} written to it`
    : 'tokens  the server stated none';
  const detail = stopDetail === undefined ? '' : `: ${stopDetail}`;
  return `at      ${at}\nmodel   ${servedModel}\nstop    ${stopReason}${detail}\n${tokens}`;
}
