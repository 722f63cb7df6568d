import { createDryRunFiles } from '../tools/dry-run-files.ts';
import { runTool } from '../tools/run-tool.ts';
import type { FileAccess, Tool } from '../tools/tool.ts';
import { toolCallsOf } from './conversation.ts';
import type { Entry } from './transcript.ts';

/**
 * Writes into an emptied draft what the conversation says is in it: the writing calls that succeeded.
 * A crash between a tool's effect and its saved result would otherwise run that tool on its own
 * outcome, and an edit would no longer find its place.
 */
export async function restoreDraft(
  entries: readonly Entry[],
  tools: readonly Tool[],
  { files, empty }: { files: FileAccess; empty: FileAccess },
): Promise<void> {
  const memory = await replayWrites(entries, tools, empty);
  const guides = new Set((await empty.list('')).map(({ path }) => path));
  for (const { path } of await memory.list('')) {
    if (!guides.has(path)) await files.write(path, await memory.read(path));
  }
}

/** The draft as the saved conversation made it, in memory. `empty` are files over an empty folder. */
export async function replayWrites(
  entries: readonly Entry[],
  tools: readonly Tool[],
  empty: FileAccess,
): Promise<FileAccess> {
  const files = createDryRunFiles(empty);
  for await (const _ of replaySteps(entries, tools, files));
  return files;
}

/** Plays the writing calls that succeeded into `files`; yields each entry once what it wrote is there. */
export async function* replaySteps(
  entries: readonly Entry[],
  tools: readonly Tool[],
  files: FileAccess,
): AsyncGenerator<Entry> {
  const context = {
    files,
    catalogue: [],
    signal: new AbortController().signal,
    check: async () => ({ passed: false, text: '' }),
  };
  const succeeded = successfulCalls(entries);
  for (const entry of entries) {
    for (const call of entry.type === 'reply' ? toolCallsOf(entry) : []) {
      const tool = tools.find(({ name }) => name === call.name);
      if (tool?.effect !== 'write' || !succeeded.has(call.id)) continue;
      await runTool([tool], call, context);
    }
    yield entry;
  }
}

function successfulCalls(entries: readonly Entry[]): Set<string> {
  const results = entries.flatMap((entry) => (entry.type === 'user' ? entry.content : []));
  return new Set(
    results.flatMap((block) =>
      block.type === 'tool_result' && block.is_error !== true ? [block.tool_use_id] : [],
    ),
  );
}
