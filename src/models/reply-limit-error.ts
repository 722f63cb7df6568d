/** A reply went beyond a limit while it was read; the message names the limit. */
export class ReplyLimitError extends Error {
  override name = 'ReplyLimitError';
}
