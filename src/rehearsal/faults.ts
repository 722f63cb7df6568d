import { z } from 'zod';

const FAULTS = [
  'rate-limit',
  'overloaded',
  'server-error',
  'bad-request',
  'spend-limit',
  'credit',
  'quota-window',
  'usage-limit',
  'billing',
  'unauthorized',
  'html',
  'cut-stream',
  'stall',
  'stream-error',
  'no-usage',
  'max-tokens-in-tool',
  'refusal',
  'empty-end-turn',
  'broken-tool-input',
  'unparsable-tool-input',
  'unparsable-verdict',
  'asks-to-delete',
] as const;

const ruleSchema = z.strictObject({
  on: z.strictObject({
    item: z.string().optional(),
    model: z.string().optional(),
    nth: z.int().min(1).optional(),
    turn: z.int().min(1).optional(),
    every: z.int().min(1).optional(),
  }),
  fault: z.enum(FAULTS),
  retryAfterSeconds: z.number().min(0).optional(),
  times: z.int().min(1).optional(),
});

/** Checks fault rules that come over HTTP. */
export const faultRulesSchema = z.array(ruleSchema);

/**
 * What can be made to go wrong. `unparsable-tool-input` is the variant whose JSON does not even parse;
 * `unparsable-verdict` is for the replies of judges alone;
 * `asks-to-delete` is no fault but a behaviour: the author's first writing reply also makes a scratch
 * file and asks to delete it, which a person has to allow.
 */
export type Fault = (typeof FAULTS)[number];

/**
 * Makes a fault happen where every condition of `on` holds: the item or model, the n-th request to
 * this server (from 1), the turn of the conversation (from 1), every so many requests. `times`
 * bounds how often; by default once, or without end for `every`.
 */
export type FaultRule = z.infer<typeof ruleSchema>;

/** The facts about a request that rules look at. */
export interface FaultPoint {
  item: string | undefined;
  model: string;
  nth: number;
  turn: number;
  /** Whether the author can ask to delete a file in its reply: that rule waits until it can. */
  canAskToDelete: boolean;
  /** Whether its reply is a judge's. */
  isVerdict: boolean;
}

/** The rules of a running server, which used-up rules leave. */
export interface FaultPlan {
  add(rules: readonly FaultRule[]): void;
  clear(): void;
  /** The first rule that applies, which is used up by one. */
  next(point: FaultPoint): FaultRule | undefined;
}

/** A plan of faults, in order of precedence. */
export function createFaultPlan(initial: readonly FaultRule[]): FaultPlan {
  let open: { rule: FaultRule; left: number }[] = [];
  const add = (rules: readonly FaultRule[]): void => {
    const byDefault = (rule: FaultRule): number => (rule.on.every ? Number.POSITIVE_INFINITY : 1);
    open.push(...rules.map((rule) => ({ rule, left: rule.times ?? byDefault(rule) })));
  };
  add(initial);
  return {
    add,
    clear: () => {
      open = [];
    },
    next: (point) => {
      const found = open.find(({ rule }) => applies(rule, point));
      if (!found) return undefined;
      found.left -= 1;
      open = open.filter(({ left }) => left > 0);
      return found.rule;
    },
  };
}

function applies({ on, fault }: FaultRule, point: FaultPoint): boolean {
  return (
    (fault !== 'asks-to-delete' || point.canAskToDelete) &&
    (fault !== 'unparsable-verdict' || point.isVerdict) &&
    (on.item === undefined || on.item === point.item) &&
    (on.model === undefined || on.model === point.model) &&
    (on.nth === undefined || on.nth === point.nth) &&
    (on.turn === undefined || on.turn === point.turn) &&
    (on.every === undefined || point.nth % on.every === 0)
  );
}
