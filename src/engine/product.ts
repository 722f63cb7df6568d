import type { z } from 'zod';
import type { Tool } from '../tools/tool.ts';
import type { Criterion } from './cards/criterion.ts';
import type { Json } from './json.ts';
import type { OutputJudge } from './judging/output-judge.ts';
import type { Playback } from './playback.ts';
import type { Route, Workload } from './routing.ts';

/** What every catalogue entry has, whatever the product. */
export interface CatalogueItem {
  id: string;
  title: string;
}

/** Guides that a product's prompt may quote: file name in `guides/` to its text. */
export type Guides = ReadonlyMap<string, string>;

/**
 * Criteria with sandboxes of their own; `close` ends those. One with the id of a product's criterion is a
 * stricter one, and takes its place.
 */
export interface Proof<Item> {
  criteria: Criterion<Item>[];
  close(): Promise<void>;
}

/** An output that has just been accepted: its file is `accepted/<item>.json`. */
export interface AcceptedOutput {
  item: string;
  sha256: string;
  sizeBytes: number;
}

/** A call of a gated tool by the product itself, and why, for the person who decides. */
export interface ProductCall {
  tool: string;
  input: Json;
  reason: string;
}

/**
 * Everything the engine needs to make one kind of output, as a value: the engine knows no product
 * by name, so a new one is one folder and one line in the registry.
 */
export interface Product<Item extends CatalogueItem = CatalogueItem> {
  name: string;
  itemSchema: z.ZodType<Item>;
  /** Top level of an accepted output; nested rules live in the criteria. */
  artefactSchema: z.ZodType<Json>;
  /** The file the agent writes in its draft folder. */
  artefactFile: string;
  /** The shared, byte-stable part of every conversation: cached once, read by all workers. */
  systemPrompt(guides: Guides): string;
  /** The first user message of an item's conversation. */
  itemPrompt(item: Item): string;
  workload(item: Item): Workload;
  routes: Route[];
  tools: Tool[];
  /** Gated calls, of the operator's actions such as `publish`, that an accepted output asks for. */
  afterAcceptance?(accepted: AcceptedOutput): ProductCall[];
  /** The item an output says it is for, when it says so. */
  itemIdOf(artefact: Json): string | undefined;
  criteria: Criterion<Item>[];
  /** A model's judgement as one more criterion, for outputs that pass all others. */
  outputJudge?: OutputJudge<Item>;
  /**
   * Patterns for ids of criteria without which an output may be accepted where they cannot be judged;
   * none when it is not given. factory.json may say otherwise.
   */
  mayStayUnchecked?: readonly string[];
  /** Further criteria, which run what an output holds and so take sandboxes: loaded by a validator process alone. */
  openProof?(): Promise<Proof<Item>>;
  /** An output, finished or a draft, to step through; undefined for what cannot be shown so. Never throws. */
  play?(artefact: Json): Playback | undefined;
}
