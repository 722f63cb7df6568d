import { createDryRunFiles } from '../../tools/dry-run-files.ts';
import { runTool } from '../../tools/run-tool.ts';
import type { FileAccess, Tool } from '../../tools/tool.ts';
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
      const answer = succeeded.get(call.id);
      if (tool?.effect !== 'write' || answer === undefined) continue;
      await runTool([replaying(tool, answer)], call, context);
    }
    yield entry;
  }
}

/** The tool as a replay takes it: one that says how puts back what it wrote by its answer. */
function replaying(tool: Tool, answer: string): Tool {
  const { replay } = tool;
  if (!replay) return tool;
  return {
    ...tool,
    run: async (input, context) => {
      await replay(input, answer, context);
      return { text: answer, isError: false };
    },
  };
}

/** What the calls that succeeded answered, by their ids. */
function successfulCalls(entries: readonly Entry[]): Map<string, string> {
  const results = entries.flatMap((entry) => (entry.type === 'user' ? entry.content : []));
  return new Map(
    results.flatMap((block) =>
      block.type === 'tool_result' && block.is_error !== true
        ? [[block.tool_use_id, block.content] as const]
        : [],
    ),
  );
}
