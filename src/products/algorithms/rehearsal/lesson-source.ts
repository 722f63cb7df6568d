import type { Json } from '../../../engine/json.ts';
import type { Flavour, Language } from '../item.ts';
import type { StructureKind } from '../lesson.ts';

/**
 * Words for a step. Each is a template: `{expression}` is evaluated as JavaScript over the traced
 * variables as they are after the step, and printed (strings as they are, the rest as JSON).
 */
export interface Narration {
  phase: string;
  description: string;
  annotation: string;
  calculation: string;
}

/**
 * What a person writes for one lesson; the states are never typed by hand, they come from running
 * the JavaScript solution. In each language a line's trailing marker (`//@ id` or `#@ id`) names it;
 * the same ids occur in all three, and every id has its narration.
 */
export interface LessonSource {
  /** The problem's id in the catalogue. */
  id: string;
  /** One sentence on what the learner will understand. */
  summary: string;
  code: Record<Language, string>;
  /** At least three; the expected result comes from running the solution. */
  cases: { title: string; args: Json[] }[];
  /** The variable that the visualiser draws, and as what. */
  structure: { variable: string; kind: StructureKind };
  /** Variables (or `[row, column]` pairs of them, joined by a comma) drawn as places in the structure. */
  pointers: string[];
  /** Variables shown beside a line, in all languages. */
  valueSlots: { lineId: string; variable: string }[];
  narration: Record<string, Narration>;
  thinking: Record<Flavour, { headline: string; explanation: string; keyInsight: string }>;
}
