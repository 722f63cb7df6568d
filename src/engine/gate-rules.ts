import { z } from 'zod';

/**
 * What becomes of calls of a gated tool without asking a person, or that one is asked. Patterns are
 * whole texts in which `*` stands for any characters.
 */
export const gateRuleSchema = z.strictObject({
  /** Name of a gated tool, as a pattern. */
  tool: z.string().min(1),
  /** Of the item whose call it is, as a pattern; any by default. */
  item: z.string().min(1).optional(),
  /** Argument to pattern; an argument that is no text is compared as JSON. All have to fit. */
  arguments: z.record(z.string(), z.string()).optional(),
  /** What is done with such a call. */
  gate: z.enum(['ask', 'allow', 'deny']),
});
export type GateRule = z.infer<typeof gateRuleSchema>;

/** A call as rules see it. */
export interface RuledCall {
  tool: string;
  item: string;
  input: unknown;
}
