import { type ApiError, invalidRequest } from './api-error.ts';
import type { FaultRule } from './faults.ts';

const DEFAULT_RETRY_AFTER_SECONDS = 1;

/** The error reply that a fault stands for; `undefined` for faults of another kind. */
export function faultError(rule: FaultRule): ApiError | undefined {
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

/** What a proxy in the way would send instead of an answer. */
export const PROXY_PAGE =
  '<!doctype html><html><head><title>Sign in</title></head><body><h1>Please sign in to the network</h1></body></html>';
