import type { EventBody } from '../../src/engine/journal/events.ts';

/** The product asks to publish the output of an item. */
export function asked(n: number): EventBody {
  const item = `longest-palindromic-substring.${n}`;
  const sha256 = 'ab'.repeat(32);
  const target = `published/${item}.json`;
  return {
    type: 'approval.asked',
    id: idOf(n),
    item,
    asker: 'product',
    attempt: 1,
    turn: 0,
    tool: 'publish',
    action: {
      verb: 'publish',
      target,
      effect: `Copies the accepted output (27014 bytes, SHA-256 abababababab…) to ${target}, then runs notify --all, at most 60 s.`,
    },
    input: JSON.stringify({ item, sha256, sizeBytes: 27_014, to: 'published/' }),
    digest: sha256,
    reason: 'The lesson has been accepted: every criterion holds.',
    expiresAtMs: Date.now() + 72 * 3_600_000,
  };
}

/** A person says no to it. */
export function denied(n: number): EventBody {
  const item = `longest-palindromic-substring.${n}`;
  const decision = 'denied' as const;
  return { type: 'approval.decided', id: idOf(n), item, decision, by: 'operator', reason: 'no' };
}

function idOf(n: number): string {
  return n.toString(16).padStart(16, '0');
}
