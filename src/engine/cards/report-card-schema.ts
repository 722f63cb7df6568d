import { z } from 'zod';

const issueSchema = z.object({
  path: z.string(),
  message: z.string(),
  expected: z.string().optional(),
  found: z.string().optional(),
  fix: z.string().optional(),
});

/** A report card that comes from another process, or from a file. */
export const reportCardSchema = z.object({
  verdict: z.enum(['pass', 'fail', 'not-checked']),
  score: z.number().min(0).max(1),
  sha256: z.string(),
  criteria: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      weight: z.number(),
      status: z.enum(['pass', 'fail', 'not-checked']),
      issues: z.array(issueSchema),
      reason: z.string().optional(),
      fixHint: z.string().optional(),
      note: z.string().optional(),
      needs: z.literal('item').optional(),
      broken: z.literal(true).optional(),
    }),
  ),
});
