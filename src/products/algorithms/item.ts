import { z } from 'zod';
import { jsonSchema } from '../../engine/json.ts';

export const languages = ['javascript', 'python', 'java'] as const;
export type Language = (typeof languages)[number];

export const flavours = ['technical', 'fun', 'spiritual'] as const;
export type Flavour = (typeof flavours)[number];

const text = z.string().trim().min(1);

/** Name, parameters and result of the function to write; types like `int`, `int[][]`, `string`, `boolean`. */
export const signatureSchema = z.strictObject({
  name: z.string().regex(/^[a-z][A-Za-z0-9]*$/, 'a camelCase function name'),
  params: z.array(z.strictObject({ name: text, type: text })).min(1),
  returns: text,
});

/** Whether the order of a list counts: `true` frees that of the outermost one, `deep` every list in it as well. */
export const anyOrderSchema = z.union([z.boolean(), z.literal('deep')]);
export type AnyOrder = z.infer<typeof anyOrderSchema>;

export const complexitySchema = z.strictObject({ time: text, space: text });

/** One problem of the catalogue. The first tag is its topic. */
export const problemSchema = z.strictObject({
  id: z.string(),
  title: text,
  difficulty: z.enum(['easy', 'medium', 'hard']),
  tags: z.array(text).min(1),
  statement: text,
  signature: signatureSchema,
  examples: z
    .array(
      z.strictObject({
        args: z.array(jsonSchema),
        expected: jsonSchema,
        explanation: text.optional(),
      }),
    )
    .min(1),
  complexity: complexitySchema,
  /** Whether the statement leaves the order of the result free; it does not when this is left out. */
  anyOrder: anyOrderSchema.optional(),
  /** `high` sends the problem to the strongest route at once. */
  workload: z.literal('high').optional(),
});

export type Problem = z.infer<typeof problemSchema>;

/** The type of what a solution leaves: of its first argument where it works in place and returns nothing. */
export function resultTypeOf({ params, returns }: Problem['signature']): string {
  return returns === 'void' ? (params[0]?.type ?? returns) : returns;
}
