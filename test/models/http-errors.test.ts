import { describe, expect, test } from 'vitest';
import { callOver, failureOf, KEY } from './call-server.ts';
import { type Play, refusal } from './raw-server.ts';

const NOW = Date.UTC(2026, 10, 23, 12, 0, 0);
const now = () => NOW;

describe('an HTTP error', () => {
  const error = (type: string, message = 'no', code?: string) => ({
    type,
    message,
    ...(code ? { details: { error_code: code } } : {}),
  });
  const spendText =
    'You have reached your specified API usage limits. You will regain access on 2026-12-01 at 00:00 UTC.';
  const unified = (status: string) => ({
    'anthropic-ratelimit-unified-5h-status': 'allowed',
    'anthropic-ratelimit-unified-5h-reset': String(NOW / 1_000 + 60),
    'anthropic-ratelimit-unified-7d-status': status,
    'anthropic-ratelimit-unified-7d-reset': String(NOW / 1_000 + 90_000),
  });
  const exhausted = {
    'anthropic-ratelimit-requests-remaining': '12',
    'anthropic-ratelimit-requests-reset': new Date(NOW + 999_000).toISOString(),
    'anthropic-ratelimit-output-tokens-remaining': '0',
    'anthropic-ratelimit-output-tokens-reset': new Date(NOW + 40_000).toISOString(),
  };
  const httpDate = { 'retry-after': new Date(NOW + 60_000).toUTCString() };
  const limited = error('rate_limit_error');

  test.each<[string, Play, string, number | undefined]>([
    ['408', refusal(408, error('timeout_error')), 'transient', undefined],
    ['409', refusal(409, error('conflict_error')), 'transient', undefined],
    ['500', refusal(500, error('api_error')), 'transient', undefined],
    ['503 with a time', refusal(503, error('x'), { 'retry-after': '9' }), 'transient', NOW + 9_000],
    ['529', refusal(529, error('overloaded_error')), 'transient', undefined],
    ['429 of seconds', refusal(429, limited, { 'retry-after': '30' }), 'throttle', NOW + 30_000],
    [
      '429 of 5 minutes',
      refusal(429, limited, { 'retry-after': '300' }),
      'throttle',
      NOW + 300_000,
    ],
    ['429 of a date', refusal(429, limited, httpDate), 'throttle', NOW + 60_000],
    ['429 of ms', refusal(429, limited, { 'retry-after-ms': '1500' }), 'throttle', NOW + 1_500],
    ['429 of nothing', refusal(429, limited), 'throttle', undefined],
    ['429 of nonsense', refusal(429, limited, { 'retry-after': '-5' }), 'throttle', undefined],
    ['429 of eternity', refusal(429, limited, { 'retry-after': '9e99' }), 'throttle', undefined],
    ['429 of a used-up limit', refusal(429, limited, exhausted), 'throttle', NOW + 40_000],
    ['429 of 301 s', refusal(429, limited, { 'retry-after': '301' }), 'quota', NOW + 301_000],
    [
      '429 of a rejected window',
      refusal(429, limited, unified('rejected')),
      'quota',
      NOW + 90_000_000,
    ],
    ['429 within its windows', refusal(429, limited, unified('allowed')), 'throttle', undefined],
    [
      '429 of an enforced spend limit',
      refusal(429, error('rate_limit_error', 'no', 'enforced_spend_limit_reached')),
      'spend-cap',
      Date.UTC(2026, 11, 1),
    ],
    [
      '429 of a contract limit',
      refusal(429, error('rate_limit_error', 'no', 'contract_spend_limit_reached')),
      'needs-person',
      undefined,
    ],
    [
      '400 of a spend limit',
      refusal(400, error('invalid_request_error', spendText)),
      'spend-cap',
      Date.UTC(2026, 11, 1),
    ],
    [
      '400 of a spend limit without a date',
      refusal(400, error('x', 'You have reached your specified API usage limits.')),
      'spend-cap',
      undefined,
    ],
    [
      '400 of no credit',
      refusal(400, error('x', 'Your credit balance is too low to go on.')),
      'needs-person',
      undefined,
    ],
    [
      '400 of an organization on hold',
      refusal(400, error('x', 'no', 'organization_on_hold')),
      'needs-person',
      undefined,
    ],
    ['401', refusal(401, error('authentication_error')), 'needs-person', undefined],
    ['402', refusal(402, error('billing_error')), 'needs-person', undefined],
    ['403', refusal(403, error('permission_error')), 'needs-person', undefined],
    ['400', refusal(400, error('invalid_request_error')), 'deterministic', undefined],
    ['404', refusal(404, error('not_found_error')), 'needs-person', undefined],
    ['413', refusal(413, error('request_too_large')), 'deterministic', undefined],
    ['422', refusal(422, error('x')), 'deterministic', undefined],
  ])('%s has its class and time', async (_, play, expected, retryAtMs) => {
    const reply = await callOver(play, { now });
    const failure = failureOf(reply);
    expect([failure.class, failure.retryAtMs]).toEqual([expected, retryAtMs]);
    expect(reply.usage).toBeUndefined();
  });

  test('keeps the key out of its message', async () => {
    const play = refusal(401, error('authentication_error', `bad key ${KEY}`));
    expect(failureOf(await callOver(play)).message).toBe(
      '401 authentication_error: bad key [API key]',
    );
  });

  test('with a web page for a body is told in a few words', async () => {
    const failure = failureOf(
      await callOver((response) => {
        response.writeHead(502, { 'content-type': 'text/html' });
        response.end('<html><body><h1>Bad gateway</h1></body></html>');
      }),
    );
    expect(failure).toMatchObject({
      class: 'transient',
      message: '502: a web page instead of an API answer',
    });
  });
});
