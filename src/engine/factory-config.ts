import { z } from 'zod';
import { endpointName, endpointSettingsSchema, namedEndpointSchema } from '../models/endpoint.ts';
import { pricesOverrideSchema } from '../models/price-table.ts';
import { hookSchema } from '../tools/hook.ts';
import { gateRuleSchema } from './approvals/gate-rules.ts';
import { breakersSchema } from './breakers/breakers-config.ts';
import { uncheckedSchema } from './cards/unchecked.ts';
import { describeFault, parseLocated, placeOf } from './catalogue/located-json.ts';
import { readPlainFile } from './files/plain-file.ts';
import { judgeSchema } from './judging/judge-config.ts';
import { limitsSchema } from './limits.ts';
import { isTimeZone } from './money/calendar-day.ts';
import { notifySchema } from './notify/notify-schema.ts';
import { quotaSchema } from './quota/quota-config.ts';
import { lanesOf, type Route, routeSchema } from './routing.ts';
import { errorCode, UserError } from './user-error.ts';
import { watchdogsSchema } from './watchdogs/watchdogs-config.ts';

const largestBytes = 1_000_000;

/** factory.json: what to make, and within which bounds. Only `product` is required. */
export const factoryConfigSchema = z
  .strictObject({
    product: z.string(),
    catalogue: z.string().default('catalogue.jsonl'),
    workers: z.int().min(1).max(1000).optional(),
    budgetUsd: z.number().positive().optional(),
    /** What a calendar day may cost, over all runs, and where it begins. */
    dailyUsd: z.number().positive().optional(),
    timeZone: z
      .string()
      .refine(isTimeZone, 'expected a time zone such as UTC or Europe/Berlin')
      .default('UTC'),
    /** A run stops when so many are accepted in it; it begins at most so many items. */
    target: z.int().positive().optional(),
    tries: z.int().positive().optional(),
    limits: limitsSchema.prefault({}),
    watchdogs: watchdogsSchema.prefault({}),
    breakers: breakersSchema.prefault({}),
    /** In place of the product's own routes. */
    routes: z.array(routeSchema).min(1).optional(),
    prices: pricesOverrideSchema.optional(),
    /** Who decides on calls of gated tools: the first rule that fits, else a person. */
    gates: z.array(gateRuleSchema).default([]),
    /** How long a person has to decide. */
    approvalHours: z.number().positive().max(10_000).default(72),
    /** Whether accepted outputs are put into `published/`: after a person's word, without it, or not at all. */
    publish: z.enum(['ask', 'allow', 'off']).default('ask'),
    /** What is run or called with every output that is published. */
    onPublish: hookSchema.optional(),
    /** How notices of agents go out; without it agents have no tool to send any. */
    send: hookSchema.optional(),
    /** How a person hears that they are needed. */
    notify: notifySchema.prefault({}),
    /** Whether outputs are run, too, before they are accepted. Off, a card proves nothing but form. */
    prove: z.boolean().default(true),
    /** Whether a model judges what passes everything else, which one, and how strictly. */
    judge: judgeSchema.prefault({}),
    /** What becomes of an output of which a criterion could not be judged. */
    unchecked: uncheckedSchema.prefault({}),
    /** How to speak to a server that is not quite Anthropic's. */
    endpoint: endpointSettingsSchema.prefault({}),
    /** Further endpoints, by name, for the steps of routes and their fall-backs. */
    endpoints: z.record(endpointName, namedEndpointSchema).default({}),
    quota: quotaSchema.prefault({}),
  })
  .superRefine(namesKnownEndpoints);
export type FactoryConfig = z.infer<typeof factoryConfigSchema>;

/** A route that names an endpoint which is not there would be found out at night. */
function namesKnownEndpoints(
  { routes = [], endpoints }: { routes?: Route[] | undefined; endpoints: Record<string, unknown> },
  context: z.RefinementCtx,
): void {
  for (const [at, { steps }] of routes.entries()) {
    for (const [stepAt, step] of steps.entries()) {
      const unknown = lanesOf(step).find(
        ({ endpoint }) => endpoint !== undefined && !Object.hasOwn(endpoints, endpoint),
      );
      if (!unknown) continue;
      const message = `expected an endpoint that "endpoints" names, found "${unknown.endpoint}"`;
      context.addIssue({ code: 'custom', path: ['routes', at, 'steps', stepAt], message });
    }
  }
}

/** Reads factory.json. Every fault is a UserError with file, line, field, expected and found. */
export async function readFactoryConfig(file: string): Promise<FactoryConfig> {
  const text = await readPlainFile(file, largestBytes).catch((error: unknown) => {
    const code = errorCode(error);
    if (code === undefined) throw error;
    throw new UserError(
      code === 'ENOENT' || code === 'ENOTDIR'
        ? `${file}: not found. Expected a content directory with a factory.json. Name one with -C DIR, or make one with ai-factory init DIR.`
        : `${file}: cannot be read (${code}). Check its permissions.`,
    );
  });
  const located = parseLocated(file, text);
  const parsed = factoryConfigSchema.safeParse(located.value);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) =>
    describeFault(`${file}:${located.lineOf(placeOf(issue))}`, issue, located.value),
  );
  throw new UserError(faults.join('\n'));
}
