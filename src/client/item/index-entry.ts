import type { Check, Entry } from '../../engine/agent/transcript.ts';
import type { AssistantBlock, UserBlock } from '../../models/port.ts';
import { isRecord, textOr } from '../../models/record.ts';
import { isUnparsedInput } from '../../models/unparsed-input.ts';
import { blockText, jsonText } from './block-text.ts';
import { copied, excerptOf } from './excerpt.ts';
import { failingIds } from './failing-ids.ts';
import type { EntryPlace, IndexedBlock, IndexedCheck, IndexedEntry } from './indexed-entry.ts';

/** Blocks of one entry that get a row; an agent's reply has a handful. */
const maxBlocks = 200;
const maxNameLength = 200;

/** An entry without its content; `checked` says whether its attempt was judged before. */
export function indexEntry(entry: Entry, place: EntryPlace, checked: boolean): IndexedEntry {
  switch (entry.type) {
    case 'opened': {
      const { at, route, model, maxRepairs } = entry;
      return { type: 'opened', place, at, route: short(route), model: short(model), maxRepairs };
    }
    case 'user': {
      const check = entry.check ? indexCheck(entry.check) : undefined;
      const { blocks, moreBlocks } = indexBlocks(entry.content, entry.check?.text);
      return { type: 'user', place, at: entry.at, blocks, moreBlocks, check };
    }
    case 'reply': {
      const { at, turn, usage, costUsd, latencyMs, stopDetail } = entry;
      return {
        type: 'reply',
        place,
        at,
        turn,
        purpose: checked ? 'repair' : 'write',
        stopReason: short(entry.stopReason),
        stopDetail: stopDetail === undefined ? undefined : excerptOf(stopDetail),
        servedModel: short(entry.servedModel),
        usage,
        costUsd,
        latencyMs,
        ...indexBlocks(entry.content, undefined),
      };
    }
    case 'ended': {
      const { at, outcome, detail } = entry;
      return { type: 'ended', place, at, outcome, detail: copied(detail.slice(0, 1_000)) };
    }
    default:
      return entry satisfies never;
  }
}

function indexCheck({ check, verdict, draftSha256, ...rest }: Check): IndexedCheck {
  const { draftBytes, changedBytes } = rest;
  return {
    ...{ check, verdict, draftSha256: short(draftSha256), failing: failingIds(rest) },
    ...(draftBytes === undefined ? {} : { draftBytes }),
    ...(changedBytes === undefined ? {} : { changedBytes }),
  };
}

function indexBlocks(content: readonly (AssistantBlock | UserBlock)[], card: string | undefined) {
  return {
    blocks: content.slice(0, maxBlocks).map((block, index) => indexBlock(block, index, card)),
    moreBlocks: Math.max(0, content.length - maxBlocks),
  };
}

function indexBlock(
  block: AssistantBlock | UserBlock,
  index: number,
  card: string | undefined,
): IndexedBlock {
  if (block.type === 'tool_use') return indexCall(block, index);
  const text = blockText(block);
  const shown = { index, size: text.length, excerpt: excerptOf(text) };
  switch (block.type) {
    case 'text':
      return { kind: 'text', ...shown, ...(text === card ? { isCard: true } : {}) };
    case 'tool_result': {
      const callId = short(textOr<string>(block.tool_use_id, ''));
      const isCard = text === card ? { isCard: true } : {};
      return { kind: 'result', ...shown, callId, isError: block.is_error === true, ...isCard };
    }
    default:
      return { kind: 'thinking', ...shown };
  }
}

function indexCall(
  { name, id, input }: Extract<AssistantBlock, { type: 'tool_use' }>,
  index: number,
): IndexedBlock {
  const json = isUnparsedInput(input) ? textOr<string>(input.__unparsed, '') : jsonText(input);
  const path = isRecord(input) ? textOr(input.path, undefined) : undefined;
  return {
    kind: 'tool',
    index,
    size: json.length,
    excerpt: path === undefined ? excerptOf(json === '{}' ? '' : json) : excerptOf(path),
    tool: short(textOr<string>(name, '')),
    callId: short(textOr<string>(id, '')),
  };
}

function short(text: string): string {
  return copied(text.slice(0, maxNameLength));
}
