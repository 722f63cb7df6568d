/** Whether an error of the operating system has this code (`ENOENT` and the like). */
export function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
