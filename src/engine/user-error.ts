/**
 * Unusable input or environment: the message says what was expected, what was found and what to do,
 * and is all that a person gets to see. Anything else that is thrown is a bug.
 */
export class UserError extends Error {
  override name = 'UserError';
}

/** The code of a system error (`ENOENT`), or undefined for anything else. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined;
}

export function errorMessage(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** An error of an open file, which the system does not name, with the path that a person knows it by. */
export function withPath(error: unknown, path: string): unknown {
  if (!(error instanceof Error) || errorCode(error) === undefined || 'path' in error) return error;
  return Object.assign(error, { path });
}
