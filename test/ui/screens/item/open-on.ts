import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { openItem } from '../../../../src/ui/navigate.ts';
import type { ItemTab } from '../../../../src/ui/ui.ts';
import { handFed, runStarted, working } from '../../factory.ts';
import { openApp } from '../../open-app.tsx';

/** The console on a tab of an item that a worker has in its hands, over the files of `dir`. */
export async function openOn(
  item: string,
  tab: ItemTab,
  given: { dir: string; size?: { columns: number; rows: number } },
) {
  const fed = handFed();
  fed.record(runStarted(), ...working(item, 0));
  const app = await openApp(fed, given);
  openItem(app.hands, item, tab);
  return { fed, ...app };
}

export const at = '2026-03-01T20:00:00.000Z';

/** A reply of a model, as a line of a transcript holds it. */
export function reply(turn: number, content: unknown[]) {
  return {
    type: 'reply',
    at,
    turn,
    content,
    stopReason: 'tool_use',
    servedModel: 'claude-sonnet-5-5',
    requestId: null,
    usage: null,
    costUsd: null,
    latencyMs: 1,
  };
}

/** Writes the transcript of an attempt, and says where. */
export async function writeTranscript(
  dir: string,
  { item = 'two-sum', attempt = 1 }: { item?: string; attempt?: number },
  entries: unknown[],
): Promise<string> {
  const file = join(dir, 'work', item, 'attempts', String(attempt), 'transcript.jsonl');
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''));
  return file;
}
