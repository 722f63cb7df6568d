/** The code of an operating system's error (`ENOENT` and the like), or undefined for any other. */
export function codeOf(error: unknown): string | undefined {
  const hasOne = error instanceof Error && 'code' in error && typeof error.code === 'string';
  return hasOne ? String(error.code) : undefined;
}

/** Whether an error of the operating system has this code (`ENOENT` and the like). */
export function hasCode(error: unknown, code: string): boolean {
  return codeOf(error) === code;
}
