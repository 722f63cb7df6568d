import type { Row } from './breakers-config.ts';

/** What one item came to: the messages it failed with, none when it did not. */
export interface Outcome {
  item: string;
  messages: readonly string[];
}

/** The newest outcomes, oldest first. Of each item the newest alone counts. */
export type Tally = readonly Outcome[];

/** Adds an outcome; `opens` names the message that has been there `times` times among the last `of`, if one has. */
export function tallied(
  before: Tally,
  outcome: Outcome,
  { times, of }: Row,
): { tally: Tally; opens: string | undefined } {
  const others = before.filter(({ item }) => item !== outcome.item);
  const tally = [...others, outcome].slice(-of);
  const opens = outcome.messages.find(
    (message) => tally.filter(({ messages }) => messages.includes(message)).length >= times,
  );
  return { tally, opens };
}

/** A message without what differs from call to call: ids, numbers, dates. At most 300 characters. */
export function alike(message: string): string {
  return message
    .replace(/\b(?:req|msg|toolu)_\w+/g, '#')
    .replace(/\b[0-9a-f]{8,}(?:-[0-9a-f]{4,})*\b/gi, '#')
    .replace(/\d+/g, '#')
    .slice(0, 300);
}
