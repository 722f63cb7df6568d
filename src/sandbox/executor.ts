import type { Json } from '../engine/json.ts';
import type { Tagged } from './tagged.ts';

export type SandboxLanguage = 'javascript' | 'python' | 'java';

/** What an engine is and how it is kept in, or why it is not there and what would change that. */
export type Probe =
  | { type: 'ready'; engine: string; version: string; isolation: string }
  | { type: 'not-available'; reason: string; install: string };

/** A place in a source that cannot be compiled; `line` counts from 1, undefined when none is to blame. */
export interface SourceError {
  line: number | undefined;
  message: string;
}

/**
 * A source that cannot be used. `compiled`: whether the compiler took it, so that it was loading that
 * failed; undefined where that cannot be told.
 */
export interface Rejected {
  type: 'rejected';
  compiled: boolean | undefined;
  errors: SourceError[];
}

export type ParseResult = { type: 'parsed' } | Rejected | { type: 'not-started'; reason: string };

/** A solution, and the name of the function to call in it. */
export interface Program {
  source: string;
  entry: string;
}

/**
 * What came of one call. `value` has the first argument as the call left it when that is a list, map or
 * set: the answer of a function that works in place. `missing` is a call that a program never answered,
 * because an earlier one ended it: it is a failure of the program.
 */
export type CallResult =
  | { type: 'value'; value: Tagged; firstArgument: Tagged | undefined }
  | { type: CallFailure; message: string };

/** `unreadable` is a result that is no data, or is nested too deeply or too large. */
export type CallFailure =
  | 'throws'
  | 'unreadable'
  | 'timeout'
  | 'memory'
  | 'output'
  | 'crash'
  | 'missing';

/**
 * What came of a program. `ran` has one result for each call, in order. `rejected` did not get as far as
 * its first call. `not-started` says nothing of the program: the sandbox failed, twice.
 */
export type RunResult =
  | { type: 'ran'; results: CallResult[] }
  | Rejected
  | { type: 'not-started'; reason: string };

export interface RunOptions {
  signal: AbortSignal;
}

/** Runs programs of one language that nobody trusts. Expected results have no place in it. */
export interface Executor {
  language: SandboxLanguage;
  /** Tries a good and a bad sample for real, once; later calls give the same answer. */
  probe(options: RunOptions): Promise<Probe>;
  /** Compiles without running. Where it is absent, `run` with no calls says the same. */
  parse?(source: string, options: RunOptions): Promise<ParseResult>;
  /** Throws the signal's reason when it is aborted, and nothing else. */
  run(program: Program, calls: readonly Json[][], options: RunOptions): Promise<RunResult>;
  /** Ends what still runs or waits; the executor cannot be used any more. */
  close(): Promise<void>;
}
