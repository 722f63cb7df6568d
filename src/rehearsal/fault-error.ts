import { type ApiError, invalidRequest } from './api-error.ts';
import type { FaultRule } from './faults.ts';
import { refusal, rejectedFor } from './quota-window.ts';

const DEFAULT_RETRY_AFTER_SECONDS = 1;
const DEFAULT_WINDOW_SECONDS = 5 * 3_600;

/** The error reply that a fault stands for; `undefined` for faults of another kind. */
export function faultError(rule: FaultRule, nowMs: number): ApiError | undefined {
  const seconds = rule.retryAfterSeconds;
  const wait = seconds === undefined ? {} : { headers: { 'retry-after': String(seconds) } };
  switch (rule.fault) {
    case 'rate-limit':
      return {
        status: 429,
        type: 'rate_limit_error',
        message: 'This request would exceed the rate limit for your organization (rehearsed).',
        headers: { 'retry-after': String(seconds ?? DEFAULT_RETRY_AFTER_SECONDS) },
      };
    case 'spend-limit':
      return {
        status: 429,
        type: 'rate_limit_error',
        message: 'Your organization has reached its enforced monthly spend limit (rehearsed).',
        details: { error_code: 'enforced_spend_limit_reached' },
      };
    case 'quota-window':
      return refusal(rejectedFor(seconds ?? DEFAULT_WINDOW_SECONDS, nowMs));
    case 'usage-limit':
      return invalidRequest(
        `You have reached your specified API usage limits. You will regain access on ${dayAfter(seconds ?? DEFAULT_WINDOW_SECONDS, nowMs)}.`,
      );
    case 'billing':
      return {
        status: 402,
        type: 'billing_error',
        message: 'Your payment method was declined (rehearsed).',
      };
    case 'unauthorized':
      return { status: 401, type: 'authentication_error', message: 'Invalid API key (rehearsed).' };
    case 'overloaded':
      return { status: 529, type: 'overloaded_error', message: 'Overloaded (rehearsed)', ...wait };
    case 'server-error':
      return {
        status: 500,
        type: 'api_error',
        message: 'Internal server error (rehearsed)',
        ...wait,
      };
    case 'bad-request':
      return invalidRequest('The request is refused as it is (rehearsed).');
    case 'credit':
      return invalidRequest(
        'Your credit balance is too low to access the Anthropic API. Please go to Plans & Billing to upgrade or purchase credits.',
      );
    default:
      return undefined;
  }
}

/** `2026-12-01 at 00:00 UTC`, to the minute. */
function dayAfter(seconds: number, nowMs: number): string {
  const at = new Date(nowMs + seconds * 1_000).toISOString();
  return `${at.slice(0, 10)} at ${at.slice(11, 16)} UTC`;
}

/** What a proxy in the way would send instead of an answer. */
export const PROXY_PAGE =
  '<!doctype html><html><head><title>Sign in</title></head><body><h1>Please sign in to the network</h1></body></html>';
