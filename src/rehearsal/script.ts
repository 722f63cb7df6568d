import type { Json } from '../engine/json.ts';

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
}
