import type { ContentPaths } from '../engine/files/paths.ts';
import type { FactoryState } from '../engine/state/state.ts';
import { summarise } from '../engine/state/summary.ts';
import { quoted } from '../ui/format.ts';
import { summaryLines } from '../ui/summary-lines.ts';
import { engineLogFile } from './engine-log.ts';
import { safeText } from './write-out.ts';

/** For the normal screen, when a batch goes on without whoever watched it: the way back, and how to stop it. */
export function detachedLines(paths: ContentPaths, pid: number | undefined): string {
  const dir = quoted(paths.root);
  const lines = [
    `The batch goes on${pid === undefined ? '' : ` (process ${pid})`}.`,
    `  watch   ai-factory attach ${dir}`,
    `  stop    ai-factory stop -C ${dir}`,
    `  log     ${engineLogFile(paths)}`,
  ];
  return `${safeText(lines.join('\n'))}\n`;
}

/** For the normal screen, when a run has ended: its outcome, its figures, and where everything lies. */
export function endedLines(paths: ContentPaths, state: FactoryState): string {
  const escalatedItem = [...state.items.values()].find(({ status }) => status === 'escalated')?.id;
  const summary = summarise(state, Date.now());
  return `${summaryLines(summary, { contentDir: paths.root, escalatedItem }).join('\n')}\n`;
}
