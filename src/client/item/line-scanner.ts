import { type FileHandle, open } from 'node:fs/promises';

/** A whole line of a file, and where it stands. `raw` is undefined for a line too long to be read. */
export interface ScannedLine {
  offset: number;
  sizeBytes: number;
  raw: string | undefined;
}

/** Bytes read at once: what can be shown first waits for one piece only. */
export const pieceBytes = 256 * 1024;
/** A longer line is no entry that we wrote. */
const maxLineBytes = 32_000_000;
const newline = 0x0a;

/**
 * Reads the complete lines of a file from a byte on, piece by piece; yields after each piece the lines
 * that ended in it. A last line without its end is left for a later reading.
 */
export async function* scanLines(file: string, from: number): AsyncGenerator<ScannedLine[]> {
  const handle = await open(file, 'r');
  try {
    const carry = createCarry(from);
    for (;;) {
      const piece = await readPiece(handle, carry.position());
      if (piece.length === 0) return;
      yield carry.add(piece);
    }
  } finally {
    await handle.close();
  }
}

async function readPiece(handle: FileHandle, position: number): Promise<Buffer> {
  const { buffer, bytesRead } = await handle.read(
    Buffer.alloc(pieceBytes),
    0,
    pieceBytes,
    position,
  );
  return buffer.subarray(0, bytesRead);
}

/** Puts lines together that lie over several pieces. */
function createCarry(from: number) {
  let position = from;
  let lineAt = from;
  let parts: Buffer[] = [];
  const lineOf = (end: number): ScannedLine => {
    const sizeBytes = end - lineAt;
    const raw = sizeBytes > maxLineBytes ? undefined : Buffer.concat(parts).toString('utf8');
    return { offset: lineAt, sizeBytes, raw };
  };
  const keep = (bytes: Buffer, end: number) => {
    if (end - lineAt <= maxLineBytes) parts.push(bytes);
    else parts = [];
  };
  return {
    position: () => position,
    add(piece: Buffer): ScannedLine[] {
      const lines: ScannedLine[] = [];
      let start = 0;
      for (let at = piece.indexOf(newline); at >= 0; at = piece.indexOf(newline, start)) {
        keep(piece.subarray(start, at), position + at);
        lines.push(lineOf(position + at));
        parts = [];
        start = at + 1;
        lineAt = position + start;
      }
      if (start < piece.length) keep(piece.subarray(start), position + piece.length);
      position += piece.length;
      return lines;
    },
  };
}
