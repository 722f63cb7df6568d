import { idsIn } from '../engine/files/ids-in.ts';
import { lockHolder } from '../engine/files/lock.ts';
import type { ContentPaths } from '../engine/files/paths.ts';
import { loadState } from '../engine/journal/checkpoint.ts';
import type { CatalogueItem } from '../engine/product.ts';
import { itemOf } from '../engine/state/item-entry.ts';
import type { FactoryState, ItemState } from '../engine/state/state.ts';

/**
 * The state of a content directory, read from its files, engine or no engine: the catalogue's items
 * alone, accepted and escalated if and only if their files are there. A run that nobody works on any
 * more has crashed, and what it was working on is waiting.
 */
export async function readState(
  paths: ContentPaths,
  catalogue: readonly CatalogueItem[],
): Promise<FactoryState> {
  const { state } = await loadState(paths);
  const isLive = (await lockHolder(paths.lock)) !== undefined;
  const accepted = await idsIn(paths.accepted);
  const escalated = await idsIn(paths.escalated);
  const items = catalogue.map(({ id, title }): ItemState => {
    const item = { ...itemOf(state, id), title };
    if (accepted.has(id)) return { ...item, status: 'accepted', failing: [] };
    if (escalated.has(id)) return { ...item, status: 'escalated' };
    const isOpen = item.status === 'parked' || (isLive && item.status === 'working');
    return isOpen ? item : { ...item, status: 'waiting' };
  });
  const count = (status: ItemState['status']) =>
    items.filter((item) => item.status === status).length;
  return {
    ...state,
    run: { ...(isLive ? state.run : ended(state)), total: catalogue.length },
    items: new Map(items.map((item) => [item.id, item])),
    counts: {
      working: count('working'),
      parked: count('parked'),
      accepted: count('accepted'),
      escalated: count('escalated'),
    },
  };
}

function ended({ run, lastAtMs }: FactoryState): FactoryState['run'] {
  if (run.state !== 'running' && run.state !== 'paused') return run;
  const stretchMs = lastAtMs - (run.activeSinceMs ?? lastAtMs);
  const activeMs = run.activeMs + stretchMs;
  return {
    ...run,
    state: 'crashed',
    reason: 'the engine died',
    activeMs,
    activeSinceMs: undefined,
  };
}
