/** One line at the bottom of a terminal that says how far something is. */
export interface ProgressLine {
  show(text: string): void;
  /** To come before anything else is printed. */
  clear(): void;
}

const leastMs = 250;

/** Writes to standard error, four times a second at most, and nothing where that is no terminal. */
export function openProgressLine(): ProgressLine {
  const isTerminal = process.stderr.isTTY === true;
  let shownAtMs = 0;
  let isShown = false;
  return {
    show(text) {
      if (!isTerminal || Date.now() - shownAtMs < leastMs) return;
      shownAtMs = Date.now();
      isShown = true;
      process.stderr.write(`\r\u001b[2K${text}`);
    },
    clear() {
      if (isShown) process.stderr.write('\r\u001b[2K');
      isShown = false;
    },
  };
}
