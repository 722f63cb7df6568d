import type { ApiError } from './api-error.ts';
import { invalidRequest } from './api-error.ts';
import { type FaultPlan, faultRulesSchema } from './faults.ts';
import { type HttpCall, readBody, sendError, sendJson } from './http.ts';
import type { LedgerEntry } from './ledger.ts';
import { limitSettingsSchema } from './limit-settings.ts';
import { promptTokens } from './prompt-blocks.ts';
import type { RateLimits } from './rate-limits.ts';
import { parsePromptRequest } from './request.ts';
import { MODELS } from './tiers.ts';

/** What the routes act on. */
export interface RouteContext {
  messages(call: HttpCall, body: string): Promise<void>;
  faults: FaultPlan;
  limits: RateLimits;
  ledger: LedgerEntry[];
}

type Handler = (call: HttpCall, context: RouteContext) => Promise<void> | void;

/** Method and path to handler; paths under /v1 need a key. */
const ROUTES: Record<string, Handler> = {
  'POST /v1/messages': async (call, { messages }) => {
    const body = await bodyOf(call);
    if (body !== undefined) await messages(call, body);
  },
  'POST /v1/messages/count_tokens': async (call) => {
    const body = await bodyOf(call);
    if (body === undefined) return;
    const parsed = parsePromptRequest(body);
    if (parsed.type === 'error') sendError(call, parsed.error);
    else sendJson(call, { input_tokens: promptTokens(parsed.request) });
  },
  'GET /v1/models': (call) => {
    const ends = { first_id: MODELS[0]?.id ?? null, last_id: MODELS.at(-1)?.id ?? null };
    sendJson(call, { data: MODELS, has_more: false, ...ends });
  },
  'GET /rehearsal/ledger': (call, { ledger }) => sendJson(call, ledger),
  'POST /rehearsal/faults': async (call, { faults }) => {
    const rules = faultRulesSchema.safeParse(tryParse((await bodyOf(call)) ?? ''));
    if (!rules.success) return sendError(call, invalidRequest(rules.error.message));
    faults.add(rules.data);
    sendJson(call, { added: rules.data.length });
  },
  'PUT /rehearsal/limits': async (call, { limits }) => {
    const settings = limitSettingsSchema.safeParse(tryParse((await bodyOf(call)) ?? ''));
    if (!settings.success) return sendError(call, invalidRequest(settings.error.message));
    limits.set(settings.data);
    sendJson(call, settings.data);
  },
  'DELETE /rehearsal/faults': (call, { faults }) => {
    faults.clear();
    sendJson(call, { cleared: true });
  },
};

const NO_KEY: ApiError = {
  status: 401,
  type: 'authentication_error',
  message: 'An API key is required: send any value as `x-api-key` or as `Authorization: Bearer`.',
};
const TOO_LARGE: ApiError = {
  status: 413,
  type: 'request_too_large',
  message: 'Request exceeds the maximum size of 32 MB',
};

/** Finds the handler of a call and runs it; refusals are sent in the API's shape. */
export async function route(call: HttpCall, context: RouteContext): Promise<void> {
  const { method = 'GET', url = '/', headers } = call.req;
  const path = url.split('?', 1)[0] ?? url;
  const handler = ROUTES[`${method} ${path}`];
  if (!handler) {
    return sendError(call, {
      status: 404,
      type: 'not_found_error',
      message: `There is no ${method} ${path} here`,
    });
  }
  const hasKey = Boolean(headers['x-api-key']) || /^Bearer \S/.test(headers.authorization ?? '');
  if (path.startsWith('/v1/') && !hasKey) return sendError(call, NO_KEY);
  await handler(call, context);
}

async function bodyOf(call: HttpCall): Promise<string | undefined> {
  const body = await readBody(call.req);
  if (body === undefined) sendError(call, TOO_LARGE);
  return body;
}

function tryParse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
