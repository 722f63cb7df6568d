import { loadState } from '../engine/checkpoint.ts';
import { lockHolder } from '../engine/lock.ts';
import type { ContentPaths } from '../engine/paths.ts';
import type { FactoryState } from '../engine/state.ts';

/**
 * The state of a content directory, read from its files, engine or no engine. A run that nobody
 * works on any more has crashed, and what it was working on is waiting.
 */
export async function readState(paths: ContentPaths, total: number): Promise<FactoryState> {
  const { state } = await loadState(paths);
  state.run = { ...state.run, total };
  const isOpen = state.run.state === 'running' || state.run.state === 'paused';
  if (!isOpen || (await lockHolder(paths.lock))) return state;
  const activeMs =
    state.run.activeMs + (state.lastAtMs - (state.run.activeSinceMs ?? state.lastAtMs));
  state.run = { ...state.run, state: 'crashed', activeMs, activeSinceMs: undefined };
  for (const item of state.items.values()) {
    if (item.status === 'working') state.items.set(item.id, { ...item, status: 'waiting' });
  }
  state.counts = { ...state.counts, working: 0 };
  return state;
}
