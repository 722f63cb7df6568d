import type { Json } from './json.ts';

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
}

/**
 * One rule of a report card. `check` gets whatever JSON the agent wrote, so it trusts no shape;
 * it returns no issues for a pass, and throws only for a bug.
 */
export interface Criterion<Item = unknown> {
  id: string;
  title: string;
  /** Share in the card's score, relative to the other criteria; above 0. */
  weight: number;
  /** Why the rule is there, in a sentence, for who reads the card without the product's guides. */
  explanation?: string;
  /** What to change when it fails and an issue does not say so itself. */
  fixHint?: string;
  check(
    artefact: Json,
    context: CriterionContext<Item>,
  ): Issue[] | NotChecked | Promise<Issue[] | NotChecked>;
}
