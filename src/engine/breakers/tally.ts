/** What one item came to: the messages it failed with, none when it did not. */
export interface Outcome {
  item: string;
  messages: readonly string[];
}

/** The newest outcomes, oldest first. Of each item the newest alone counts. */
export type Tally = readonly Outcome[];

/** So many outcomes are kept: the most that a breaker may look at. */
export const mostOutcomes = 100;
const longestMessage = 300;

/** A tally with one more outcome. */
export function tallied(before: Tally, { item, messages }: Outcome): Tally {
  const others = before.filter((one) => one.item !== item);
  const cut = messages.map((message) => message.slice(0, longestMessage));
  return [...others, { item, messages: cut }].slice(-mostOutcomes);
}

/** The message of the newest outcome that is alike `times` times among the last `of`, if one is. */
export function opensBy(
  tally: Tally,
  { times, of }: { times: number; of: number },
): string | undefined {
  const last = tally.slice(-of).map(({ messages }) => new Set(messages.map(alike)));
  return tally
    .at(-1)
    ?.messages.find(
      (message) => last.filter((messages) => messages.has(alike(message))).length >= times,
    );
}

/** A message without what differs from call to call: ids, numbers, dates. */
export function alike(message: string): string {
  return message
    .replace(/\b(?:req|msg|toolu)_\w+/g, '#')
    .replace(/\b[0-9a-f]{8,}(?:-[0-9a-f]{4,})*\b/gi, '#')
    .replace(/\d+/g, '#');
}
