import type { VirtualTime } from './virtual-time.ts';

/** What a life of an engine is started with. */
export interface ToEngine {
  dir: string;
  baseUrl: string;
  items: number;
  workers: number;
  dailyUsd: number;
  time: VirtualTime;
  /** In our time. */
  sampleEveryMs: number;
}

/** What an engine holds at a moment of virtual time, after its garbage was collected. */
export interface Sample {
  atMs: number;
  heapBytes: number;
  rssBytes: number;
  descriptors: number;
  /** Items in the hands of workers. */
  working: number;
  /** Items that are accepted or a person's: what its state has to hold. */
  settled: number;
}

/** How it says that it fares. */
export type FromEngine =
  | { type: 'waits'; why: 'quota.parked' | 'day.waiting' }
  | ({ type: 'sample' } & Sample)
  | { type: 'ended'; outcome: string; reason: string };
