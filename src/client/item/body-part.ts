/** What a line of a transcript is, for its looks. */
export type LineRole =
  | 'attempt'
  | 'turn-head'
  | 'text'
  | 'thinking'
  | 'tool'
  | 'tool-input'
  | 'removed'
  | 'added'
  | 'result'
  | 'error'
  | 'told'
  | 'card'
  | 'meta';

/** A line to show: at most as wide as asked for, its text still what the model wrote (not made safe). */
export interface DisplayLine {
  role: LineRole;
  text: string;
}

/** A piece of what a row unfolds to. Prose is broken between words, everything else at the edge. */
export interface BodyPart {
  role: LineRole;
  text: string;
  isProse: boolean;
}
