import { visibleText } from './visible-text.ts';

/** The beginning and the end of what a stranger says, however much it is. */
export interface KeptOutput {
  add(chunk: Uint8Array): void;
  /** As one safe text, saying how much is left out. */
  text(): string;
}

/** Holds at most the first and the last `maxBytes` bytes in memory. */
export function keepOutput(maxBytes = 2_000): KeptOutput {
  const empty: Uint8Array = Buffer.alloc(0);
  let head = empty;
  let tail = empty;
  let addedBytes = 0;
  return {
    add(chunk) {
      addedBytes += chunk.length;
      const room = maxBytes - head.length;
      if (room > 0) head = Buffer.concat([head, chunk.subarray(0, room)]);
      const rest = chunk.subarray(room).subarray(-maxBytes);
      if (rest.length > 0) tail = Buffer.concat([tail, rest]).subarray(-maxBytes);
    },
    text() {
      const missingBytes = addedBytes - head.length - tail.length;
      if (missingBytes === 0) return readable(Buffer.concat([head, tail]));
      return `${readable(head)}\n[${missingBytes} bytes left out]\n${readable(tail)}`;
    },
  };
}

/** A cut through the middle of a character leaves a mark. */
function readable(bytes: Uint8Array): string {
  return visibleText(new TextDecoder().decode(bytes)).trim();
}
