import type { Delta } from './port.ts';

/** Deltas of one call on their way to a screen. */
export interface DeltaCleaner {
  take(delta: Delta): void;
  /** To come at the end: what was still held back is no key. */
  flush(): void;
}

/**
 * Hands deltas on without the secret, also where it comes in pieces: a text that ends as the secret
 * begins is held back until what follows tells.
 */
export function createDeltaCleaner(
  { secret, standIn }: { secret: string; standIn: string },
  onDelta: (delta: Delta) => void,
): DeltaCleaner {
  let held: Delta | undefined;
  const say = (delta: Delta) => {
    if (delta.text !== '') onDelta(delta);
  };
  return {
    take(delta) {
      const before = held?.text ?? '';
      const text = before + delta.text;
      const clean = text.replaceAll(secret, standIn);
      const keep = clean.length - beginningAtEnd(clean, secret);
      // What was held and turned out harmless keeps its kind.
      const isApart = held?.type !== delta.type && clean === text && keep >= before.length;
      if (held && isApart) say(held);
      say({ ...delta, text: clean.slice(held && isApart ? before.length : 0, keep) });
      held = { ...delta, text: clean.slice(keep) };
    },
    flush() {
      if (held) say(held);
      held = undefined;
    },
  };
}

/** How many characters at the end of a text are the beginning of the secret, but not the whole. */
function beginningAtEnd(text: string, secret: string): number {
  const longest = Math.min(text.length, secret.length - 1);
  for (let length = longest; length > 0; length -= 1) {
    if (text.endsWith(secret.slice(0, length))) return length;
  }
  return 0;
}
