import type { Json } from '../json.ts';

/** One thing wrong with an artefact, in words an author can act on. */
export interface Issue {
  /** JSON path of the fault, `$` for the whole: `$.testCases[0].states[3].codeLineId`. */
  path: string;
  message: string;
  expected?: string;
  found?: string;
  /** What to change. */
  fix?: string;
}

/** What a criterion may look at besides the artefact. */
export interface CriterionContext<Item = unknown> {
  /** The catalogue entry that the artefact was made for, when it is known. */
  item: Item | undefined;
  signal: AbortSignal;
}

/** Why a criterion could not be judged: a missing toolchain is never silently a pass. */
export interface NotChecked {
  notChecked: string;
  /** It was for want of the catalogue entry, which not every place has. */
  needs?: 'item';
}

/**
 * A program that a criterion judges with, or why there is none here and what would change that. `more`
 * is what to install for a stricter check than this one gives.
 */
export type EngineProbe =
  | { type: 'ready'; engine: string; version: string; isolation?: string; more?: string }
  | { type: 'not-available'; reason: string; install: string };

/**
 * One rule of a report card. `check` gets whatever JSON the agent wrote, so it trusts no shape;
 * it returns no issues for a pass, and throws only for a bug.
 */
export interface Criterion<Item = unknown> {
  id: string;
  title: string;
  /** Share in the card's score, relative to the other criteria; above 0. */
  weight: number;
  /** Raised by hand whenever it judges otherwise than before; 1 when it is not given. */
  version?: number;
  /** What it judges with, where that is more than this program: tried for real, so it may take a while. */
  engine?(signal: AbortSignal): Promise<EngineProbe>;
  /** Why the rule is there, in a sentence, for who reads the card without the product's guides. */
  explanation?: string;
  /** What to change when it fails and an issue does not say so itself. */
  fixHint?: string;
  check(
    artefact: Json,
    context: CriterionContext<Item>,
  ): Issue[] | NotChecked | Promise<Issue[] | NotChecked>;
}
