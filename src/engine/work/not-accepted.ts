import { writeDurably } from '../files/durable.ts';
import { removeOwn } from '../files/own-files.ts';
import type { ContentPaths } from '../files/paths.ts';
import type { CatalogueItem } from '../product.ts';
import { itemOf } from '../state/item-entry.ts';
import type { FactoryState, ItemState } from '../state/state.ts';

/**
 * Writes `not-accepted.jsonl`: a line for each of the items that is not accepted, with how it stands, why,
 * and what it cost. `ending` says why the run is over, which is why items were not begun. With no such
 * item the file goes.
 */
export async function writeNotAccepted(
  paths: Pick<ContentPaths, 'notAccepted' | 'root'>,
  of: { state: FactoryState; items: readonly CatalogueItem[]; ending: string },
): Promise<void> {
  const { state, items, ending } = of;
  const lines = items
    .filter(({ id }) => itemOf(state, id).status !== 'accepted')
    .map((item) => `${JSON.stringify(rowOf(state, item, ending))}\n`);
  if (lines.length > 0) return writeDurably(paths.notAccepted, lines.join(''), paths.root);
  await removeOwn({ path: paths.notAccepted, below: paths.root });
}

function rowOf(state: FactoryState, { id, title }: CatalogueItem, ending: string) {
  const item = itemOf(state, id);
  const { status, attempts, repairs, costUsd, unknownUsd, failing } = item;
  return {
    item: id,
    title,
    // An engine that died has left it in nobody's hands.
    state: status === 'working' ? 'waiting' : status,
    reason: reasonOf(item, ending),
    costUsd,
    ...(unknownUsd > 0 ? { unknownUsd } : {}),
    attempts,
    repairs,
    failing: failing.map(({ criterion, message }) => `${criterion}: ${message}`),
  };
}

function reasonOf(
  { status, reason, attempts }: Pick<ItemState, 'status' | 'reason' | 'attempts'>,
  ending: string,
): string {
  if (status === 'escalated' || status === 'parked') return reason ?? ending;
  return attempts === 0 ? `not begun: ${ending}` : `not finished: ${reason ?? ending}`;
}

/**
 * The same at a start, for a run whose engine died: of what the new run is asked for, and of what the old
 * one had touched.
 */
export async function writeNotAcceptedOfCrashed(
  paths: Pick<ContentPaths, 'notAccepted' | 'root'>,
  of: {
    state: FactoryState;
    catalogue: readonly CatalogueItem[];
    requested: readonly CatalogueItem[];
  },
): Promise<void> {
  const { state, catalogue, requested } = of;
  const { run } = state;
  if (run.state !== 'crashed') return;
  const asked = new Set(requested.map(({ id }) => id));
  const items = catalogue.filter(
    ({ id }) => asked.has(id) || itemOf(state, id).changedAtMs >= run.startedAtMs,
  );
  await writeNotAccepted(paths, { state, items, ending: run.reason });
}
