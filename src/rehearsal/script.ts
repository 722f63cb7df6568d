import type { Json } from '../engine/json.ts';
import type { PastCall } from './exchange.ts';

/** One way for the simulated author to be wrong: `apply` returns a faulty copy that `criterion` catches. */
export interface Defect {
  id: string;
  /** Id of the criterion that is expected to fail. */
  criterion: string;
  /** May return the artefact unchanged where the defect has nothing to spoil; `random` is in [0, 1). */
  apply(artefact: Json, random: () => number): Json;
}

/** What a product gives the rehearsal: a right artefact per item, and ways to get it wrong. */
export interface RehearsalScript {
  /** The file that the author writes. */
  artefactFile: string;
  /** Finds the item in the first user message of a conversation. */
  itemIdFrom(prompt: string): string | undefined;
  /** The artefact that passes the report card; `undefined` for an item the script does not know. */
  artefactFor(prompt: string): Json | undefined;
  defects: Defect[];
  /** What only a judge sees: some drafts that are right otherwise have one of these. */
  judgedDefects?: Defect[];
  /** What a judge answers to its prompt; undefined for a prompt that holds nothing to judge. */
  judge?(prompt: string): Json | undefined;
  /** Another way to write, with tools of the product's own. */
  aided?: AidedWriting;
}

/** A call that the author means to make. */
export interface PlannedCall {
  name: string;
  input: Record<string, Json>;
}

/** A first draft in two turns: what a tool completes, and what is added to that. */
export interface AidedWriting {
  /** The tools that it takes. */
  tools: readonly string[];
  /** What to write first, and which calls follow; undefined where `target` could not come of it. */
  begin(target: string, right: Json): { text: string; calls: PlannedCall[] } | undefined;
  /** Calls that turn a draft begun so into `target`; undefined for any other draft. */
  goOn(draft: string, target: string): PlannedCall[] | undefined;
  /** The draft after a call of these tools that succeeded; undefined for any other call. */
  replay(draft: string, call: PastCall): string | undefined;
}
