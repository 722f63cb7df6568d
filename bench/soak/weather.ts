import { drawFrom } from '../../src/rehearsal/draw.ts';
import type { Fault, FaultRule } from '../../src/rehearsal/faults.ts';
import type { RehearsalOptions } from '../../src/rehearsal/server.ts';

/** Hours of a subscription's window. */
const windowHours = 5;
/** One request of so many meets a fault. */
const badOneIn = 9;
/** What that is, each as often as the others. */
const faults: Fault[] = [
  ...(['overloaded', 'rate-limit', 'server-error', 'cut-stream', 'stream-error'] as const),
  ...(['overloaded', 'rate-limit', 'server-error', 'cut-stream', 'stream-error'] as const),
  ...(['max-tokens-in-tool', 'empty-end-turn', 'broken-tool-input'] as const),
  ...(['unparsable-tool-input', 'refusal', 'stall'] as const),
];
/** Bad minutes: so many requests in a row. */
const spell = 15;
const spells: [Fault, number][] = [
  ['overloaded', 0.15],
  ['rate-limit', 0.45],
  ['overloaded', 0.7],
];
/** What comes once, by the share of the night's requests that were before it. */
const seldom: [Fault, number, { retryAfterSeconds?: number }?][] = [
  // The window of another program that uses the same account.
  ['quota-window', 0.08, { retryAfterSeconds: 7_200 }],
  // An organisation's own limit, for an hour and a half.
  ['usage-limit', 0.3, { retryAfterSeconds: 5_400 }],
  // A proxy that wants somebody to sign in.
  ['html', 0.5],
  // A balance that somebody tops up, a request that the API takes ill.
  ['credit', 0.6],
  ['bad-request', 0.8],
];
const throttleSeconds = 40;

/** Everything that a provider does to a batch of about so many requests in so many hours. */
export function weatherFor(of: {
  requests: number;
  hours: number;
  workers: number;
  seed: number;
}): Required<Pick<RehearsalOptions, 'faults' | 'limits'>> {
  const { requests, hours, workers, seed } = of;
  const atShare = (share: number) => Math.max(1, Math.round(requests * share));
  const once = seldom.map(([fault, share, more]): FaultRule => {
    return { on: { nth: atShare(share) }, fault, ...more };
  });
  const inSpells = spells.flatMap(([fault, share]) =>
    Array.from({ length: Math.min(spell, atShare(0.02)) }, (_, at) =>
      ruleAt(atShare(share) + at, fault),
    ),
  );
  // A night may take more requests than it was laid out for.
  const scattered = Array.from({ length: Math.ceil(requests * 1.5) }, (_, at) => at + 1)
    .filter((nth) => drawFrom(seed, 'bad', nth) < 1 / badOneIn)
    .map((nth, at) => ruleAt(nth, faults[at % faults.length] ?? 'overloaded'));
  // The last window is only half used.
  const windows = hours / windowHours + 0.5;
  return {
    faults: [...once, ...inSpells, ...scattered],
    limits: {
      requests: Math.ceil(workers * 1.5),
      enforced: true,
      quota: { requests: Math.ceil(requests / windows), seconds: windowHours * 3_600 },
    },
  };
}

function ruleAt(nth: number, fault: Fault): FaultRule {
  const wait = fault === 'rate-limit' ? { retryAfterSeconds: throttleSeconds } : {};
  return { on: { nth }, fault, ...wait };
}

/** All kinds of trouble that a server's ledger and an engine's journal must have met. */
export const kindsOfWeather: readonly string[] = [
  ...new Set([...faults, ...seldom.map(([fault]) => fault)]),
  ...['quota.parked quota', 'quota.parked spend-cap', 'quota.parked needs-person', 'day.waiting'],
];
