import { createHash } from 'node:crypto';
import stringify from 'json-stringify-pretty-compact';
import type { z } from 'zod';
import type { Json } from '../json.ts';

/**
 * The one form in which an output is stored and hashed: fields in the schema's order, two-space
 * indentation, what fits into 100 columns on one line, a newline at the end. Throws for a value that does not fit the schema.
 */
export function canonicalText(value: Json, schema: z.ZodType<Json>): string {
  return `${stringify(schema.parse(value), { maxLength: 100, indent: 2 })}\n`;
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
