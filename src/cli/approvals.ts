import { approvalFile } from '../engine/approvals/approval-files.ts';
import { awaitsPerson } from '../engine/approvals/approvals.ts';
import { loadState } from '../engine/journal/checkpoint.ts';
import type { ApprovalState } from '../engine/state/state.ts';
import { cut, pad } from '../ui/sanitise.ts';
import { contentDir } from './content-dir.ts';
import { openContent } from './open-content.ts';
import { safeJson } from './write-out.ts';

/** Prints the approvals of a content directory, oldest first, engine or no engine. */
export async function listApprovals(
  dir: string | undefined,
  flags: { content?: string; all?: boolean; json?: boolean },
): Promise<void> {
  const { paths } = await openContent(contentDir(dir, flags.content));
  const { state } = await loadState(paths);
  const all = [...state.approvals.values()];
  const shown = flags.all ? all : all.filter(awaitsPerson);
  const lines = flags.json
    ? shown.map((one) => safeJson(JSON.stringify(approvalFile(one))))
    : table(shown);
  process.stdout.write(lines.map((line) => `${line}\n`).join(''));
}

function table(approvals: readonly ApprovalState[]): string[] {
  if (approvals.length === 0) return ['nothing waits for a decision'];
  const width = Math.min(32, Math.max(4, ...approvals.map(({ item }) => item.length)));
  return [
    `${'ID'.padEnd(16)}  ${pad('ITEM', width)}  STATE     ASKED             ACTION`,
    ...approvals.map(({ id, item, state, askedAtMs, action }) => {
      const asked = new Date(askedAtMs).toISOString().slice(0, 16).replace('T', ' ');
      const what = cut(`${action.verb} ${action.target}`, 60);
      return `${id}  ${pad(item, width)}  ${state.padEnd(8)}  ${asked}  ${what}`;
    }),
  ];
}
