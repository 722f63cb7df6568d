import { z } from 'zod';
import type { CallResult, Rejected, SourceError } from '../executor.ts';
import { messageChars } from '../limits.ts';
import { readTagged } from '../tagged.ts';

const message = z.string();
const nonceSchema = z.object({ nonce: z.string().min(1) });

/** All that an engine may say of a program. It is said beside hostile code, and believed no further. */
const saidSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('rejected'),
    compiled: z.boolean().optional(),
    errors: z.array(z.object({ line: z.int().positive().nullable(), message })).max(100),
  }),
  z.object({ type: z.literal('loaded') }),
  z.object({ type: z.literal('value'), value: z.unknown(), argument: z.unknown().optional() }),
  z.object({
    type: z.enum(['throws', 'unreadable', 'timeout', 'memory', 'output', 'crash']),
    message,
  }),
  z.object({ type: z.literal('done') }),
]);

export type Said = Rejected | { type: 'loaded' | 'done' } | { type: 'result'; result: CallResult };

/** Reads an engine's answer; undefined when it is none, or does not know the word of this run. */
export function readSaid(answer: unknown, nonce: string): Said | undefined {
  if (nonceSchema.safeParse(answer).data?.nonce !== nonce) return undefined;
  const { data } = saidSchema.safeParse(answer);
  if (data === undefined) return undefined;
  switch (data.type) {
    case 'rejected':
      return {
        type: 'rejected',
        compiled: data.compiled,
        errors: data.errors.map(sourceError),
      };
    case 'loaded':
    case 'done':
      return { type: data.type };
    case 'value':
      return { type: 'result', result: valueResult(data.value, data.argument) };
    default:
      return { type: 'result', result: { type: data.type, message: cut(data.message) } };
  }
}

function valueResult(wire: unknown, argument: unknown): CallResult {
  const value = readTagged(wire);
  if (value === undefined) {
    return { type: 'unreadable', message: 'The result did not arrive in the form of one.' };
  }
  const firstArgument = argument === undefined ? undefined : readTagged(argument);
  return { type: 'value', value, firstArgument };
}

function sourceError(error: { line: number | null; message: string }): SourceError {
  return { line: error.line ?? undefined, message: cut(error.message) };
}

function cut(text: string): string {
  return text.length > messageChars ? `${text.slice(0, messageChars)}…` : text;
}
