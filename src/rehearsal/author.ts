import type { Json } from '../engine/json.ts';
import { plannedText } from './draft-plan.ts';
import { type Drawer, draw, pick } from './draw.ts';
import { type Exchange, readExchange } from './exchange.ts';
import { editsBetween } from './line-edits.ts';
import { type Memory, remember } from './memory.ts';
import { type Occasion, PHRASES } from './phrases.ts';
import type { Reply } from './reply.ts';
import type { PromptRequest } from './request-schema.ts';
import type { AidedWriting, PlannedCall, RehearsalScript } from './script.ts';
import { patchBetween } from './value-patch.ts';

/** What the author decides to say and do; ids and wire form come later. */
interface Move {
  says: Occasion;
  calls: PlannedCall[];
}

interface Work {
  file: string;
  drawer: Drawer;
  exchange: Exchange;
  memory: Memory;
  /** What the file should hold now. */
  target: string;
  /** What would be right. */
  artefact: Json;
  aided: AidedWriting | undefined;
  can(tool: string): boolean;
}

const ORIENT_RATE = 1 / 3;
/** Share of items whose first draft is handed in without calling validate. */
const UNCHECKED_RATE = 1 / 5;
/** Share of items that are written with the product's own tools, where it has some. */
const AIDED_RATE = 1 / 3;
/** Edits that would repeat more than this share of the file are not worth it. */
const MAX_EDIT_SHARE = 0.6;
/** Of the repairs that can be told by places instead of texts, how many are. */
const PATCH_RATE = 1 / 2;
const STYLE_GUIDE = 'guides/style-guide.md';

/** A simulated author: a pure function from conversation to reply, given a product's script and a seed. */
export function createAuthor(
  script: RehearsalScript,
  seed: number,
): (request: PromptRequest, conversationId: string) => Reply {
  return (request, conversationId) => {
    const exchange = readExchange(request.messages);
    const itemId = script.itemIdFrom(exchange.prompt);
    if (itemId === undefined) return statement('I could not tell which item this is about.');
    const memory = remember(exchange, script);
    const drawer = { seed, model: request.model, itemId };
    const artefact = script.artefactFor(exchange.prompt);
    if (artefact === undefined) {
      return statement(`This rehearsal has no output for the item "${itemId}".`);
    }
    const { defects, judgedDefects = [] } = script;
    const target = plannedText({ artefact, defects, judgedDefects }, drawer, memory.rounds);
    const can = (name: string): boolean => request.tools.some((tool) => tool.name === name);
    const aided = aidFor(script, drawer, can);
    const file = script.artefactFile;
    const work: Work = { file, drawer, exchange, memory, target, artefact, aided, can };
    return toReply(decide(work), work, conversationId);
  };
}

function decide(work: Work): Move {
  const { memory, target, can } = work;
  const isStale = memory.draft !== target;
  if (work.exchange.turns.length === 0 && draw(work.drawer, 'orient') < ORIENT_RATE) {
    const looks = orientation(can);
    if (looks.length > 0) return { says: 'orient', calls: looks };
  }
  if (memory.draft === undefined) return begin(work) ?? write(work, 'write');
  const more =
    memory.erred.length === 0 && isStale ? work.aided?.goOn(memory.draft, target) : undefined;
  if (more) return { says: 'go-on', calls: [...more, ...validation(can)] };
  if (memory.editFailed) return write(work, 'rewrite');
  if (isStale) return edit(work, memory.draft);
  if (memory.card === 'failed') {
    // The file should be right, so what is on disk may not be what was meant: write it once more.
    const justWritten = memory.called.includes('write_file') && memory.rounds > 1;
    return justWritten ? { says: 'stuck', calls: [] } : write(work, 'rewrite');
  }
  const wantsCheck = memory.erred.includes('validate') && memory.called.length > 1;
  return wantsCheck ? { says: 'check', calls: validation(can) } : { says: 'done', calls: [] };
}

function orientation(can: Work['can']): Move['calls'] {
  const looks: Move['calls'] = [
    { name: 'list_files', input: {} },
    { name: 'read_file', input: { path: STYLE_GUIDE } },
  ];
  return looks.filter(({ name }) => can(name));
}

function validation(can: Work['can']): Move['calls'] {
  return can('validate') ? [{ name: 'validate', input: {} }] : [];
}

function aidFor(
  { aided }: RehearsalScript,
  drawer: Drawer,
  can: Work['can'],
): AidedWriting | undefined {
  return aided?.tools.every(can) && draw(drawer, 'aided') < AIDED_RATE ? aided : undefined;
}

function begin({ aided, file, target, artefact, can }: Work): Move | undefined {
  const begun = can('write_file') ? aided?.begin(target, artefact) : undefined;
  if (!begun) return undefined;
  const call = { name: 'write_file', input: { path: file, content: begun.text } };
  return { says: 'begin', calls: [call, ...begun.calls] };
}

function write(work: Work, says: Occasion): Move {
  const { file, target, can } = work;
  if (!can('write_file')) return { says: 'stuck', calls: [] };
  const call = { name: 'write_file', input: { path: file, content: target } };
  const isUnchecked = says === 'write' && draw(work.drawer, 'unchecked') < UNCHECKED_RATE;
  return { says, calls: [call, ...(isUnchecked ? [] : validation(can))] };
}

function edit(work: Work, draft: string): Move {
  const { file, target, can } = work;
  const patch = patchFor(work, draft);
  if (patch) return { says: 'repair', calls: [patch, ...validation(can)] };
  const edits = editsBetween(draft, target);
  const size = edits.reduce(
    (sum, { oldText, newText }) => sum + oldText.length + newText.length,
    0,
  );
  if (!can('edit_file') || size > target.length * MAX_EDIT_SHARE) return write(work, 'rewrite');
  const calls = edits.map(({ oldText, newText }) => ({
    name: 'edit_file',
    input: { path: file, old_text: oldText, new_text: newText },
  }));
  return { says: 'repair', calls: [...calls, ...validation(can)] };
}

function patchFor(work: Work, draft: string): Move['calls'][number] | undefined {
  const { file, drawer, memory, target, can } = work;
  if (!can('patch_json') || draw(drawer, `patch:${memory.rounds}`) >= PATCH_RATE) return undefined;
  const operations = patchBetween(draft, target);
  return operations && { name: 'patch_json', input: { path: file, operations } };
}

function toReply(move: Move, work: Work, conversationId: string): Reply {
  const at = draw(work.drawer, `phrase:${work.exchange.turns.length}`);
  const calls = move.calls.map(({ name, input }, index) => ({
    type: 'tool_use' as const,
    id: `toolu_${conversationId.slice(0, 20)}${String(index).padStart(2, '0')}`,
    name,
    inputJson: JSON.stringify(input),
  }));
  return {
    parts: [{ type: 'text', text: pick(PHRASES[move.says], at) }, ...calls],
    stopReason: calls.length > 0 ? 'tool_use' : 'end_turn',
    stopDetails: null,
  };
}

function statement(text: string): Reply {
  return { parts: [{ type: 'text', text }], stopReason: 'end_turn', stopDetails: null };
}
