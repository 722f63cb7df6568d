import { createHash } from 'node:crypto';
import { canAskToDelete } from './ask-to-delete.ts';
import { createAuthor } from './author.ts';
import { bendReply, cutReply, outputTokens } from './bend-reply.ts';
import { type Delivery, deliverJson, deliverStream } from './deliver.ts';
import { readExchange } from './exchange.ts';
import { faultError, PROXY_PAGE } from './fault-error.ts';
import type { Fault, FaultPlan, FaultRule } from './faults.ts';
import { type HttpCall, sendError } from './http.ts';
import { judgeReply } from './judge.ts';
import { createPace } from './pace.ts';
import { type PromptBlock, promptBlocks } from './prompt-blocks.ts';
import { createPromptCache } from './prompt-cache.ts';
import type { RateLimits } from './rate-limits.ts';
import type { Reply } from './reply.ts';
import { parseMessagesRequest } from './request.ts';
import type { MessagesRequest } from './request-schema.ts';
import type { RehearsalScript } from './script.ts';

/** What the messages endpoint needs of the server around it. */
export interface MessagesOptions {
  script: RehearsalScript;
  seed: number;
  speed: number;
  nowMs: () => number;
  faults: FaultPlan;
  limits: RateLimits;
}

/** A request, and what the author would say to it. */
interface Asked {
  request: MessagesRequest;
  blocks: readonly PromptBlock[];
  id: string;
  reply: Reply;
}

/** The handler of `POST /v1/messages`; it rejects with an AbortError when the client goes. */
export function createMessages(
  options: MessagesOptions,
): (call: HttpCall, body: string) => Promise<void> {
  const { script, seed, speed, nowMs, faults, limits } = options;
  const author = createAuthor(script, seed);
  const cache = createPromptCache(nowMs);
  let count = 0;

  const answer = async (call: HttpCall, asked: Asked, fault?: Fault): Promise<void> => {
    const { request, blocks, id } = asked;
    const reply = replyOf(asked.reply, request, fault);
    const visit = cache.visit(request.model, blocks);
    const usage = { ...visit.usage, output: outputTokens(reply) };
    const { model } = request;
    const pace = createPace({ model, speed, keys: [seed, id], signal: call.signal });
    await pace.until(0);
    visit.begin();
    limits.spend(model, usage);
    call.entry.stopReason = reply.stopReason;
    const messageId = `msg_${call.requestId.slice('req_'.length)}`;
    const outgoing = { messageId, model, reply, usage, showsUsage: fault !== 'no-usage' };
    const delivery: Delivery = { outgoing, pace, fault, headers: limits.headers(model) };
    await (request.stream ? deliverStream : deliverJson)(call, delivery);
  };

  return async (call, body) => {
    const parsed = parseMessagesRequest(body);
    if (parsed.type === 'error') return sendError(call, parsed.error);
    const { request } = parsed;
    count += 1;
    const blocks = promptBlocks(request);
    const id = conversationId(request.model, blocks);
    const verdict = judgeReply(script, request);
    const reply = verdict ?? author(request, id);
    const facts = { ...note(call, request, script), nth: count, isVerdict: verdict !== undefined };
    const rule = faults.next({ ...facts, canAskToDelete: canAskToDelete(reply, request) });
    call.entry.fault = rule?.fault;
    const refused = rule === undefined ? limits.admit(request.model) : undefined;
    const headers = limits.headers(request.model);
    if (refused)
      return sendError(call, { ...refused, headers: { ...headers, ...refused.headers } });
    const isSent = rule !== undefined && sendFault(call, { rule, headers, nowMs: nowMs() });
    if (!isSent) await answer(call, { request, blocks, id, reply }, rule?.fault);
  };
}

/** Writes into the ledger which turn of which item this is. */
function note(call: HttpCall, request: MessagesRequest, script: RehearsalScript) {
  const { prompt, turns } = readExchange(request.messages);
  const facts = {
    model: request.model,
    item: script.itemIdFrom(prompt),
    turn: turns.length + 1,
  };
  Object.assign(call.entry, facts);
  return facts;
}

/** Sends the faults that stand for a whole reply; false for the others. */
function sendFault(
  call: HttpCall,
  { rule, headers, nowMs }: { rule: FaultRule; headers: Record<string, string>; nowMs: number },
): boolean {
  const error = faultError(rule, nowMs);
  if (error) {
    sendError(call, { ...error, headers: { ...headers, ...error.headers } });
    return true;
  }
  if (rule.fault !== 'html') return false;
  call.entry.status = 200;
  call.entry.completed = true;
  call.res.writeHead(200, { 'content-type': 'text/html' });
  call.res.end(PROXY_PAGE);
  return true;
}

function replyOf(reply: Reply, request: MessagesRequest, fault: Fault | undefined): Reply {
  return cutReply(bendReply(reply, fault), request.max_tokens);
}

function conversationId(model: string, blocks: readonly PromptBlock[]): string {
  const hash = createHash('sha256').update(model);
  for (const { text } of blocks) hash.update('\n').update(text);
  return hash.digest('hex');
}
