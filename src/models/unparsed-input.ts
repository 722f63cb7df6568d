/**
 * The input of a tool call whose JSON was cut or malformed. An object, since the API refuses any
 * other input when the conversation is sent again; no tool's strict schema accepts it.
 */
export interface UnparsedInput {
  __unparsed: string;
}

/** Whether a tool call's input is one that could not be parsed. */
export function isUnparsedInput(input: unknown): input is UnparsedInput {
  return typeof input === 'object' && input !== null && '__unparsed' in input;
}
