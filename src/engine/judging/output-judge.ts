import type { Criterion, Issue } from '../cards/criterion.ts';
import type { Json } from '../json.ts';

/** What a model's judgement comes to. `unreadable`: it is none, for that reason, and is asked for again. */
export type JudgeReading =
  | { type: 'verdict'; issues: Issue[]; note: string }
  | { type: 'unreadable'; reason: string };

/**
 * A model's judgement of outputs that every other criterion lets pass, as one more criterion. The model
 * is never the one that wrote the output.
 */
export interface OutputJudge<Item> {
  /** `version` is raised by hand whenever prompt, schema or reading change. */
  criterion: Required<Omit<Criterion, 'check' | 'engine'>>;
  /** Best first: the first that is not the author judges. */
  models: readonly string[];
  /** The least that each score has to be, where factory.json says nothing, and the scale of scores. */
  threshold: number;
  scale: { least: number; most: number };
  maxOutputTokens: number;
  /** The rubric: the same bytes for every output, so that one cache entry serves all. */
  system: string;
  /** JSON schema of the reply. */
  replySchema: Record<string, unknown>;
  /** The message: what is to be judged, as material that no word of it can break out of. */
  prompt(item: Item, output: Json): string;
  /** Reads a reply's JSON, which may be of any shape. Scores below the threshold are issues. */
  read(reply: unknown, about: { output: Json; threshold: number }): JudgeReading;
}
