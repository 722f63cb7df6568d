import type { Exchange, PastCall } from './exchange.ts';
import { applyEdit } from './line-edits.ts';
import { type CardReading, readCard } from './read-card.ts';
import type { AidedWriting, RehearsalScript } from './script.ts';
import { applyPatch } from './value-patch.ts';

/** What an author knows of its work, replayed from the conversation. */
export interface Memory {
  /** The artefact file as the author's own calls left it; `undefined` before the first write. */
  draft: string | undefined;
  /** Report cards that the draft has failed. */
  rounds: number;
  /** The answer to the last turn, where there was a turn. */
  card: CardReading;
  editFailed: boolean;
  /** Names of the tools of the last turn whose call went wrong. */
  erred: string[];
  /** Names of the tools called in the last turn. */
  called: string[];
}

/** Replays the author's past calls on its file. Calls that the tools refused changed nothing. */
export function remember(
  exchange: Exchange,
  { artefactFile: file, aided }: Pick<RehearsalScript, 'artefactFile' | 'aided'>,
): Memory {
  let draft: string | undefined;
  let rounds = 0;
  let card: CardReading = 'none';
  for (const turn of exchange.turns) {
    draft = turn.calls.reduce(
      (text, call) => replayAided(text, call, aided) ?? replay(text, call, file),
      draft,
    );
    card = readCard(turn);
    if (card === 'failed' && draft !== undefined) rounds += 1;
  }
  const last = exchange.turns.at(-1)?.calls ?? [];
  const erred = last.filter(({ result }) => result.isError).map(({ name }) => name);
  const called = last.map(({ name }) => name);
  const editFailed = erred.includes('edit_file') || erred.includes('patch_json');
  return { draft, rounds, card, editFailed, erred, called };
}

function replayAided(
  draft: string | undefined,
  call: PastCall,
  aided: AidedWriting | undefined,
): string | undefined {
  if (draft === undefined || call.result.isError || !aided?.tools.includes(call.name)) {
    return undefined;
  }
  return aided.replay(draft, call);
}

function replay(draft: string | undefined, call: PastCall, file: string): string | undefined {
  const { path, content, old_text: oldText, new_text: newText, operations } = call.input;
  if (call.result.isError || path !== file) return draft;
  if (call.name === 'write_file') return typeof content === 'string' ? content : draft;
  if (call.name === 'patch_json' && draft !== undefined) {
    return applyPatch(draft, operations) ?? draft;
  }
  const isEdit = typeof oldText === 'string' && typeof newText === 'string';
  if (call.name !== 'edit_file' || !isEdit || draft === undefined) return draft;
  return applyEdit(draft, { oldText, newText }) ?? draft;
}
