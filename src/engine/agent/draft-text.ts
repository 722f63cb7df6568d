import { createDryRunFiles } from '../../tools/dry-run-files.ts';
import type { FileAccess, Tool } from '../../tools/tool.ts';
import { ToolError } from '../../tools/tool-error.ts';
import { replaySteps } from './restore-draft.ts';
import type { Entry } from './transcript.ts';

/** Where a draft's artefact is. */
export interface DraftPlace {
  files: FileAccess;
  artefactFile: string;
}

/** The text of the draft's artefact, or undefined while there is none. */
export async function readDraft({ files, artefactFile }: DraftPlace): Promise<string | undefined> {
  try {
    return await files.read(artefactFile);
  } catch (error) {
    if (error instanceof ToolError) return undefined;
    throw error;
  }
}

/** The artefact as the newest check of a saved conversation saw it, '' without one: by replay, in memory. */
export async function draftAtLastCheck(
  entries: readonly Entry[],
  {
    tools,
    empty,
    artefactFile,
  }: { tools: readonly Tool[]; empty: FileAccess; artefactFile: string },
): Promise<string> {
  const files = createDryRunFiles(empty);
  let text = '';
  for await (const entry of replaySteps(entries, tools, files)) {
    if (entry.type !== 'user' || !entry.check) continue;
    text = (await readDraft({ files, artefactFile })) ?? '';
  }
  return text;
}
