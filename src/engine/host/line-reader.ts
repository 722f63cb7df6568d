/** Takes chunks of bytes as they come; false once a line was longer than allowed: read no further. */
export type TakeChunk = (chunk: Buffer) => boolean;

/**
 * Cuts a stream of bytes into lines of UTF-8 and hands on each without its line break. No more than
 * `longestBytes` of an unfinished line are ever kept.
 */
export function createLineReader(longestBytes: number, onLine: (line: string) => void): TakeChunk {
  let parts: Buffer[] = [];
  let keptBytes = 0;
  const keep = (part: Buffer) => {
    keptBytes += part.length;
    if (keptBytes > longestBytes) return false;
    if (part.length > 0) parts.push(part);
    return true;
  };
  return (chunk) => {
    let from = 0;
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, from)) {
      if (!keep(chunk.subarray(from, at))) return false;
      const line = Buffer.concat(parts).toString('utf8');
      parts = [];
      keptBytes = 0;
      from = at + 1;
      onLine(line);
    }
    return keep(chunk.subarray(from));
  };
}
