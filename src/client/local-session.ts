import type { Engine } from '../engine/engine.ts';
import type { CatalogueItem } from '../engine/product.ts';
import { createEventWindow } from './event-window.ts';
import { createListeners } from './listeners.ts';
import type { Link, Session } from './session.ts';

/** A session over an engine of this very process: a dry run's. */
export function localSession(engine: Engine, catalogue: readonly CatalogueItem[]): Session {
  const { store, send, done } = engine;
  const events = createEventWindow();
  const listeners = createListeners();
  let link: Link = { type: 'live' };
  const stop = store.subscribe((event) => {
    if (event) events.add(event);
    listeners.tell(event);
  });
  const ended = () => {
    link = { type: 'none', reason: 'the run has ended' };
    listeners.tell(undefined);
  };
  done.then(ended, ended);
  return {
    store: { ...store, subscribe: listeners.add },
    send,
    getLink: () => link,
    getCatalogue: () => catalogue,
    getEvents: events.view,
    close: stop,
  };
}
