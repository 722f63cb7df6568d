import type { Clock } from '../../models/clock.ts';
import type { EventBody } from '../journal/events.ts';
import type { Store } from '../journal/store.ts';
import { forecast, passesBudget } from './forecast.ts';

/**
 * Puts it on record when the forecast comes to pass the budget, and when it comes to be within it again.
 * Looks at every item that is settled, and at every new budget. Gives how to stop.
 */
export function watchForecast(options: {
  store: Store;
  clock: Clock;
  record(body: EventBody): void;
  /** Runs what may fail as the disk does. */
  during(work: () => Promise<void>): void;
}): () => void {
  const { store, clock, record, during } = options;
  const look = async () => {
    // Everybody is to hear of what happened before they hear what follows from it.
    await Promise.resolve();
    const state = store.getState();
    const found = state.run.outcome === undefined ? forecast(state, clock.now()) : undefined;
    const over = found && passesBudget(state, found);
    if (!found || over === undefined || over === state.run.passesBudget) return;
    record({
      type: 'forecast.crossed',
      over,
      endUsd: found.endUsd,
      budgetUsd: state.run.budgetUsd,
    });
  };
  return store.subscribe((event) => {
    const isNews =
      event?.type === 'item.accepted' ||
      event?.type === 'item.escalated' ||
      event?.type === 'budget.changed';
    if (isNews) during(look);
  });
}
