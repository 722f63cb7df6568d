import { z } from 'zod';
import { criterionFactsSchema } from '../cards/criterion-facts.ts';
import { reportCardSchema } from '../cards/report-card-schema.ts';

const id = z.int().nonnegative();

/** What the validator process is told. `leaveOut`: criteria not to be judged, and why. */
export interface CheckRequest {
  id: number;
  /** Null when there is no file. */
  text: string | null;
  /** The catalogue entry, null when it is not known. */
  item: { id: string; title: string } | null;
  leaveOut: Readonly<Record<string, string>>;
}

/** Asks for the facts of the criteria that it judges by. */
export interface FactsRequest {
  type: 'facts';
}

/** What it says: at which criterion it is, and what came of a check. What it judges is hostile, so it is not trusted. */
export const validatorNewsSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('at'), id, criterion: z.string().max(200) }),
  z.object({ type: z.literal('card'), id, card: reportCardSchema }),
  z.object({ type: z.literal('failed'), id, reason: z.string() }),
  z.object({ type: z.literal('facts'), criteria: z.array(criterionFactsSchema) }),
]);
export type ValidatorNews = z.infer<typeof validatorNewsSchema>;
