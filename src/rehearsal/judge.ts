import { readExchange } from './exchange.ts';
import type { Reply } from './reply.ts';
import type { PromptRequest } from './request-schema.ts';
import type { RehearsalScript } from './script.ts';

/** A judge's reply to a request that wants one in a given form; undefined for any other request. */
export function judgeReply(script: RehearsalScript, request: PromptRequest): Reply | undefined {
  if (!script.judge || !request.output_config?.format || request.tools.length > 0) return undefined;
  const verdict = script.judge(readExchange(request.messages).prompt);
  if (verdict === undefined) return undefined;
  const text = JSON.stringify(verdict);
  return { parts: [{ type: 'text', text }], stopReason: 'end_turn', stopDetails: null };
}
