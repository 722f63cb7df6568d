import type { Event, EventBody } from '../journal/events.ts';
import type { Store } from '../journal/store.ts';
import type { FactoryState } from '../state/state.ts';
import { modelId, routeId } from './breaker-id.ts';
import type { BreakersConfig } from './breakers-config.ts';
import { factOf } from './fold-tallies.ts';
import { opensRun } from './opens-run.ts';
import { opensBy } from './tally.ts';

type Opening = Omit<Extract<EventBody, { type: 'breaker.opened' }>, 'type'>;

/**
 * Opens breakers by what is put on record: attempts whose requests are refused, items that go to a person
 * or get no answer. What was counted is part of the state, so a restart forgets nothing of it. Gives how
 * to stop.
 */
export function watchBreakers(options: {
  store: Store;
  config: BreakersConfig;
  record(body: EventBody): void;
  onOpened(): void;
  /** Runs what may fail as the disk does. */
  during(work: () => Promise<void>): void;
}): () => void {
  const { store, config, record, onOpened, during } = options;
  const look = async (event: Event) => {
    // Everybody is to hear of what happened before they hear what follows from it.
    await Promise.resolve();
    const narrow = opensNarrow(store.getState(), config, event);
    if (narrow) open(narrow);
    if (event.type === 'attempt.ended') return;
    // Once that one is open: what it stops counts for the run no more.
    const run = opensWhole(store.getState(), config);
    if (run) open(run);
  };
  const open = (opening: Opening) => {
    if (store.getState().breakers.has(opening.id)) return;
    record({ type: 'breaker.opened', ...opening, reason: opening.reason.slice(0, 400) });
    onOpened();
  };
  return store.subscribe((event) => {
    if (event && endings.has(event.type)) during(() => look(event));
  });
}

/** What may open a breaker. */
const endings = new Set<Event['type']>(['attempt.ended', 'item.escalated', 'item.parked']);

/** The breaker of a model or of a criterion on a route. */
function opensNarrow(
  state: FactoryState,
  config: BreakersConfig,
  event: Event,
): Opening | undefined {
  const fact = factOf(event, state);
  if (!fact) return undefined;
  const { scope, name, key } = fact;
  const row = scope === 'model' ? config.model : config.criterion;
  const tally = state.tallies.get(key) ?? [];
  const message = opensBy(tally, row);
  if (message === undefined) return undefined;
  const id = scope === 'model' ? modelId(name) : routeId(name, message);
  const counted = `the same ${row.times} times among the last ${Math.min(row.of, tally.length)}`;
  const reason = `${counted} ${nouns[scope]}: ${message.replace(/\.$/, '')}`;
  return { id, scope, name, reason };
}

function opensWhole(state: FactoryState, config: BreakersConfig): Opening | undefined {
  if ([...state.breakers.values()].some(({ scope }) => scope === 'run')) return undefined;
  const opening = opensRun(state, config);
  return opening && { ...opening, scope: 'run', name: 'the run' };
}

const nouns = { model: 'items tried on it', route: 'items of its route that were settled' };
