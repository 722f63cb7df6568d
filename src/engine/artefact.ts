import { createHash } from 'node:crypto';
import type { z } from 'zod';
import type { Json } from './json.ts';

/**
 * The one form in which an output is stored and hashed: fields in the schema's order, two-space
 * indentation, a newline at the end. Throws for a value that does not fit the schema.
 */
export function canonicalText(value: Json, schema: z.ZodType<Json>): string {
  return `${JSON.stringify(schema.parse(value), null, 2)}\n`;
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
