import type { z } from 'zod';
import { type ApiError, invalidRequest } from './api-error.ts';
import { brokenRule } from './request-rules.ts';
import {
  type MessagesRequest,
  messagesSchema,
  type PromptRequest,
  promptSchema,
} from './request-schema.ts';

/** A request that the API accepts, or its refusal. */
export type Parsed<Request> =
  | { type: 'request'; request: Request }
  | { type: 'error'; error: ApiError };

/** Reads the body of `POST /v1/messages`, or says what the API would refuse about it. */
export function parseMessagesRequest(body: string): Parsed<MessagesRequest> {
  return parse(messagesSchema, body);
}

/** Reads the body of `POST /v1/messages/count_tokens`, or says what the API would refuse about it. */
export function parsePromptRequest(body: string): Parsed<PromptRequest> {
  return parse(promptSchema, body);
}

function parse<Request extends PromptRequest>(
  schema: z.ZodType<Request>,
  body: string,
): Parsed<Request> {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return { type: 'error', error: invalidRequest('The request body is not valid JSON.') };
  }
  const parsed = schema.safeParse(json);
  if (!parsed.success) {
    return { type: 'error', error: invalidRequest(firstIssue(parsed.error)) };
  }
  const error = brokenRule(parsed.data);
  return error ? { type: 'error', error } : { type: 'request', request: parsed.data };
}

function firstIssue(error: z.ZodError): string {
  const [issue] = error.issues;
  if (!issue) return 'Invalid request';
  const isMissing = issue.code === 'invalid_type' && issue.message.endsWith('undefined');
  const words = isMissing ? 'Field required' : issue.message;
  return issue.path.length === 0 ? words : `${issue.path.join('.')}: ${words}`;
}
