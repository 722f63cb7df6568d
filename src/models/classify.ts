import { APIConnectionError, APIConnectionTimeoutError, APIError } from '@anthropic-ai/sdk';
import type { Failure, FailureClass } from './failure.ts';
import { LONGEST_THROTTLE_MS } from './failure-policy.ts';
import { textOr } from './record.ts';
import {
  dateInText,
  firstOfNextMonth,
  retryAtFromHeaders,
  type StatedTime,
  spentWindow,
  unifiedWindows,
} from './retry-time.ts';

/** What a provider said when it refused: an HTTP error, or an error event inside a stream. */
export interface Refusal {
  status?: number;
  /** The API's error type, such as `rate_limit_error`. */
  errorType?: string;
  /** The API's finer code, such as `enforced_spend_limit_reached`. */
  errorCode?: string;
  message: string;
  headers?: Headers;
}

type Verdict = { class: FailureClass; retryAt?: StatedTime | undefined; limit?: string };

const PERSON_CODES = new Set([
  'organization_on_hold',
  'contract_spend_limit_reached',
  'linked_organization_spend_limit_reached',
  'linked_organization_billing_unavailable',
]);

/** Codes of a connection that was never made. */
const UNREACHABLE = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);

const CLASS_OF_TYPE: Readonly<Record<string, FailureClass>> = {
  rate_limit_error: 'throttle',
  authentication_error: 'needs-person',
  permission_error: 'needs-person',
  billing_error: 'needs-person',
  invalid_request_error: 'deterministic',
  // The one thing a request names that may be missing is its model: every item would meet that.
  not_found_error: 'needs-person',
  request_too_large: 'deterministic',
};

/** Turns whatever a call threw into a failure with a policy, in the server's own words. Never throws. */
export function classifyError(error: unknown, nowMs: number): Failure {
  if (error instanceof APIConnectionTimeoutError) {
    return { class: 'transient', message: 'The provider did not answer in time.' };
  }
  if (error instanceof APIConnectionError) {
    const message = `Connection failed: ${reasonOf(error)}`;
    const { code } = innermost(error);
    const notSent = code !== undefined && UNREACHABLE.has(code);
    return { class: 'transient', message, ...(notSent ? { notSent } : {}) };
  }
  if (error instanceof APIError) return classifyRefusal(fromApiError(error), nowMs);
  // The rest is what fetch throws while a body is read: a cut socket, mostly.
  return { class: 'transient', message: `The reply broke off: ${reasonOf(error)}` };
}

/** Turns a provider's refusal into a failure: its class, and when to come back if that was said. */
export function classifyRefusal(refusal: Refusal, nowMs: number): Failure {
  const { status } = refusal;
  const verdict = judge(refusal, nowMs);
  return {
    class: verdict.class,
    message: describe(refusal),
    ...(status === undefined ? {} : { status }),
    ...(verdict.retryAt
      ? { retryAtMs: verdict.retryAt.atMs, retrySource: verdict.retryAt.source }
      : {}),
    ...(verdict.limit === undefined ? {} : { limit: verdict.limit }),
  };
}

function judge(refusal: Refusal, nowMs: number): Verdict {
  const { status, errorType } = refusal;
  const stated = refusal.headers && retryAtFromHeaders(refusal.headers, nowMs);
  const money = judgeMoney(refusal, stated, nowMs);
  if (money) return money;
  if (status === 429) return judgeLimit(refusal.headers ?? new Headers(), nowMs);
  if (status === undefined || status < 300) {
    const known = CLASS_OF_TYPE[errorType ?? ''];
    return { class: known ?? 'transient', retryAt: stated };
  }
  // A redirect is never followed; somebody has to decide where the key may go.
  if (status < 400) return { class: 'needs-person' };
  if (status === 401 || status === 402 || status === 403) return { class: 'needs-person' };
  if (status === 404) return { class: 'needs-person' };
  if (status === 408 || status === 409 || status >= 500) {
    return { class: 'transient', retryAt: stated };
  }
  return { class: 'deterministic' };
}

/** Limits on money, which come under several statuses and are told apart by code and words. */
function judgeMoney(
  refusal: Refusal,
  stated: StatedTime | undefined,
  nowMs: number,
): Verdict | undefined {
  const { errorCode = '', errorType = '', message } = refusal;
  if (PERSON_CODES.has(errorCode) || PERSON_CODES.has(errorType)) return { class: 'needs-person' };
  if (errorType === 'billing_error' || /credit balance is too low/i.test(message)) {
    return { class: 'needs-person' };
  }
  if (errorCode === 'enforced_spend_limit_reached') {
    // Documented to last until the month ends; the reply itself does not say so.
    return {
      class: 'spend-cap',
      retryAt: stated ?? firstOfNextMonth(nowMs),
      limit: 'the monthly spend limit',
    };
  }
  if (/you have reached your specified (workspace )?API usage limits/i.test(message)) {
    return {
      class: 'spend-cap',
      retryAt: dateInText(message, nowMs) ?? stated,
      limit: 'the API usage limit',
    };
  }
  return undefined;
}

function judgeLimit(headers: Headers, nowMs: number): Verdict {
  const stated = retryAtFromHeaders(headers, nowMs);
  const window = spentWindow(unifiedWindows(headers, nowMs));
  if (window) return { class: 'quota', retryAt: window.reset ?? stated, limit: window.name };
  const isLong = stated !== undefined && stated.atMs - nowMs > LONGEST_THROTTLE_MS;
  return { class: isLong ? 'quota' : 'throttle', retryAt: stated };
}

function fromApiError(error: APIError): Refusal {
  // The SDK hands on what the body says, of whatever type it is.
  const refusal: Refusal = { message: textOr(error.apiMessage, error.message) };
  if (error.status !== undefined) refusal.status = error.status;
  if (typeof error.type === 'string') refusal.errorType = error.type;
  if (typeof error.errorCode === 'string') refusal.errorCode = error.errorCode;
  if (error.headers) refusal.headers = error.headers;
  return refusal;
}

function describe({ status, errorType, errorCode, message }: Refusal): string {
  const head = [status, errorCode ?? errorType].filter((part) => part !== undefined).join(' ');
  const isPage = /<(!doctype|html)\b/i.test(message);
  const text = isPage ? 'a web page instead of an API answer' : message;
  return `${head}${head === '' ? '' : ': '}${text}`;
}

function reasonOf(error: unknown): string {
  const { message, code } = innermost(error);
  return `${message}${code === undefined ? '' : ` (${code})`}`;
}

/** The innermost cause, where the operating system's own words and code are. */
function innermost(error: unknown): { message: string; code: string | undefined } {
  let inner = error;
  for (
    let depth = 0;
    depth < 5 && inner instanceof Error && inner.cause instanceof Error;
    depth += 1
  ) {
    inner = inner.cause;
  }
  if (!(inner instanceof Error)) return { message: String(inner), code: undefined };
  const code = 'code' in inner && typeof inner.code === 'string' ? inner.code : undefined;
  return { message: inner.message || inner.name, code };
}
