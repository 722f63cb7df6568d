/** What a program may use, counted from when its source is handed over. */
export interface Limits {
  /** All of its calls together; of its thread's own time where an engine can tell that. */
  runMs: number;
  /** By the wall clock: when an engine that has not stopped by itself is ended. */
  killMs: number;
  /** For a sandbox to be ready, before it sees any of the program. */
  startMs: number;
  memoryBytes: number;
  cpuSeconds: number;
  /** What it may print, and what its results may take, each. */
  outputBytes: number;
}

const mib = 1024 * 1024;
const startMs = 30_000;

export const javascriptLimits: Limits = {
  runMs: 2_000,
  killMs: 5_000,
  startMs,
  memoryBytes: 64 * mib,
  cpuSeconds: 5,
  outputBytes: mib,
};

export const pythonLimits: Limits = {
  runMs: 10_000,
  killMs: 10_000,
  startMs,
  memoryBytes: 256 * mib,
  cpuSeconds: 30,
  outputBytes: mib,
};

export const javaLimits: Limits = {
  runMs: 10_000,
  killMs: 10_000,
  startMs,
  memoryBytes: 128 * mib,
  cpuSeconds: 20,
  outputBytes: mib,
};

/** A longer source is refused unread: parsers suffer from size, and no solution needs it. */
export const sourceBytes = 64 * 1024;
/** Processes and threads of one sandbox. */
export const processes = 64;
/** Of any file it could write, where it can write at all. */
export const fileBytes = mib;
/** How deep a result may be nested: a linked list of some hundred nodes still is read. */
export const resultDepth = 400;
/** Values in one result, all levels together. */
export const resultParts = 100_000;
/** Of an error's text. */
export const messageChars = 500;
