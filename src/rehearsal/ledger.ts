import type { CallUsage } from './usage.ts';

/** The server's own record of one request, to compare a client's books with. */
export interface LedgerEntry {
  requestId: string;
  /** Epoch milliseconds on the server's clock, when the request was read. */
  atMs: number;
  model?: string;
  item?: string;
  /** Which reply of the conversation was asked for, from 1. */
  turn?: number;
  status: number;
  fault?: string;
  stopReason?: string;
  /** What the request cost; `output` counts what was generated before a client went. */
  usage?: CallUsage;
  /** Whether the whole body was sent. */
  completed: boolean;
}
