/** Where a process meets its end at a boundary: nothing of the operation done, half of a write, or all of it. */
export const phases = ['before', 'half', 'after'] as const;
export type Phase = (typeof phases)[number];

/** An operation that changes a disk, on a kind of file: `rename accepted/ID.json`. */
export interface Boundary {
  op: string;
  /** Path below the content directory, ids and numbers taken out. */
  file: string;
  /** Which one of its kind in this process, from 1. */
  nth: number;
}

/** What the preloaded code does to its own process. */
export interface Plan {
  /** The content directory: only what lies in it counts. */
  root: string;
  /** Gets a JSON line for each boundary met, and for the end or the fault that was made. */
  logFile: string;
  deed: Deed;
  /** Added to the process's clock from so many journal lines on, ms. */
  clock?: { afterLines: number; shiftMs: number };
}

export type Deed =
  | { type: 'none' }
  /** kill -9 at this very boundary. */
  | { type: 'kill-at'; boundary: Boundary; phase: Phase }
  /** kill -9 at the first boundary with such an end, from the `nth` of any kind on. */
  | { type: 'kill-from'; nth: number; phase: Phase }
  /** kill -9 at the first kind of end (`endOf`) that is not among these; `only`: that begins so. */
  | { type: 'kill-unseen'; seen: string[]; only?: string[] }
  /** From this boundary on, so often, the operation fails with a code such as EIO. */
  | { type: 'fail'; boundary: Boundary; code: string; times: number };

/** A line of the log. */
export type LogLine = Boundary & { end?: Phase; failed?: string };

/** Names a kind of end: `after rename accepted/ID.json`. */
export function endOf(phase: Phase, { op, file }: Pick<Boundary, 'op' | 'file'>): string {
  return `${phase} ${op} ${file}`;
}

/** The kind of a path below a content directory. */
export function kindOf(path: string): string {
  return path
    .replace(/^(work|accepted|escalated|published)\/[^/.]+/, '$1/ID')
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'UUID')
    .replace(/(?<![a-z])[0-9a-f]{8,}(?![a-z])/g, 'HEX')
    .replace(/(?<=\/)\d+(?=\/|$)/g, 'N');
}
