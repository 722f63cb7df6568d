/** Asks the terminal to put text on the clipboard (OSC 52), through tmux where one is in between. */
export function clipboardSequence(text: string, env: NodeJS.ProcessEnv): string {
  const sequence = `\u001b]52;c;${Buffer.from(text).toString('base64')}\u0007`;
  return env.TMUX ? `\u001bPtmux;\u001b${sequence}\u001b\\` : sequence;
}
