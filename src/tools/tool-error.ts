/** A tool could not do what was asked; the message is written for the model and says what to do instead. */
export class ToolError extends Error {
  override name = 'ToolError';
}

/** A path would have left the folders an agent may touch, or is no safe name; nothing was touched. */
export class ContainmentError extends ToolError {
  override name = 'ContainmentError';
}

/** There is nothing at a path; a write would make it. */
export class MissingError extends ToolError {
  override name = 'MissingError';
}
