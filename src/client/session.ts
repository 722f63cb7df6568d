import type { SendCommand } from '../engine/commands/command.ts';
import type { Event } from '../engine/journal/events.ts';
import type { Store } from '../engine/journal/store.ts';
import type { CatalogueItem } from '../engine/product.ts';

/**
 * How a console hangs on its engine. `loading`: figures and workers are there, the items are still being
 * read; `live`: everything is there and follows; `lost`: the engine went silent, a new one is looked
 * for; `none`: no engine works here, what is shown is what lies on disk.
 */
export type Link = { type: 'loading' | 'live' } | { type: 'lost' | 'none'; reason: string };

/** A content directory as a console sees it: what is known of it, and how its engine is told something. */
export interface Session {
  /** Listeners are also called, without an event, when the link, the items or the live ticks change. */
  store: Store;
  /** Refused, with a reason, when no engine can hear it. */
  send: SendCommand;
  getLink(): Link;
  /** In its own order; empty while loading. */
  getCatalogue(): readonly CatalogueItem[];
  /** The latest events, oldest first, as many as are kept: a view to read, replaced when one comes. */
  getEvents(): readonly Event[];
  close(): void;
}
