import { readState } from '../client/read-state.ts';
import { itemOf } from '../engine/state/item-entry.ts';
import { cut, pad } from '../ui/sanitise.ts';
import { contentDir } from './content-dir.ts';
import { openContent } from './open-content.ts';
import { safeJson } from './write-out.ts';

/** Where one item stands, as `list --json` prints it. */
export interface ListedItem {
  id: string;
  title: string;
  state: string;
  attempts: number;
  repairs: number;
  costUsd: number;
  failing: string[];
}

/** Prints the items of a catalogue in its order, those in one state when asked. */
export async function list(
  dir: string | undefined,
  flags: { content?: string; state?: string; json?: boolean },
): Promise<void> {
  const content = await openContent(contentDir(dir, flags.content));
  const state = await readState(content.paths, content.catalogue);
  const items = content.catalogue
    .map(({ id, title }): ListedItem => {
      const { status, attempts, repairs, costUsd, failing } = itemOf(state, id);
      const criteria = failing.map(({ criterion }) => criterion);
      return { id, title, state: status, attempts, repairs, costUsd, failing: criteria };
    })
    .filter((item) => flags.state === undefined || item.state === flags.state);
  const lines = flags.json ? items.map((item) => safeJson(JSON.stringify(item))) : table(items);
  process.stdout.write(lines.map((line) => `${line}\n`).join(''));
}

function table(items: ListedItem[]): string[] {
  if (items.length === 0) return ['no item is in that state'];
  const width = Math.min(32, Math.max(4, ...items.map(({ id }) => id.length)));
  const head = `${pad('ITEM', width)}  STATE      ATT  REP     DOLLARS  TITLE / FAILING`;
  return [
    head,
    ...items.map(({ id, state, attempts, repairs, costUsd, title, failing }) => {
      const figures = `${String(attempts).padStart(3)}  ${String(repairs).padStart(3)}  ${costUsd.toFixed(4).padStart(10)}`;
      const what = failing.length === 0 ? title : failing.join(', ');
      return `${pad(id, width)}  ${state.padEnd(9)}  ${figures}  ${cut(what, 60)}`;
    }),
  ];
}
