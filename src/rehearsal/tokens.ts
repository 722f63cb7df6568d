/** UTF-8 bytes to a token: a fair average over prose, code and JSON. */
export const BYTES_PER_TOKEN = 3.6;

/** Tokens of a text: `ceil(bytes / 3.6)`. An estimate, but always the same one. */
export function estimateTokens(text: string): number {
  return Math.ceil(Buffer.byteLength(text) / BYTES_PER_TOKEN);
}

/** The longest beginning of a text that is at most `tokens` tokens, never ending inside a character. */
export function firstTokens(text: string, tokens: number): string {
  const bytes = Buffer.from(text).subarray(0, Math.floor(tokens * BYTES_PER_TOKEN));
  return bytes.toString('utf8').replace(/\uFFFD+$/, '');
}
