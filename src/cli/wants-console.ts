/** Whether to draw a console: on a terminal, unless plain lines were asked for or help a screen reader. */
export function wantsConsole({ headless }: { headless?: boolean }): boolean {
  const { CI, ACCESSIBLE, TERM } = process.env;
  const isTerminal = process.stdin.isTTY === true && process.stdout.isTTY === true;
  return isTerminal && !headless && !CI && !ACCESSIBLE && TERM !== 'dumb';
}
